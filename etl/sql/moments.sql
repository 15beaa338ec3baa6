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

-- The parts of a moment as people and systems write it: the day first or the year first, years of two
-- digits, the hour before the day, 8h30, SA and CH, an offset.
create or replace temp macro moment_parts(x) as
    regexp_extract(
        regexp_replace(lower(x), '^(\d\d?[:hg][\d:]*(?: ?(?:am|pm|sa|ch))?)(?:[ ,]+| - )(?:ngày )?(\d[^:hg]*)$', '\2 \1'),
        '^(?:(?:thứ [^ ,]+|chủ nhật),? +)?(?:ngày +)?(?:(\d{4}) ?[-/.] ?(\d\d?) ?[-/.] ?(\d\d?)|(\d\d?)(?: ?[-/.] ?| tháng )(\d\d?)(?: ?[-/.] ?|,? năm )(\d{4}|\d\d))(?:(?:t|,? +| - )(?:lúc )?(\d\d?) ?(?::|h|g|giờ) ?(\d\d?)?(?: ?(?::|phút) ?(\d\d?)(?:[.,](\d{1,6})\d*)?)?(?: ?phút)? ?(am|pm|sa|ch|a\.m\.|p\.m\.)? ?(?:(z|utc|gmt)? ?([+-]\d\d?)?(?::?(\d\d))?)?)?$',
        ['y', 'm', 'd', 'day', 'month', 'year', 'hour', 'minute', 'second', 'fraction', 'half', 'zone', 'offset', 'offset_minutes']
    );

-- The seconds of a day that its parts tell; null where there is no such time. Midnight at a day's end is
-- its last second: what is due by then is due on that day.
create or replace temp macro seconds_of(p) as
    case
        when p.hour = '' then 0
        when p.minute > '59' or p.second > '59' then null
        when p.hour = '24'
            then if(concat(p.minute, p.second, p.fraction) similar to '0*', 86399, null)
        when try_cast(p.hour as integer) > 23 then null
        else 3600 * (try_cast(p.hour as integer) + case
                when p.half in ('pm', 'ch', 'p.m.') and try_cast(p.hour as integer) < 12 then 12
                when p.half in ('am', 'sa', 'a.m.') and try_cast(p.hour as integer) = 12 then -12
                else 0
            end)
            + 60 * try_cast(concat('0', p.minute) as integer) + try_cast(concat('0', p.second, '.', p.fraction, '0') as double)
    end;

-- By how many seconds the clock of a moment with an offset lags behind Vietnam's.
create or replace temp macro lag_of(p) as
    case
        when p.zone = '' and p.offset = '' then 0
        else 25200 - try_cast(concat(p.offset, if(p.offset = '', '0', '')) as integer) * 3600
            - try_cast(concat(if(starts_with(p.offset, '-'), '-', ''), '0', p.offset_minutes) as integer) * 60
    end;

create or replace temp macro odd_moment(x) as
    list_transform([moment_parts(x)], lambda p:
        try_cast(concat(p.y, if(length(p.year) = 2, '20', ''), p.year, '-', p.m, p.month, '-', p.d, p.day) as date)
        + to_microseconds((1e6 * (seconds_of(p) + lag_of(p)))::bigint)
    )[1];

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
