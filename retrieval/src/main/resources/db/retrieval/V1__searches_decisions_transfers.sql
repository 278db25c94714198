-- SPDX-License-Identifier: Apache-2.0

-- A search, and what each source said. Only studies that may be the patient's are kept: what a
-- source says of other persons is compared, and forgotten.
create table search (
    id          uuid primary key,
    patient     uuid        not null,
    session     uuid,
    board_case  uuid,
    asked_by    text        not null,
    started_at  timestamptz not null,
    asked       text[]      not null
);
create index search_of_case on search (board_case, started_at desc);

create table search_answer (
    search       uuid        not null references search on delete cascade,
    source       text        not null,
    outcome      text        not null,
    took_millis  bigint      not null,
    studies      int         not null,
    message      text        not null,
    arguments    text[]      not null,
    detail       text        not null,
    primary key (search, source)
);

create table search_candidate (
    search        uuid   not null references search on delete cascade,
    source        text   not null,
    study         text   not null,
    position      int    not null,
    took_millis   bigint not null,
    study_date    text   not null,
    study_time    text   not null,
    description   text   not null,
    modalities    text[] not null,
    body_parts    text[] not null,
    accession     text   not null,
    series        int    not null,
    instances     int    not null,
    authorities   text[] not null,
    identifiers   text[] not null,
    patient_name  text   not null,
    other_names   text[] not null,
    birth_date    text   not null,
    sex           text   not null,
    ins_qualified boolean not null,
    primary key (search, source, study)
);

-- What a person decided of one identity of one source, with what was displayed to them.
create table identity_decision (
    id            uuid primary key,
    patient       uuid        not null,
    source        text        not null,
    authority     text        not null,
    identifier    text        not null,
    patient_name  text        not null,
    birth_date    text        not null,
    sex           text        not null,
    verdict       text        not null check (verdict in ('CONFIRMED', 'REFUSED')),
    grade         text        not null,
    displayed     jsonb       not null,
    study         text        not null,
    link          uuid,
    decided_by    text        not null,
    decided_at    timestamptz not null,
    reason        text        not null,
    revoked_by    text,
    revoked_at    timestamptz,
    revoke_reason text
);
create index identity_decision_of_patient on identity_decision (patient, decided_at desc);

create table transfer (
    id              uuid primary key,
    number          bigint generated always as identity,
    patient         uuid        not null,
    study           text        not null,
    source          text        not null,
    authority       text        not null,
    claimed         int         not null,
    session         uuid,
    board_case      uuid,
    ordered_by      text        not null,
    ordered_at      timestamptz not null,
    state           text        not null,
    attempts        int         not null default 0,
    fruitless       int         not null default 0,
    running_millis  bigint      not null default 0,
    expected        int         not null default 0,
    received        int         not null default 0,
    verified        int         not null default 0,
    refused         int         not null default 0,
    fetched         int         not null default 0,
    bytes           bigint      not null default 0,
    message         text        not null default '',
    arguments       text[]      not null default '{}',
    detail          text        not null default '',
    verification    text,
    verified_at     timestamptz,
    cancel_asked    boolean     not null default false,
    changed_at      timestamptz not null
);
create index transfer_of_case on transfer (board_case, number);
create index transfer_of_source on transfer (source, verified_at desc);

-- The ledger: an instance a line, expected because the source lists it, here because it arrived.
create table transfer_instance (
    transfer uuid   not null references transfer on delete cascade,
    sop      text   not null,
    series   text   not null,
    class    text   not null,
    state    text   not null
             check (state in ('EXPECTED', 'RECEIVED', 'VERIFIED', 'MISSING', 'REFUSED')),
    bytes    bigint not null default 0,
    digest   text   not null default '',
    detail   text   not null default '',
    primary key (transfer, sop)
);

-- What each attempt tried, and how it ended, in the source's words.
create table transfer_attempt (
    transfer   uuid        not null references transfer on delete cascade,
    number     int         not null,
    position   int         not null,
    way        text        not null,
    started_at timestamptz not null,
    outcome    text        not null,
    primary key (transfer, number, position)
);

create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
