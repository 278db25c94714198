-- SPDX-License-Identifier: Apache-2.0
-- The archive: patients as registered, identities as received, and the index of the objects.

-- Registered patients. The key is random and is all that URLs, logs and metrics may hold.
create table archive.patient (
    key          uuid primary key,
    birth_name   text not null,
    used_name    text not null,
    given_names  text not null,
    birth_date   text not null,
    sex          text not null,
    ins          text not null,
    ins_oid      text not null,
    ins_status   text not null,
    registered_by text not null,
    registered_at timestamptz not null default now()
);

-- What a registered patient is called in a domain. An identifier names one patient only.
create table archive.patient_identifier (
    authority text not null,
    value     text not null,
    patient   uuid not null references archive.patient,
    primary key (authority, value)
);
create index on archive.patient_identifier (patient);

-- A decision that an identity of a domain is a registered patient: recorded, and revocable.
-- An empty trait of the link covers any value of that trait.
create table archive.identity_link (
    id         uuid primary key,
    patient    uuid not null references archive.patient,
    authority  text not null,
    value      text not null,
    name       text not null,
    birth_date text not null,
    sex        text not null,
    made_by    text not null,
    evidence   text not null,
    made_at    timestamptz not null default now(),
    revoked_by text,
    revoked_at timestamptz,
    revoked_for text
);
create unique index on archive.identity_link (authority, value, birth_date, sex)
    where revoked_at is null;
create index on archive.identity_link (patient);

-- Identities as they stand in received objects, each spelling a row of its own, never merged.
create table archive.identity (
    id         bigint generated always as identity primary key,
    authority  text not null,
    value      text not null,
    name       text not null,
    birth_date text not null,
    sex        text not null,
    unique (authority, value, name, birth_date, sex)
);

create table archive.study (
    id          bigint generated always as identity primary key,
    uid         text not null unique,
    identity    bigint not null references archive.identity,
    date        text not null,
    time        text not null,
    accession   text not null,
    description text not null,
    patient_id  text not null,
    name_folded text not null,
    attributes  bytea not null,
    received_at timestamptz not null default now()
);
create index on archive.study (date);
create index on archive.study (accession) where accession <> '';
create index on archive.study (patient_id);
create index on archive.study (identity);

create table archive.series (
    id         bigint generated always as identity primary key,
    uid        text not null unique,
    study      bigint not null references archive.study,
    modality   text not null,
    number     integer not null,
    attributes bytea not null,
    instances  integer not null default 0,
    bytes      bigint not null default 0
) with (fillfactor = 70);
create index on archive.series (study);

-- A folder of at most some thousand objects, filled by one running archive. Until it is sealed,
-- the start of that archive's node removes the files in it that no instance row names.
create table archive.shelf (
    id        integer generated always as identity primary key,
    path      text not null unique,
    node      text not null,
    sealed_at timestamptz
);
create index on archive.shelf (node) where sealed_at is null;

create table archive.instance (
    id              bigint generated always as identity primary key,
    uid             text not null unique,
    series          bigint not null references archive.series,
    identity        bigint not null references archive.identity,
    sop_class       text not null,
    transfer_syntax text not null,
    number          integer not null,
    shelf           integer not null references archive.shelf,
    file            integer not null,
    data_offset     integer not null,
    length          bigint not null,
    digest          bytea not null,
    frames          integer not null,
    origin          text not null,
    metadata        bytea not null,
    bulk            bytea not null,
    received_at     timestamptz not null default now()
);
alter table archive.instance alter column metadata set storage external;
alter table archive.instance alter column bulk set storage external;
create unique index on archive.instance (shelf, file);
create index on archive.instance (series);

-- Who may look at which studies, for which purpose, until when.
create table archive.view_grant (
    id         uuid primary key,
    user_name  text not null,
    purpose    text not null,
    patient    uuid not null,
    expires_at timestamptz not null,
    granted_at timestamptz not null default now()
);
create index on archive.view_grant (user_name, expires_at);

create table archive.view_grant_study (
    view_grant uuid not null references archive.view_grant on delete cascade,
    study      text not null,
    viewed_at  timestamptz,
    primary key (view_grant, study)
);
create index on archive.view_grant_study (study);

-- The studies of registered patients, by the links in force.
create view archive.patient_study as
select l.patient, l.id as link, s.id as study, s.uid
from archive.identity_link l
join archive.identity i
    on i.authority = l.authority and i.value = l.value
    and l.birth_date in ('', i.birth_date) and l.sex in ('', i.sex)
join archive.study s on s.identity = i.id
where l.revoked_at is null;
