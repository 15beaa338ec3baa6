-- grain: one row a unit that is in force on a day and has none under it then, as a template offers it: by
-- its name, or by its code where two share that.
with lowest as (
    select code, full_name, rowid as place
    from units as unit
    where $day between valid_from and valid_to and not exists (
        from units as part where part.parent = unit.code and $day between part.valid_from and part.valid_to
    )
)
select if(
    count(*) over (partition by full_name) = 1, upper(left(full_name, 1)) || substr(full_name, 2), code
) as word
from lowest
order by place;
