-- SPDX-License-Identifier: Apache-2.0
-- Messages of other board tools, each answered once; none of the patient is kept here.

create table rcp.inbound_message (
    sender      text not null,
    control_id  text not null,
    -- SHA-256 of the message: the same id for other content is an error of the sender.
    digest      text not null,
    kind        text not null,
    received    timestamptz not null,
    outcome     text not null
        check (outcome in ('REGISTERED', 'CHANGED', 'WITHDRAWN', 'UNCHANGED', 'REFUSED')),
    problem     text not null default '',
    place       text not null default '',
    board_case  uuid references rcp.board_case (id),
    primary key (sender, control_id),
    check ((outcome = 'REFUSED') = (board_case is null)),
    check ((outcome = 'REFUSED') = (problem <> ''))
);
create index inbound_message_received on rcp.inbound_message (received);

-- Which case an order or appointment of a sender is, until the sender withdraws it.
create table rcp.inbound_order (
    sender      text not null,
    placer      text not null,
    board_case  uuid not null references rcp.board_case (id),
    primary key (sender, placer)
);
