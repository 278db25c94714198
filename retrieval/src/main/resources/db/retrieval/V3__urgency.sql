-- SPDX-License-Identifier: Apache-2.0

-- In which order transfers come from a source: those that a person hurried, then by the hour of the
-- session that needs them, then as they were ordered.
alter table transfer
    add column needed_at timestamptz,
    add column hurried   boolean not null default false,
    add column held      boolean not null default false,
    -- When it was forecast to be there, when it was ordered; held against when it was.
    add column promised  timestamptz;

create index transfer_standing on transfer (source, state)
    where state not in ('VERIFIED', 'INCOMPLETE', 'FAILED', 'CANCELLED');

-- Searches that the hub made by itself, until the session.
alter table search add column by_hub boolean not null default false;

create index transfer_verified on transfer (verified_at);
