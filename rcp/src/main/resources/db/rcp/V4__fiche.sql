-- SPDX-License-Identifier: Apache-2.0
-- What boards decide: a fiche of each case, in versions.

create table rcp.fiche (
    board_case   uuid not null references rcp.board_case (id),
    version      integer not null check (version > 0),
    revision     integer not null check (revision > 0),
    content      jsonb not null,
    amends       text not null,
    written_by   text not null,
    writer_name  text not null,
    written_at   timestamptz not null,
    approval     jsonb,
    primary key (board_case, version),
    check ((version = 1) = (amends = ''))
);
create unique index one_fiche_in_progress on rcp.fiche (board_case) where approval is null;

-- Who received an approved version must find it again as it was.
create function rcp.keep_approved_fiche() returns trigger language plpgsql as $$
begin
    if old.approval is not null then
        raise exception 'an approved fiche is not changed';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_approved_fiche before update or delete on rcp.fiche
    for each row execute function rcp.keep_approved_fiche();

-- How a board stands in the national directory of boards, as the file of the boards says.
create table rcp.board_directory (
    board  text primary key references rcp.board (id),
    entry  jsonb not null
);
