-- grain: spans_of_letters, one row a unit that keeps a register of letters: the days on which a dossier may owe one.
create table spans_of_letters as
select letters_kept.unit_key, kept_from, least(kept_until, as_of) as kept_until
from letters_kept
join unit_as_of using (unit_key);
