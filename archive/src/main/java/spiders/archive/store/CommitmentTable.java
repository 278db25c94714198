// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.CommitmentRequest;
import spiders.dicom.net.SOPReference;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** Table {@code archive.commitment}: what was promised, and to whom a report is owed. */
public final class CommitmentTable {

    /**
     * A report that is owed.
     *
     * @param called the title of ours that was asked
     * @param attempts how often it was tried, this time included
     */
    public record Owed(
            long id, AETitle caller, AETitle called, CommitmentRequest request, int attempts) {}

    private final JdbcClient jdbc;

    public CommitmentTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /**
     * Keeps a promise, due now. The same request once more is the same promise, and due again;
     * another request under a transaction UID of that caller is none.
     *
     * @return its number; empty for such another one
     */
    public OptionalLong add(
            AETitle caller, AETitle called, CommitmentRequest request, Instant now) {
        var ids =
                jdbc.sql(
                                """
                                insert into archive.commitment as c (caller, called,
                                    transaction_uid, sop_classes, sop_instances, accepted_at,
                                    due_at)
                                values (?, ?, ?, ?, ?, ?, ?)
                                on conflict (caller, transaction_uid) do update
                                    set due_at = excluded.due_at, reported_at = null,
                                        abandoned_at = null, attempts = 0
                                    where c.sop_classes = excluded.sop_classes
                                        and c.sop_instances = excluded.sop_instances
                                returning id
                                """)
                        .params(
                                caller.value(),
                                called.value(),
                                request.transactionUID().value(),
                                texts(request.instances().stream().map(SOPReference::sopClassUID)),
                                texts(
                                        request.instances().stream()
                                                .map(SOPReference::sopInstanceUID)),
                                now.atOffset(ZoneOffset.UTC),
                                now.atOffset(ZoneOffset.UTC))
                        .query((row, _) -> row.getLong(1))
                        .list();
        return ids.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ids.getFirst());
    }

    private static String[] texts(Stream<UID> uids) {
        return uids.map(UID::value).toArray(String[]::new);
    }

    /**
     * Takes one report that is due, for so long: should whoever takes it be gone by then, it is due
     * again.
     */
    public Optional<Owed> take(Instant now, Duration lease) {
        return jdbc.sql(
                        """
                        update archive.commitment set due_at = ?, attempts = attempts + 1
                        where id = (
                            select id from archive.commitment
                            where due_at <= ? and reported_at is null and abandoned_at is null
                            order by due_at limit 1 for update skip locked)
                        returning id, caller, called, transaction_uid, sop_classes,
                            sop_instances, attempts
                        """)
                .params(now.plus(lease).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> owed(row))
                .optional();
    }

    private static Owed owed(ResultSet row) throws SQLException {
        var classes = (String[]) row.getArray("sop_classes").getArray();
        var instances = (String[]) row.getArray("sop_instances").getArray();
        var references = new ArrayList<SOPReference>();
        for (int i = 0; i < classes.length; i++) {
            references.add(new SOPReference(new UID(classes[i]), new UID(instances[i])));
        }
        return new Owed(
                row.getLong("id"),
                new AETitle(row.getString("caller")),
                new AETitle(row.getString("called")),
                new CommitmentRequest(new UID(row.getString("transaction_uid")), references),
                row.getInt("attempts"));
    }

    /** The report was given. */
    public void reported(long id, Instant now) {
        jdbc.sql("update archive.commitment set reported_at = ? where id = ?")
                .params(now.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /** It was not, and is to be tried again. */
    public void postpone(long id, Instant until) {
        jdbc.sql("update archive.commitment set due_at = ? where id = ?")
                .params(until.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /** It was not, and will not be tried again. */
    public void abandon(long id, Instant now) {
        jdbc.sql("update archive.commitment set abandoned_at = ? where id = ?")
                .params(now.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /** Lets go of what was ended before an instant. */
    public void forget(Instant before) {
        jdbc.sql(
                        """
                        delete from archive.commitment
                        where coalesce(reported_at, abandoned_at) < ?
                        """)
                .param(before.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** How many reports are owed now. */
    public long owed() {
        return jdbc.sql(
                        """
                        select count(*) from archive.commitment
                        where reported_at is null and abandoned_at is null
                        """)
                .query(Long.class)
                .single();
    }
}
