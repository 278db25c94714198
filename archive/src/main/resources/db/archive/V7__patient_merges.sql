-- SPDX-License-Identifier: Apache-2.0
-- Registered patients who turned out to be one person. A merge is a decision that can be taken
-- back: nothing of either patient is changed or moved.

create table archive.patient_merge (
    id          uuid primary key,
    kept        uuid not null references archive.patient,
    merged      uuid not null references archive.patient,
    made_by     text not null,
    evidence    text not null,
    made_at     timestamptz not null default now(),
    revoked_by  text,
    revoked_at  timestamptz,
    revoked_for text,
    check (kept <> merged)
);
create unique index on archive.patient_merge (merged) where revoked_at is null;
create index on archive.patient_merge (kept);

-- The patient whom the merges in force lead to; null for who was merged into nobody.
alter table archive.patient add column root uuid references archive.patient;
create index patient_root on archive.patient (coalesce(root, key));

-- The studies of registered patients, by the links in force of all who are the same person.
create or replace view archive.patient_study as
select p.key as patient, l.id as link, s.id as study, s.uid
from archive.patient p
join archive.patient same on coalesce(same.root, same.key) = coalesce(p.root, p.key)
join archive.identity_link l on l.patient = same.key
join archive.identity i
    on i.authority = l.authority and i.value = l.value
    and l.birth_date in ('', i.birth_date) and l.sex in ('', i.sex)
join archive.study s on s.identity = i.id
where l.revoked_at is null;
