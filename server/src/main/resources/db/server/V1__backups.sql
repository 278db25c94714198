-- SPDX-License-Identifier: Apache-2.0
-- What the operation of a hub remembers: its finished backups.

create table server.backup (
    id           text primary key,
    begun_at     timestamptz not null,
    finished_at  timestamptz not null,
    row_count    bigint not null,
    object_count bigint not null,
    absent_count integer not null
);
create index on server.backup (begun_at);
