-- SPDX-License-Identifier: Apache-2.0
-- What searches need among millions of studies. Columns that are null, and aliases beyond the
-- identifier itself, are filled in small steps by the next start of a hub, which works meanwhile.
-- The indexes are of studies and identities alone, not of instances: seconds for a million studies.

-- pg_trgm comes with PostgreSQL, and is trusted: the owner of the database may create it.
do $$
begin
    if not exists (select from pg_extension where extname = 'pg_trgm') then
        create extension pg_trgm schema archive;
    end if;
end
$$;

-- How a patient is called, and by whom: the issuer is the domain that sent the object, or what the
-- object says of the issuer: its local name, its universal entity, or nothing.
create table archive.identity_alias (
    identity bigint not null references archive.identity on delete cascade,
    value    text not null,
    issuer   text not null,
    primary key (identity, value, issuer)
);
insert into archive.identity_alias (identity, value, issuer)
    select id, value, authority from archive.identity where value <> '';
create index on archive.identity_alias (value text_pattern_ops, issuer, identity);

alter table archive.study
    add column study_id   text,
    add column birth_date text,
    add column sex        text,
    add column referring  text,
    add column name_keys  text[];
create index study_unfilled on archive.study (id) where name_keys is null;

drop index archive.study_date_idx;
create index study_newest on archive.study (date, time, id);
drop index archive.study_patient_id_idx;
drop index archive.study_accession_idx;
create index study_accession on archive.study (accession text_pattern_ops) where accession <> '';
create index study_study_id on archive.study (study_id text_pattern_ops) where study_id <> '';
create index study_birth_date on archive.study (birth_date) where birth_date <> '';
create index study_referring on archive.study (referring text_pattern_ops) where referring <> '';
create index study_name on archive.study (name_folded text_pattern_ops);
create index study_name_keys on archive.study using gin (name_keys);
do $$
begin
    execute format(
        'create index study_name_parts on archive.study using gin (name_folded %I.gin_trgm_ops)',
        (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
            where e.extname = 'pg_trgm'));
end
$$;

alter table archive.series add column sop_classes text[] not null default '{}';
