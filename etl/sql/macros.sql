-- grain: none; the scalar macros that landing, checking and building share.

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
-- looks like them. Of a text in ASCII, which its length tells, there is nothing to do.
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

-- A cell without the apostrophe that the dashboard's own export puts before what a spreadsheet would
-- run: '=1+1 is =1+1, and ''=1+1 is '=1+1.
create or replace temp macro unguarded(x) as
    case when regexp_matches(x, '^''+([\t\n\f\r ]*[=+@-]|[\t\r])') then x[2:] else x end;

-- A text without the blanks about its dashes, strokes and stops.
create or replace temp macro tight(x) as
    regexp_replace(clean_each(seen(x)), ' *([./_–—‐‑−-]) *', '\1', 'g');

-- A code as it stands; what is no code but reaches a person (a telephone, a card, a name) is hidden, and
-- `check` refuses its row. Nearly all codes are one word of ASCII that no such number begins like, or have
-- the letter of a province in them, as no number has.
create or replace temp macro kept_code(x) as
    case
        when strlen(x) = length(x) and not contains(x, '@') and not contains(x, ' ')
            and (ascii(x) not in (43, 48, 56) or contains(x, '.H')) then x
        when regexp_full_match(tight(x), '(?:0[235789]|\+?84)(?:[ ./-]?[0-9]){8,9}|0(?:[ ./-]?[0-9]){11}') then '[đã che]'
        when regexp_full_match(tight(x), '[A-Za-zĐđ0-9./_–—‐‑−-]+') then x
        when mask(x) <> seen(x) or regexp_full_match(clean_each(seen(x)), '[^0-9]+ [^0-9]+') then '[đã che]'
        else x
    end;

-- The cell of a date or a number column: what looks like a date stays, anything else there is
-- masked as text, and words in capitals are hidden, for columns that slip put names there. Capitals
-- are found without their marks: to make ready for every capital there is takes longer than a small
-- file does. A letter of another script counts as one.
create or replace temp macro mask_typed(x) as
    case
        when strlen(x) < 3 then x  -- too short for any of these
        when regexp_matches(
            x, '^\s*[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}([T ]+[0-9]{1,2}(:[0-9]{1,2}){0,2}([.,][0-9]{1,6})? ?([AaPp][Mm]|Z|UTC|[+-][0-9:]{2,5})?)?\s*$'
        ) then x
        when regexp_full_match(x, '[3-7][0-9]{4}[.,][0-9]+') then x  -- a spreadsheet's day
        when regexp_matches(
            translate(strip_accents(x), 'đĐ', 'dD'),
            '^\s*([A-Z]|[^\x00-\x{bf}\x{2000}-\x{206f}])([A-Za-z-]|[^\x00-\x{bf}\x{2000}-\x{206f}])*(\s+([A-Z]|[^\x00-\x{bf}\x{2000}-\x{206f}])([A-Za-z-]|[^\x00-\x{bf}\x{2000}-\x{206f}])*)+\s*$'
        ) then '[đã che]'
        else mask(x)
    end;

-- Where a value has a time of day (an export's midnight is a date, and systems write it some
-- thousandths of a second late).
create or replace temp macro has_time(t) as t::time >= time '00:00:01';

-- A rating's level on its own scale: 3 = Không hài lòng, Hài lòng, Rất hài lòng; 5 = the survey's.
-- Null is no answer ("Không biết", 0, 9, blank); −1 is a word or number that is not on the scale.
create or replace temp macro level(x, scale) as
    case
        when x is null or regexp_matches(x, '^[09]([.,]0+)?$')
            or fold(x) in ('khongbiet', 'khongtraloi') then null
        when regexp_matches(x, '^[1-5]([.,]0+)?$')
            then if(left(x, 1) <= scale::varchar, try_cast(left(x, 1) as integer), -1)
        when scale = 3
            then coalesce(list_position(['khonghailong', 'hailong', 'rathailong'], fold(x)), -1)
        else coalesce(
            list_position(
                ['ratkhonghailong', 'khonghailong', 'binhthuong', 'hailong', 'rathailong'], fold(x)
            ), -1)
    end;

-- Working minutes from the calendar's first day to a moment `t` on the calendar row `d`.
create or replace temp macro working_minutes_until(d, t) as
    d.minutes_before + if(
        d.is_working,
        greatest(0, least(date_diff('minute', date_trunc('day', t), t), d.am_ends) - d.am_starts)
        + greatest(0, least(date_diff('minute', date_trunc('day', t), t), d.pm_ends) - d.pm_starts),
        0
    );

-- Working days from receipt to finish less pauses, in steps of 0.125 (an eight-hour day is 480
-- minutes). Where a side has no time of day: working dates after the receipt. Null where the
-- calendar does not reach.
create or replace temp macro working_days(received_day, received_at, finished_day, finished_at, paused) as
    case when received_day.day is not null and finished_day.day is not null then
        greatest(0, round(8 * (
            if(
                has_time(received_at) and has_time(finished_at),
                (working_minutes_until(finished_day, finished_at)
                    - working_minutes_until(received_day, received_at)) / 480.0,
                (finished_day.work_day_number - received_day.work_day_number)::double
            ) - paused
        )) / 8)
    end;

-- A procedure's code: a spreadsheet turns 1.001190 into 1.00119, and systems add .000.00.00.H56.
create or replace temp macro procedure_code_of(x) as
    case
        when length(x) = 8 then x
        when regexp_matches(x, '^\d\.\d{6}') then left(x, 8)
        when regexp_matches(x, '^\d\.\d{1,5}$') then rpad(x, 8, '0')
        else x
    end;

-- A dossier's code for matching across exports: upper case, one kind of dash, no blanks.
create or replace temp macro code_of(x) as
    case
        when regexp_full_match(x, '[A-Z0-9.-]*') then x  -- as nearly all are
        else upper(translate(seen(x), '–—‐‑−' || chr(32), '-----'))
    end;

-- A word that nobody knows, as lists and messages show it: where it stands in several rows, or cannot be a
-- person's name: one word, a number in it, a kind of unit before it, no capital after its first.
create or replace temp macro shown_word(x, rows) as
    case
        when rows > 1 or not regexp_matches(x, '[\s.]\p{Lu}') or regexp_matches(x, '[0-9]')
            or regexp_matches(lower(x), '^(ubnd|[uủ][yỷ] ban|phường|xã|thị trấn|thị xã|thành phố|tp|quận|huyện|bộ phận|p\.|x\.|tt\.|h56)')
            then x
        else '(chữ chỉ gặp một lần)'
    end;

-- True for a row of a reference file that breaks no rule (its code is null); else the build stops
-- with the rule and the line, which words.reference.RULES makes a sentence of.
create or replace temp macro validate_row(line, broken) as
    if(broken is null, true, error('rule ' || broken || ', line ' || line));
