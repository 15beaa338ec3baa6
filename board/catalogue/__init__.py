"""The one table of measures: what each is called, how it is computed, and where that comes from.

Every page, paper, CSV and command takes a measure from here. A measure adds up columns of the
query that it names: a share divides one sum by another, a count is one sum, a length of time is
a column as it stands.
"""

from board.catalogue import due, form, letters, opinions, pace, petitions, progress, receptions
from board.catalogue.measure import Measure

MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        *form.MEASURES,
        *due.MEASURES,
        *pace.MEASURES,
        *opinions.MEASURES,
        *letters.MEASURES,
        *progress.MEASURES,
        *receptions.MEASURES,
        *petitions.MEASURES,
    )
}
