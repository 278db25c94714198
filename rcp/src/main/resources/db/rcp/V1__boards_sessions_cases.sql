-- SPDX-License-Identifier: Apache-2.0
-- Boards, their sessions and the cases brought to them. A patient is only a key here.

create table rcp.board (
    id      text primary key,
    name    text not null,
    organ   text not null,
    kind    text not null check (kind in ('RCP', 'STAFF')),
    type    text not null,
    centre  text not null,
    active  boolean not null default true
);

-- A version is never changed: a case names the one that it was prepared by.
create table rcp.imaging_rule (
    board    text not null references rcp.board (id),
    version  integer not null check (version > 0),
    rule     jsonb not null,
    since    timestamptz not null default now(),
    primary key (board, version)
);

create table rcp.session (
    id                   uuid primary key,
    board                text not null references rcp.board (id),
    on_date              date not null,
    at_time              time not null,
    room                 text not null,
    registration_closes  timestamptz not null,
    unique (board, on_date, at_time)
);
create index session_by_date on rcp.session (on_date);

create table rcp.board_case (
    id                uuid primary key,
    session           uuid not null references rcp.session (id),
    patient           uuid not null,
    state             text not null check (state in ('DRAFT', 'SUBMITTED', 'WITHDRAWN')),
    question          text not null,
    reason            text not null,
    requester         text not null,
    requester_name    text not null,
    patient_informed  boolean not null,
    rule_version      integer not null,
    created           timestamptz not null,
    changed           timestamptz not null
);
-- The same patient is brought once to a session.
create unique index one_case_a_patient on rcp.board_case (session, patient)
    where state <> 'WITHDRAWN';
create index board_case_by_patient on rcp.board_case (patient);
