-- SPDX-License-Identifier: Apache-2.0
-- Who reads the images before the sessions of a board, and what they wrote of them.

create table rcp.on_call (
    id         uuid primary key,
    board      text not null references rcp.board (id),
    account    text not null,
    first_day  date not null,
    last_day   date not null,
    added_by   text not null,
    added_at   timestamptz not null,
    check (first_day <= last_day),
    unique (board, account, first_day, last_day)
);
create index on_call_account on rcp.on_call (account, board);

create table rcp.pre_read (
    board_case   uuid not null references rcp.board_case (id),
    version      integer not null check (version > 0),
    revision     integer not null check (revision > 0),
    content      jsonb not null,
    written_by   text not null,
    writer_name  text not null,
    written_at   timestamptz not null,
    signature    jsonb,
    primary key (board_case, version)
);
create unique index one_pre_read_in_progress on rcp.pre_read (board_case) where signature is null;

-- Its DICOM objects say what a signed note said, and stand in other systems too.
create function rcp.keep_signed_pre_read() returns trigger language plpgsql as $$
begin
    if old.signature is not null then
        raise exception 'a signed pre-read is not changed';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_signed_pre_read before update or delete on rcp.pre_read
    for each row execute function rcp.keep_signed_pre_read();

-- The signed notes whose DICOM objects are in the archive.
create table rcp.saved_pre_read (
    board_case  uuid not null,
    version     integer not null,
    saved_at    timestamptz not null,
    primary key (board_case, version),
    foreign key (board_case, version) references rcp.pre_read (board_case, version)
);
