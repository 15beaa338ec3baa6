-- grain: coverage_starts, one row a source and a unit (null: every one) and the day from which its
-- files tell everything, where no file's name says it.
create temp table coverage_starts as
select source, unit_code, first_day
from reference_coverage
where validate_row(line, case
    when source not in (
        select unnest(from_json(getvariable('contracts'), '[{"source": "VARCHAR"}]')).source
    ) then 'source_unknown'
end);
