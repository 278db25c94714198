// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import javax.sql.DataSource;

/** Table {@code archive.availability_notice}: whom to tell of which study. */
public final class NoticeTable {

    /**
     * A notification that is owed.
     *
     * @param attempts how often it was tried, this time included
     */
    public record Owed(long id, AETitle destination, UID study, int attempts) {}

    private final JdbcClient jdbc;

    public NoticeTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** Owes one, due now; one that is owed already is due now, and tried as often as a new one. */
    public void add(AETitle destination, UID study, Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        jdbc.sql(
                        """
                        insert into archive.availability_notice
                            (destination, study, requested_at, due_at) values (?, ?, ?, ?)
                        on conflict (destination, study)
                            where given_at is null and abandoned_at is null
                            do update set due_at = excluded.due_at, attempts = 0,
                                requested_at = excluded.requested_at
                        """)
                .params(destination.value(), study.value(), at, at)
                .update();
    }

    /**
     * Takes one that is due, for so long: should whoever takes it be gone by then, it is due again.
     */
    public Optional<Owed> take(Instant now, Duration lease) {
        return jdbc.sql(
                        """
                        update archive.availability_notice
                        set due_at = ?, attempts = attempts + 1
                        where id = (
                            select id from archive.availability_notice
                            where due_at <= ? and given_at is null and abandoned_at is null
                            order by due_at limit 1 for update skip locked)
                        returning id, destination, study, attempts
                        """)
                .params(now.plus(lease).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Owed(
                                row.getLong("id"),
                                new AETitle(row.getString("destination")),
                                new UID(row.getString("study")),
                                row.getInt("attempts")))
                .optional();
    }

    /**
     * It was taken. Where more of the study was verified meanwhile, the row has no attempt left of
     * ours, and stays owed.
     */
    public void given(Owed owed, Instant now) {
        end(owed, "given_at", now);
    }

    /** It was not, and will not be tried again. */
    public void abandon(Owed owed, Instant now) {
        end(owed, "abandoned_at", now);
    }

    private void end(Owed owed, String column, Instant now) {
        jdbc.sql(
                        """
                        update archive.availability_notice set %s = ?
                        where id = ? and attempts = ?
                        """
                                .formatted(column))
                .params(now.atOffset(ZoneOffset.UTC), owed.id(), owed.attempts())
                .update();
    }

    /** It was not, and is to be tried again. */
    public void postpone(Owed owed, Instant until) {
        jdbc.sql(
                        """
                        update archive.availability_notice set due_at = ?
                        where id = ? and attempts = ?
                        """)
                .params(until.atOffset(ZoneOffset.UTC), owed.id(), owed.attempts())
                .update();
    }

    /** Lets go of what was ended before an instant. */
    public void forget(Instant before) {
        jdbc.sql(
                        """
                        delete from archive.availability_notice
                        where coalesce(given_at, abandoned_at) < ?
                        """)
                .param(before.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How many are owed now. */
    public long owed() {
        return jdbc.sql(
                        """
                        select count(*) from archive.availability_notice
                        where given_at is null and abandoned_at is null
                        """)
                .query(Long.class)
                .single();
    }

    /** How many were given up since an instant. */
    public long abandonedSince(Instant since) {
        return jdbc.sql("select count(*) from archive.availability_notice where abandoned_at >= ?")
                .param(since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
