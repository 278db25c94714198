-- SPDX-License-Identifier: Apache-2.0

-- How boards regularly meet, and what became of single sessions.

-- A version is never changed; the greatest is in force.
create table rcp.rhythm (
    board           text not null references rcp.board (id),
    version         integer not null check (version > 0),
    kind            text not null check (kind in ('WEEKLY', 'MONTHLY')),
    days            text[] not null check (cardinality(days) > 0),
    -- Weeks from one to the next; or which weekday of the month, -1 for the last.
    every           integer not null,
    at_time         time not null,
    minutes         integer not null,
    room            text not null,
    video           text not null,
    closes_minutes  integer not null,
    holidays        text not null check (holidays in ('LEAVE_OUT', 'BEFORE', 'AFTER', 'KEEP')),
    region          text not null check (region in ('METROPOLE', 'ALSACE_MOSELLE')),
    first_day       date not null,
    last_day        date not null,
    set_by          text not null,
    set_by_name     text not null,
    since           timestamptz not null,
    primary key (board, version)
);

alter table rcp.session
    add column minutes integer not null default 120,
    add column video text not null default '',
    add column state text not null default 'PLANNED'
        check (state in ('PLANNED', 'CANCELLED', 'DROPPED')),
    add column reason text not null default '',
    -- For which date and time it was laid out; empty where a person added it.
    add column slot timestamp,
    add column by_hand boolean not null default false,
    add column revision integer not null default 0,
    add column changed timestamptz not null default now();
update rcp.session set slot = on_date + at_time;

-- One that was called off leaves its hour to another.
alter table rcp.session drop constraint session_board_on_date_at_time_key;
create unique index session_planned on rcp.session (board, on_date, at_time)
    where state = 'PLANNED';
create index session_slot on rcp.session (board, slot);
