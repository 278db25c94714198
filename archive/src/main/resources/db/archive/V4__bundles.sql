-- SPDX-License-Identifier: Apache-2.0
-- The metadata of a series in one piece, as an answer gives it: made when it is first asked for,
-- and made again when the series is no longer what it was made of. Nothing is in it that is not in
-- archive.instance: it may be emptied at any time.

-- How often instances of the series were changed or removed. Together with their number it says
-- what the series is: adding is counted by the one, all else by the other.
alter table archive.series add column changes integer not null default 0;

create table archive.series_bundle (
    series    bigint primary key references archive.series on delete cascade,
    instances integer not null,
    changes   integer not null,
    root      text not null,
    packed    bytea not null
);
alter table archive.series_bundle alter column packed set storage external;

create function archive.note_changes() returns trigger language plpgsql as $$
begin
    update archive.series set changes = changes + 1
    where id in (select series from gone union select series from come);
    return null;
end
$$;
create function archive.note_removals() returns trigger language plpgsql as $$
begin
    update archive.series set changes = changes + 1 where id in (select series from gone);
    return null;
end
$$;
create trigger note_changes after update on archive.instance
    referencing old table as gone new table as come
    for each statement execute function archive.note_changes();
create trigger note_removals after delete on archive.instance
    referencing old table as gone
    for each statement execute function archive.note_removals();
