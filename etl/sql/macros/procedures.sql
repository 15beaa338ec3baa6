-- grain: none; the scalar macros that match a procedure by its code and its name.

-- A procedure's code: a spreadsheet turns 1.001190 into 1.00119, and systems add .000.00.00.H56.
create or replace temp macro procedure_code_of(x) as
    case
        when length(x) = 8 then x
        when regexp_matches(x, '^\d\.\d{6}') then left(x, 8)
        when regexp_matches(x, '^\d\.\d{1,5}$') then rpad(x, 8, '0')
        else x
    end;

-- The code that a name has in it where its own column has none: “1.001193 - Đăng ký khai sinh”.
create or replace temp macro code_in_name(x) as
    nullif(regexp_extract(x, '(?:^|[^0-9.])([0-9][.][0-9]{6})(?:[^0-9]|$)', 1), '');

-- A name as it is matched: as it stands, and without what only says that it is a procedure.
create or replace temp macro procedure_name_keys(x) as list_distinct([
    fold(x),
    regexp_replace(fold(x), '^(thutuc|tthc)(..)', '\2'),
    regexp_replace(fold(x), '^thutuchanhchinh(..)', '\1')
]);
