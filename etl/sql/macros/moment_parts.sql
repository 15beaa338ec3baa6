-- grain: none; the scalar macros that take a moment apart which a person or a system wrote in its own way.

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
