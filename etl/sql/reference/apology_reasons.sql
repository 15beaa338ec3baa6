-- grain: apology_reasons, one row a code of why a dossier was late and the days on which an apology
-- gives its sentence; without a sentence the letter leaves dots.
create table apology_reasons as
select code, sentence, valid_from, valid_to, source
from reference_apology_reasons;
