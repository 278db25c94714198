-- SPDX-License-Identifier: Apache-2.0

-- One message holds one order: of those that a reused control id left behind, the last counts.
delete from rcp.inbound_held older using rcp.inbound_held newer
where older.sender = newer.sender and older.control_id = newer.control_id
    and (older.held, older.id) < (newer.held, newer.id);
alter table rcp.inbound_held add unique (sender, control_id);
-- The sender's code of the board, whether one of ours has it or not.
alter table rcp.inbound_held add column code text not null default '';

-- What a person vouched for when they put an order into a session by hand, until the order ends:
-- that who is named so is this patient, and that what was asked for is this session. The identity
-- is kept as a digest, with the patient's key in it.
create table rcp.inbound_vouched (
    sender      text not null,
    placer      text not null,
    identity    text not null,
    name        text not null,
    code        text not null,
    begins      timestamp not null,
    session     uuid not null references rcp.session (id) on delete cascade,
    primary key (sender, placer),
    foreign key (sender, placer)
        references rcp.inbound_order (sender, placer) on delete cascade
);

-- Each address of a board is told by itself. Until now all of a board were told at once: those
-- alerts and letters stand under no address, which counts for every one.
create table rcp.alert_told (
    alert   uuid not null references rcp.alert (id) on delete cascade,
    address text not null,
    told    timestamptz not null,
    primary key (alert, address)
);
insert into rcp.alert_told (alert, address, told)
    select id, '', told from rcp.alert where told is not null;
alter table rcp.alert drop column told;
alter table rcp.alert_mail add column address text not null default '';
alter table rcp.alert_mail drop constraint alert_mail_pkey;
alter table rcp.alert_mail add primary key (board, address);
