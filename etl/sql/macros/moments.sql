-- grain: none; the scalar macros that read a moment, whatever system or hand wrote it.

-- The moment of a text that can be read in one way only, else null: just how the engine writes it, or how
-- that begins, or dd/mm/yyyy. Nearly all exports write so, and it spares what it costs to clean and judge a
-- cell. The years leave out what stands for "none" and infinity.
create or replace temp macro plain_moment(x) as
    case
        when starts_with(try_cast(x as timestamp)::varchar, x)
            and (strlen(x) in (10, 16) or strlen(x) >= 19)
            and try_cast(x as timestamp) >= timestamp '1901-01-01'
            and try_cast(x as timestamp) < timestamp '9999-01-01'
        then try_cast(x as timestamp)
        when regexp_full_match(x, '\d\d?/\d\d?/20\d\d (?:[01]?\d|2[0-3]):\d\d(?::\d\d)?')
            then try_strptime(x, ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M'])
        when regexp_full_match(x, '\d\d?/\d\d?/20\d\d') then try_strptime(x, '%d/%m/%Y')
    end;

-- How systems write "none": the first day of their calendar, or what a spreadsheet makes of 0.
create or replace temp macro is_no_moment(x) as
    regexp_matches(x, '^(0|0[.,]0+|(0?[01]|1)[/.-]0?[01][/.-](0000|0001|1900)|0?0[/.-]0?1[/.-]00|30[/.-]12[/.-]1899|(0000|0001|1900)-0?[01]-0?[01]|1899-12-3[01])([T ].*)?$');

-- A day of a spreadsheet that writes it as its number, from 1998 to 2099; its hours to the second.
create or replace temp macro serial_moment(x) as
    timestamp '1899-12-30' + to_seconds(round(try_cast(replace(x, ',', '.') as double) * 86400)::bigint);

-- The moment of a text on Vietnam's clock; null where it is none. What many systems write is read by the
-- engine's own parser, at a fifth of what it costs to take a text apart.
create or replace temp macro parse_moment(x) as
    case
        when regexp_full_match(x, '\d\d?[-/.]\d\d?[-/.]\d{4} (?:[01]?\d|2[0-3]):\d\d(?::\d\d)?')
            then try_strptime(translate(left(x, 10), '-.', '//') || substr(x, 11), ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M'])
        when regexp_full_match(x, '\d\d?[-/.]\d\d?[-/.]\d{4}')
            then try_strptime(translate(x, '-.', '//'), '%d/%m/%Y')
        when regexp_full_match(x, '\d{4}-\d\d?-\d\d?(?:[T ](?:[01]?\d|2[0-3]):\d\d:\d\d(?:\.\d+)?)?')
            then try_cast(x as timestamp)
        when regexp_full_match(x, '(?:3[6-9]|[4-6]\d|7[0-2])\d{3}(?:[.,]\d+)?') then serial_moment(x)
        else odd_moment(x)
    end;

-- Where a text says by how much its clock differs.
create or replace temp macro has_offset(x) as
    regexp_matches(lower(x), ':[0-9.,]+ ?(?:[as]m|pm|sa|ch)? ?(?:z|utc|gmt|(?:utc|gmt)? ?[+-]\d\d?(?::?\d\d)?)$');
