-- grain: none; the scalar macros that read the code of a dossier.

-- A dossier's code for matching across exports: upper case, one kind of dash, no blanks.
create or replace temp macro code_of(x) as
    case
        when regexp_full_match(x, '[A-Z0-9.-]*') then x  -- as nearly all are
        else upper(translate(seen(x), '–—‐‑−' || chr(32), '-----'))
    end;

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
