-- grain: one row a field that rows which stay would now have under another name.
select written_field
from build.field_words as was
join field_words as now using (written_field)
where was.field <> now.field
union all
-- Of a field that a task names it matters too whether any dossier has it.
select field
from (
    (select fold(field) as field_key, field from field_words)
    except
    (select fold(field), field from build.field_words)
    union all
    (
        (select fold(field) as field_key, field from build.field_words)
        except
        (select fold(field), field from field_words)
    )
)
where field_key in (select fold(field) from tasks);
