"""Every word that a reader of the pages sees, a module a page. Measures bring their own names."""

from board.words.access import *
from board.words.base import *
from board.words.command import *
from board.words.coverage import *
from board.words.definitions import *
from board.words.doctor import *
from board.words.dropped_files import *
from board.words.entries import *
from board.words.form_06a import *
from board.words.intake import *
from board.words.letter_papers import *
from board.words.letters import *
from board.words.meeting import *
from board.words.model_progress import *
from board.words.open_dossiers import *
from board.words.overview import *
from board.words.pack import *
from board.words.papers import *
from board.words.processing import *
from board.words.receptions_petitions import *
from board.words.report_tables import *
from board.words.report_upward import *
from board.words.satisfaction import *
from board.words.scores import *
from board.words.sent_papers import *
from board.words.since_last_meeting import *
