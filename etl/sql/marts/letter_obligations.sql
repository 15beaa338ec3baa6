-- grain: letter_obligations, one row a dossier and a kind of letter of which a rule says whether it is owed;
-- for units that keep a register of letters, as long as they do.
create temp view letter_obligations as
with dated as (
    select
        dossiers_as_of.* replace (
            least(kept_until, known_until) as known_until,
            if(is_finished, settled_on, null) as finished_on
        ),
        -- An apology once owed stays owed, whatever became of the dossier since: the earliest due date known to have
        -- passed, unless it was settled by then after all. What is finished without a date or withdrawn owes none on
        -- a guess.
        least(
            if(settled_on <= missed_due_on, null, missed_due_on),
            if(is_withdrawn or finished_without_date or overdue_from is null, null, due_on)
        ) as missed_on,
        kept_from
    from dossiers_as_of
    join letters_kept using (unit_key)
),
owing as (
    select
        * replace (missed_on as due_on),
        greatest(missed_on + 1, received_on) as owed_on,
        ['apology_legal', 'apology_courtesy'] as kinds
    from dated
    where missed_on is not null
    union all
    select *, finished_on, ['birth', 'marriage', 'condolence'] from dated
)
select owing.*, rule.kind, rule.owed
from owing
join letter_rules as rule
    on list_contains(kinds, rule.kind)
    and (rule.procedure_code is null or rule.procedure_code = owing.procedure_code)
    and owed_on between rule.valid_from and rule.valid_to
where owed_on between kept_from and known_until
-- A row that names the procedure goes before one that names none.
qualify row_number() over (
    partition by dossier_id, rule.kind order by rule.procedure_code is null, rule.valid_from desc
) = 1;
