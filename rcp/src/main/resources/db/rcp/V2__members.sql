-- SPDX-License-Identifier: Apache-2.0
-- Who belongs to a board, and to one of its sessions: what ties people to the patients there.

create table rcp.board_member (
    board       text not null references rcp.board (id),
    account     text not null,
    function    text not null
        check (function in ('COORDINATOR', 'SECRETARY', 'PARTICIPANT', 'RADIOLOGIST')),
    -- Said by the file of the boards, which alone takes it back.
    configured  boolean not null,
    added_by    text not null,
    added_at    timestamptz not null,
    primary key (board, account, function)
);
create index board_member_account on rcp.board_member (account);

create table rcp.session_member (
    session   uuid not null references rcp.session (id),
    account   text not null,
    function  text not null check (function in ('PARTICIPANT', 'ON_CALL_RADIOLOGIST')),
    added_by  text not null,
    added_at  timestamptz not null,
    primary key (session, account, function)
);
create index session_member_account on rcp.session_member (account);

-- The centres of who registered the case, at that time: their colleagues treat the patient too.
alter table rcp.board_case add column centres text[] not null default '{}';
