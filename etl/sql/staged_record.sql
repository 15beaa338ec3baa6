-- grain: one row a row of one file of a register, or of several that the column <apart> tells apart.
-- bad_reason is null where the row is accepted: what the contract refuses goes before what the
-- register's own query found (`broken`), and that before differing rows of one key and year
-- (`clash`), none of which can be believed.
select
    * exclude (unit_code, broken, is_sound, own_year, clash) replace (
        coalesce(bad_field, broken.field, if(clash is null, null, split_part('<key>', ',', 1))) as bad_field,
        coalesce(bad_value, broken.value, clash) as bad_value,
        coalesce(bad_reason, broken.reason, if(clash is null, null, 'number_twice')) as bad_reason,
        nullif(recorded_by, '') as recorded_by
    ),
    unit_code as unit
from (
    select
        *,
        -- A row without a day clashes with any other of its number: which year it is of is not known.
        if(
            is_sound and concat(<key>) <> '' and case
                when own_year is null
                    then min(row_hash) over of_number <> max(row_hash) over of_number
                else min(row_hash) over of_year <> max(row_hash) over of_year
            end,
            concat_ws(' ', <key>) || coalesce('/' || own_year, '') || ': ' || array_to_string(
                list_sort(if(own_year is null, list(line) over of_number, list(line) over of_year)), ', '
            ),
            null
        ) as clash
    from (
        select
            *,
            bad_reason is null and broken is null as is_sound,
            year(coalesce(<numbered_by>, null)::date) as own_year
        from staged
    )
    window
        of_number as (partition by <apart>is_sound, unit_code, <key>),
        of_year as (partition by <apart>is_sound, unit_code, <key>, own_year)
)
