-- grain: none; which sums answer a question: by unit or over all units, by month or by day.

-- Whether sums over all units answer: the question is of all units, leaves none out and tells none apart,
-- and its reader sees every one.
create or replace temp macro asks_all_units(unit, left_out, by_name) as
    unit is null
    and coalesce(len(left_out::varchar[]), 0) = 0
    and coalesce(by_name not in ('unit', 'stratum'), true)
    and getvariable('scope_codes') is null;

-- The months of which periods hold a part only: they are added up by day, all others as they are.
create or replace temp macro cut_months(starts, ends) as table
    select distinct date_trunc('month', edge)::date as month
    from (select unnest(list_concat(starts, list_transform(ends, lambda last: last + 1)))::date as edge)
    where edge <> date_trunc('month', edge);

create or replace temp macro days_of_cut_months(starts, ends) as table
    select unnest(range(month, month + interval 1 month, interval 1 day))::date as day
    from cut_months(starts, ends);

create or replace temp macro chosen_strata(unit, left_out) as table
    select * exclude (dossiers) from strata where in_scope(unit_key, unit, left_out);
