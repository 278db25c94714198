-- SPDX-License-Identifier: Apache-2.0
-- How much of each origin the index holds, kept as objects come and go: a quota is held against it
-- for every object, and nothing is counted then.

-- The sum of an origin is that of its slots. Connections that write at once seldom share one, so
-- that none waits until another has committed.
create table archive.origin_fill (
    origin  text not null,
    slot    smallint not null,
    objects bigint not null,
    bytes   bigint not null,
    primary key (origin, slot)
) with (fillfactor = 50);

insert into archive.origin_fill
select origin, 0, count(*), sum(length) from archive.instance group by origin;

create function archive.fill_origins() returns trigger language plpgsql as $$
begin
    insert into archive.origin_fill as f (origin, slot, objects, bytes)
    select origin, pg_backend_pid() % 16, count(*), sum(length)
    from added group by origin order by origin
    on conflict (origin, slot) do update
    set objects = f.objects + excluded.objects, bytes = f.bytes + excluded.bytes;
    return null;
end $$;

create function archive.empty_origins() returns trigger language plpgsql as $$
begin
    insert into archive.origin_fill as f (origin, slot, objects, bytes)
    select origin, pg_backend_pid() % 16, -count(*), -sum(length)
    from removed group by origin order by origin
    on conflict (origin, slot) do update
    set objects = f.objects + excluded.objects, bytes = f.bytes + excluded.bytes;
    return null;
end $$;

create trigger fill_origins after insert on archive.instance
    referencing new table as added
    for each statement execute function archive.fill_origins();

create trigger empty_origins after delete on archive.instance
    referencing old table as removed
    for each statement execute function archive.empty_origins();
