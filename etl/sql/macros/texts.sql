-- grain: none; the scalar macros that clean a text and fold it for matching.

-- Folds text for matching: no case, diacritics, spaces or punctuation (đ → d, hoá = hóa). Fonts draw
-- the Icelandic Ð as Đ, and some keyboards write it.
create or replace temp macro fold(x) as
    regexp_replace(translate(lower(strip_accents(x)), 'đðɖ', 'ddd'), '[^a-z0-9]', '', 'g');

-- Trims blanks (also tabs, line ends), no-break spaces and signs that nobody sees (zero-width ones, marks
-- of direction, soft hyphens); nothing left is null. They are written as one word, because a small file
-- takes as long as its query has parts.
create or replace temp macro clean(x) as
    nullif(trim(x, url_decode('%20%09%0A%0D%C2%A0%C2%AD%E2%80%8B%E2%80%8C%E2%80%8D%E2%80%8E%E2%80%8F%E2%80%AA%E2%80%AB%E2%80%AC%E2%80%AD%E2%80%AE%E2%80%AF%E2%81%A0%E2%81%A6%E2%81%A7%E2%81%A8%E2%81%A9%EF%BB%BF')), '');

-- A text without the signs that nobody sees, its odd blanks as plain ones, and Đ and digits for what only
-- looks like them. Of a text in ASCII, known by its length, there is nothing to do.
create or replace temp macro seen(x) as
    case
        when strlen(x) = length(x) then x
        when regexp_matches(x, '[ÐðƉɖ０-９＠\x{a0}\x{ad}\x{2000}-\x{200f}\x{202a}-\x{202f}\x{2060}-\x{2069}\x{3000}\x{feff}]')
            then regexp_replace(regexp_replace(
                translate(x, 'ÐðƉɖ０１２３４５６７８９＠', 'ĐđĐđ0123456789@'),
                '[\x{ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'
            ), '[\x{a0}\x{2000}-\x{200a}\x{202f}\x{3000}]', ' ', 'g')
        else x
    end;

-- Each run of blanks as one: every second becomes a mark, and a mark takes the blank after it with it.
-- A mark that the text brings along is a blank.
create or replace temp macro one_blank(x) as
    replace(replace(replace(replace(x, chr(1), ' '), '  ', ' ' || chr(1)), chr(1) || ' ', ''), chr(1), '');

-- White space of any kind within a text as one blank, for words by which rows are grouped. Only `replace`: of
-- a column in which many are alike the engine works that out once for each, as it does no regular expression.
create or replace temp macro one_line(x) as
    one_blank(replace(replace(replace(replace(replace(replace(replace(replace(
        x, chr(8203), ''), chr(65279), ''), chr(9), ' '), chr(10), ' '), chr(11), ' '), chr(12), ' '), chr(13), ' '), chr(160), ' '));

-- The same as clean, for columns in which few cells are alike: most begin and end with a printed ASCII sign,
-- which is seen at a third of what trimming costs. Where many are alike the engine trims each once.
create or replace temp macro clean_each(x) as
    case
        when ascii(x) between 33 and 126 and ascii(right(x, 1)) between 33 and 126 then x
        else clean(x)
    end;

-- A text without the blanks about its dashes, strokes and stops.
create or replace temp macro tight(x) as
    regexp_replace(clean_each(seen(x)), ' *([./_–—‐‑−-]) *', '\1', 'g');

-- A cell without the apostrophe that the dashboard's own export puts before what a spreadsheet would
-- run: '=1+1 is =1+1, and ''=1+1 is '=1+1.
create or replace temp macro unguarded(x) as
    case when regexp_matches(x, '^''+([\t\n\f\r ]*[=+@-]|[\t\r])') then x[2:] else x end;
