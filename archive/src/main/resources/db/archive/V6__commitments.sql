-- SPDX-License-Identifier: Apache-2.0
-- Promises of storage commitment (PS3.4 annex J): accepted, and owed a report until it is given.

create table archive.commitment (
    id              bigint generated always as identity primary key,
    caller          text not null,
    called          text not null,
    transaction_uid text not null,
    -- Pairs of SOP Class and SOP Instance UID, in the order of the request.
    sop_classes     text[] not null,
    sop_instances   text[] not null,
    accepted_at     timestamptz not null,
    -- When it is to be tried next; moved ahead by whoever tries it, so that no other node does.
    due_at          timestamptz not null,
    attempts        integer not null default 0,
    reported_at     timestamptz,
    abandoned_at    timestamptz,
    check (cardinality(sop_classes) = cardinality(sop_instances)),
    unique (caller, transaction_uid)
);
create index on archive.commitment (due_at) where reported_at is null and abandoned_at is null;
