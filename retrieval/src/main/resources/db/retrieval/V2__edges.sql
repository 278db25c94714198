-- SPDX-License-Identifier: Apache-2.0

-- What is asked of edges, the programs at hospitals that call the hub. A question about a patient
-- goes as soon as its answer was read; what is fetched stays some days, for objects that come late.
create table edge_task (
    id         uuid primary key,
    number     bigint generated always as identity,
    edge       text        not null,
    source     text        not null,
    authority  text        not null,
    study      text        not null,
    kind       text        not null check (kind in ('ECHO', 'FIND', 'LIST', 'FETCH')),
    task_order text        not null,
    state      text        not null check (state in ('WAITING', 'GIVEN', 'DONE', 'DROPPED')),
    answer     text        not null default '',
    asked_at   timestamptz not null,
    given_at   timestamptz,
    ends_at    timestamptz not null
);
create index edge_task_open on edge_task (edge, number) where state in ('WAITING', 'GIVEN');
create index edge_task_end on edge_task (ends_at);

-- When each edge was last heard of.
create table edge_contact (
    edge     text primary key,
    seen_at  timestamptz not null,
    settings text        not null,
    spooled  bigint      not null
);
