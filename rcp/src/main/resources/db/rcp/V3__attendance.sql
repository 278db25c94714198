-- SPDX-License-Identifier: Apache-2.0
-- Who was at a session, when its cases were discussed, and what quorum its board asks for.

-- A version is never changed: a discussion names the one that it was held under.
create table rcp.quorum_rule (
    board    text not null references rcp.board (id),
    version  integer not null check (version > 0),
    rule     jsonb not null,
    since    timestamptz not null default now(),
    primary key (board, version)
);

-- As it was attested. What was wrong is struck out and written anew, so that both can be read.
create table rcp.attendance (
    id           uuid primary key,
    session      uuid not null references rcp.session (id),
    rpps         text not null,
    name         text not null,
    profession   text not null,
    specialty    text not null,
    mode         text not null check (mode in ('ROOM', 'VIDEO', 'WRITTEN')),
    arrived      timestamptz not null,
    departed     timestamptz check (departed >= arrived),
    attested_by  text not null,
    attested_at  timestamptz not null,
    struck_by    text,
    struck_at    timestamptz,
    check ((struck_by is null) = (struck_at is null))
);
create index attendance_session on rcp.attendance (session);

-- The moment at which it is asked who was there.
create table rcp.discussion (
    board_case    uuid primary key references rcp.board_case (id),
    began         timestamptz not null,
    rule_version  integer not null,
    recorded_by   text not null,
    recorded_at   timestamptz not null
);
