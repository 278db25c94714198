-- SPDX-License-Identifier: Apache-2.0
-- Checks of the stored objects against the index, which go on where they were stopped.

create table archive.verification (
    id            bigint generated always as identity primary key,
    reads_bytes   boolean not null,
    last_instance bigint not null default 0,
    files         bigint not null default 0,
    bytes         bigint not null default 0,
    started_at    timestamptz not null default now(),
    finished_at   timestamptz
);

create table archive.verification_finding (
    verification bigint not null references archive.verification on delete cascade,
    kind         text not null,
    file         text not null,
    detail       text not null
);
create index on archive.verification_finding (verification);
