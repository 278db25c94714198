-- SPDX-License-Identifier: Apache-2.0

-- Refused messages that a person here can put into a session: the order as it was read, with its
-- patient, until it is placed, put right by the sender, or old.
create table rcp.inbound_held (
    id              uuid primary key,
    sender          text not null,
    placer          text not null,
    control_id      text not null,
    account         text not null,
    account_name    text not null,
    -- Empty where no board has the sender's code.
    board           text not null,
    begins          timestamp not null,
    form            jsonb not null,
    held            timestamptz not null,
    unique (sender, placer),
    foreign key (sender, control_id)
        references rcp.inbound_message (sender, control_id) on delete cascade
);

-- Who put the case of a message into its session by hand; empty where the message did.
alter table rcp.inbound_message add column placed_by text not null default '';

-- When the board's people were told of an alert by mail, and of which board last.
alter table rcp.alert add column told timestamptz;
create table rcp.alert_mail (
    board   text primary key references rcp.board (id),
    sent    timestamptz not null
);

-- An approved fiche on its way to somebody: what is owed, and what became of it.
create table rcp.delivery (
    id            uuid primary key,
    board_case    uuid not null references rcp.board_case (id),
    version       integer not null,
    recipient     text not null,
    state         text not null
        check (state in ('QUEUED', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN')),
    attempts      integer not null default 0,
    due           timestamptz not null,
    reason        text not null default '',
    ordered_by    text not null,
    ordered_name  text not null,
    ordered       timestamptz not null,
    changed       timestamptz not null,
    foreign key (board_case, version) references rcp.fiche (board_case, version)
);
create index delivery_case on rcp.delivery (board_case);
create index delivery_due on rcp.delivery (due) where state in ('QUEUED', 'SENDING');
-- The same form twice is one letter.
create unique index delivery_under_way on rcp.delivery (board_case, version, recipient)
    where state in ('QUEUED', 'SENDING');
