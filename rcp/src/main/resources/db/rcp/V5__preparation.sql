-- SPDX-License-Identifier: Apache-2.0

-- How the images of a case stood when the hub last looked; made anew from searches and transfers.
create table rcp.case_standing (
    board_case  uuid primary key references rcp.board_case (id),
    session     uuid not null,
    readiness   jsonb not null,
    ready_at    timestamptz,
    at_latest   timestamptz,
    judged      timestamptz not null
);
create index case_standing_session on rcp.case_standing (session);

-- What somebody has to do so that a case's images are there in time.
create table rcp.alert (
    id          uuid primary key,
    board_case  uuid not null references rcp.board_case (id),
    session     uuid not null,
    kind        text not null,
    -- What it is about: a source, a study, a wish of the rule; never a person.
    subject     text not null,
    arguments   text[] not null,
    since       timestamptz not null,
    cleared     timestamptz,
    taken_by    text,
    taken_name  text,
    taken_at    timestamptz
);
create unique index alert_open on rcp.alert (board_case, kind, subject) where cleared is null;
create index alert_session on rcp.alert (session);

-- Whether the hub orders by itself what the rule proposes.
update rcp.imaging_rule set rule = rule || '{"automatic": false}'::jsonb
    where rule -> 'automatic' is null;
