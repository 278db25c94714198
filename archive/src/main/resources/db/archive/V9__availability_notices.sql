-- SPDX-License-Identifier: Apache-2.0
-- Instance availability notifications (PS3.4 annex R): owed to a destination until it takes them.

create table archive.availability_notice (
    id           bigint generated always as identity primary key,
    destination  text not null,
    study        text not null,
    requested_at timestamptz not null,
    -- When it is to be tried next; moved ahead by whoever tries it, so that no other node does.
    due_at       timestamptz not null,
    attempts     integer not null default 0,
    given_at     timestamptz,
    abandoned_at timestamptz
);
create unique index on archive.availability_notice (destination, study)
    where given_at is null and abandoned_at is null;
create index on archive.availability_notice (due_at)
    where given_at is null and abandoned_at is null;
create index on archive.availability_notice (abandoned_at) where abandoned_at is not null;
