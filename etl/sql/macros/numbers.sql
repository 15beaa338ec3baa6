-- grain: none; the scalar macros that read a number as a spreadsheet or a person writes it.

-- A whole number of codes and levels: a spreadsheet writes 4 as 4.0 or 4,0; 4.5 is no whole number, and a
-- cast would round it.
create or replace temp macro whole_code(x) as
    try_cast(regexp_extract(x, '^[+]?(-?[0-9]+)(?:[.,]0+)?$', 1) as bigint);

-- A whole number that counts: 1.250 and 1,250 are a thousand and more, 1.250,0 too, and what is counted may
-- stand after it (90 người). Of 4,000 nobody knows whether it is 4 or 4000.
create or replace temp macro whole_number(x) as
    case
        when regexp_full_match(x, '-?[0-9]{1,18}') then try_cast(x as bigint)
        when regexp_full_match(x, '[+-]?[0-9]{1,3},000( .*)?') then null
        else try_cast(translate(regexp_extract(
            lower(x),
            '^[+]?(-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+))(?:[.,]0+)? ?(?:(?:lượt )?người(?: dân)?|lượt|công dân|đại biểu|cán bộ|hộ|hồ sơ|vụ(?: việc)?|việc|ý kiến|lần|buổi|ngày|đơn|thư|phiếu|tồn tại)?$',
            1
        ), '.,', '') as bigint)
    end;

-- A number with a decimal comma or dot, and the other sign between its thousands where both stand.
create or replace temp macro decimal_number(x) as
    try_cast(case
        when not regexp_matches(x, '[,. a-zà-ỹ]') then x
        when regexp_full_match(x, '[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+') then replace(x, ',', '')
        when regexp_full_match(x, '[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+') then replace(replace(x, '.', ''), ',', '.')
        else replace(regexp_replace(lower(x), ' ?(?:ngày(?: làm việc)?|điểm)$', ''), ',', '.')
    end as double);
