-- The tables of accounts; moments are seconds since 1970, days are yyyy-mm-dd.
create table if not exists accounts (
    name text primary key,
    password_hash text not null, -- empty where it has none
    must_change integer not null,
    disabled integer not null default 0,
    created_at real not null,
    issuer text, -- of OpenID Connect, by which its person signs in in place of a password
    subject text,
    unique (issuer, subject)
) strict;

create table if not exists roles (
    account text not null references accounts (name),
    role text not null,
    unit text not null, -- a unit's code, or all
    valid_from text not null,
    valid_to text
) strict;

create table if not exists sessions (
    token_hash text primary key,
    account text not null references accounts (name),
    started_at real not null,
    seen_at real not null,
    ends_at real -- of the token that started it
) strict;

create table if not exists failures (
    account text not null,
    address text not null,
    failed_at real not null
) strict;
