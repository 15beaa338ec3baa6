-- grain: none; the scalar macros that hide what may be a person's.

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

-- A word that nobody knows, as lists and messages show it: where it stands in several rows, or cannot be a
-- person's name: one word, a number in it, a kind of unit before it, no capital after its first.
create or replace temp macro shown_word(x, rows) as
    case
        when rows > 1 or not regexp_matches(x, '[\s.]\p{Lu}') or regexp_matches(x, '[0-9]')
            or regexp_matches(lower(x), '^(ubnd|[uủ][yỷ] ban|phường|xã|thị trấn|thị xã|thành phố|tp|quận|huyện|bộ phận|p\.|x\.|tt\.|h56)')
            then x
        else '(chữ chỉ gặp một lần)'
    end;
