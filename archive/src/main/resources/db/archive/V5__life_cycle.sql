-- SPDX-License-Identifier: Apache-2.0
-- The end of stored objects: what was removed, why, and that it is gone; what is to be kept; what
-- is in the store, and served to nobody.

-- One decision to take objects of a study out. The row stays when the study comes again.
create table archive.removal (
    id         uuid primary key,
    study      text not null,
    cause      text not null,
    decided_by text not null,
    decided_at timestamptz not null,
    objects    integer not null,
    bytes      bigint not null,
    manifest   bytea not null,
    left_over  integer not null
);
create index on archive.removal (decided_at);
create index on archive.removal (study);
create index on archive.removal (id) where left_over > 0;

-- Its objects. Until one is known to be gone from the store, its file is nobody else's.
create table archive.removed_object (
    removal     uuid not null references archive.removal,
    uid         text not null,
    series      text not null,
    sop_class   text not null,
    origin      text not null,
    received_at timestamptz not null,
    length      bigint not null,
    digest      bytea not null,
    shelf       integer not null references archive.shelf,
    file        integer not null,
    gone_at     timestamptz,
    primary key (removal, shelf, file)
);
create index on archive.removed_object (shelf, file) where gone_at is null;
create index on archive.removed_object (digest);

-- A person's word that a study stays, whatever the rules say; it can be taken back.
create table archive.kept_study (
    id         uuid primary key,
    study      text not null,
    reason     text not null,
    kept_by    text not null,
    kept_at    timestamptz not null,
    revoked_by text,
    revoked_at timestamptz
);
create unique index on archive.kept_study (study) where revoked_at is null;

-- A rejection (IHE Imaging Object Change Management), by a note of another system or a person here.
create table archive.rejection (
    id          uuid primary key,
    study       text not null,
    reason      text not null,
    made_by     text not null,
    made_at     timestamptz not null,
    objects     integer not null,
    revoked_by  text,
    revoked_at  timestamptz
);
create index on archive.rejection (made_at);

-- Objects whose files stay in the store, and which nobody is served.
create table archive.set_aside (
    id              bigint generated always as identity primary key,
    why             text not null check (why in ('DIFFERS', 'REJECTED', 'NOTE', 'RELEASED')),
    rejection       uuid references archive.rejection,
    uid             text not null,
    series          text not null,
    study           text not null,
    sop_class       text not null,
    transfer_syntax text not null,
    shelf           integer not null references archive.shelf,
    file            integer not null,
    data_offset     integer not null,
    length          bigint not null,
    digest          bytea not null,
    origin          text not null,
    received_at     timestamptz not null,
    since           timestamptz not null default now()
);
create unique index on archive.set_aside (shelf, file);
create index on archive.set_aside (uid);
create index on archive.set_aside (rejection);

create index on archive.study (received_at);
create index on archive.instance (identity);

-- Every file that is somebody's.
create view archive.named_file as
select shelf, file from archive.instance
union all select shelf, file from archive.set_aside
union all select shelf, file from archive.removed_object where gone_at is null;
