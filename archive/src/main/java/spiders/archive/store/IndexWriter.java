// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.SeenIdentity;
import spiders.dicom.data.UID;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

/**
 * Commits groups of objects to the index, each group in one transaction. Where study and series are
 * known, a group is one statement. One thread at a time.
 */
public final class IndexWriter {

    /** What the index did with an entry. */
    public sealed interface Result {

        /** The row is committed. */
        record Added() implements Result {}

        /** The instance has a row already; whether it is the same object is for the caller. */
        record Known() implements Result {}

        /** The entry contradicts what is stored. */
        record Contradicts(boolean otherPatient, String message) implements Result {}
    }

    private static final int REMEMBERED_SERIES = 10_000;

    /**
     * What the next try does not meet: two nodes that took in the same study at once waited for
     * each other, and one was told to yield (40P01, 40001); or a study or series that was known has
     * been removed meanwhile, and is made anew (23503).
     */
    private static final Set<String> AGAIN = Set.of("40P01", "40001", "23503");

    private static final int MOST_TRIES = 6;

    /** Nodes that write in one order seldom meet head-on. */
    private static final Comparator<IndexEntry> ORDER =
            Comparator.<IndexEntry, String>comparing(entry -> entry.study().uid().value())
                    .thenComparing(entry -> entry.series().uid().value())
                    .thenComparing(entry -> entry.instance().stored().sopInstanceUID().value());

    private static final String INSERT =
            """
            with added as (
                insert into archive.instance (uid, series, identity, sop_class, transfer_syntax,
                    number, shelf, file, data_offset, length, digest, frames, origin,
                    received_at, metadata, bulk)
                select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                    ?::int[], ?::int[], ?::int[], ?::int[], ?::bigint[], ?::bytea[], ?::int[],
                    ?::text[], ?::timestamptz[], ?::bytea[], ?::bytea[]) as n (uid)
                where not exists (select from archive.set_aside a
                    where a.uid = n.uid and a.why in ('REJECTED', 'NOTE'))
                on conflict (uid) do nothing
                returning uid, series, length, sop_class),
            counted as (
                update archive.series s
                set instances = s.instances + n.instances, bytes = s.bytes + n.bytes,
                    sop_classes = case when s.sop_classes @> n.classes then s.sop_classes
                        else array(select distinct unnest(s.sop_classes || n.classes)) end
                from (select series, count(*) as instances, sum(length) as bytes,
                        array_agg(distinct sop_class) as classes
                    from added group by series) n
                where s.id = n.series)
            select uid from added
            """;

    private final DataSource database;
    private final SeriesResolver.Patients patients;
    private final Map<UID, KnownSeries> series = new LinkedHashMap<>(16, 0.75f, true);

    /** A committed series, with the study and the identity it stands under. */
    record KnownSeries(UID study, SeenIdentity identity, long identityId, long id) {

        boolean covers(IndexEntry entry) {
            return study.equals(entry.study().uid()) && identity.equals(entry.study().identity());
        }
    }

    private IndexWriter(DataSource database, SeriesResolver.Patients patients) {
        this.database = database;
        this.patients = patients;
    }

    /** One that lets a study be of one patient only. */
    public static IndexWriter checking(DataSource database) {
        return new IndexWriter(database, SeriesResolver.Patients.CHECKED);
    }

    /**
     * One for objects that were checked when they came: the links that made two identities of a
     * study one patient may be lost.
     */
    public static IndexWriter trusting(DataSource database) {
        return new IndexWriter(database, SeriesResolver.Patients.TRUSTED);
    }

    /** What the rows name must be durable before they are. */
    @FunctionalInterface
    public interface Durability {

        /** Returns when it is; throws when it will not be, and nothing is committed. */
        void await() throws IOException;
    }

    /**
     * Commits the entries; the results are in their order.
     *
     * @param durability awaited when all is written, before the commit
     * @throws IndexFailureException when the database does not
     */
    public List<Result> commit(List<IndexEntry> entries, Durability durability) throws IOException {
        var places = new ArrayList<Integer>();
        for (int i = 0; i < entries.size(); i++) {
            places.add(i);
        }
        places.sort(Comparator.comparing(entries::get, ORDER));
        var written = committed(places.stream().map(entries::get).toList(), durability);
        var results = new ArrayList<Result>(written);
        for (int i = 0; i < written.size(); i++) {
            results.set(places.get(i), written.get(i));
        }
        return results;
    }

    private List<Result> committed(List<IndexEntry> entries, Durability durability)
            throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return inTransaction(entries, durability);
            } catch (SQLException e) {
                if (tries == MOST_TRIES || !AGAIN.contains(String.valueOf(e.getSQLState()))) {
                    throw new IndexFailureException(e);
                }
            }
        }
    }

    private List<Result> inTransaction(List<IndexEntry> entries, Durability durability)
            throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var results = written(connection, entries);
                durability.await();
                connection.commit();
                return results;
            } catch (SQLException | IOException | RuntimeException e) {
                series.clear();
                undo(connection, e);
                throw e;
            }
        }
    }

    /** A connection that is gone has nothing to roll back; the pool sets what it takes back. */
    private static void undo(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private List<Result> written(Connection connection, List<IndexEntry> entries)
            throws SQLException {
        var taken = new HashSet<UID>();
        if (!entries.stream().allMatch(this::isSeriesKnown)) {
            // Only what is new may make a study or a series, or an identity.
            taken.addAll(present(connection, entries));
        }
        var results = new ArrayList<Result>();
        var inserted = new ArrayList<Insertion>();
        var resolver = new SeriesResolver(connection, patients);
        for (var entry : entries) {
            results.add(prepared(resolver, entry, taken, inserted));
        }
        var added = insert(connection, inserted);
        for (int i = 0; i < entries.size(); i++) {
            var uid = entries.get(i).instance().stored().sopInstanceUID();
            if (results.get(i) instanceof Result.Added && !added.contains(uid)) {
                results.set(i, new Result.Known());
            }
        }
        return results;
    }

    private boolean isSeriesKnown(IndexEntry entry) {
        var known = series.get(entry.series().uid());
        return known != null && known.covers(entry);
    }

    private Result prepared(
            SeriesResolver resolver, IndexEntry entry, Set<UID> taken, List<Insertion> inserted)
            throws SQLException {
        if (!taken.add(entry.instance().stored().sopInstanceUID())) {
            return new Result.Known();
        }
        var known = series.get(entry.series().uid());
        if (known == null || !known.covers(entry)) {
            switch (resolver.resolve(entry)) {
                case SeriesResolver.Refused(boolean otherPatient, String message) -> {
                    return new Result.Contradicts(otherPatient, message);
                }
                case SeriesResolver.Resolved(KnownSeries resolved) -> known = resolved;
            }
            remember(entry.series().uid(), known);
        }
        inserted.add(new Insertion(entry, known));
        return new Result.Added();
    }

    private void remember(UID uid, KnownSeries known) {
        series.put(uid, known);
        if (series.size() > REMEMBERED_SERIES) {
            var eldest = series.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    private record Insertion(IndexEntry entry, KnownSeries series) {}

    private static Set<UID> present(Connection connection, List<IndexEntry> entries)
            throws SQLException {
        var uids =
                entries.stream()
                        .map(entry -> entry.instance().stored().sopInstanceUID().value())
                        .toArray(String[]::new);
        try (var select =
                connection.prepareStatement(
                        """
                        select uid from archive.instance where uid = any (?) union
                        select uid from archive.set_aside
                        where uid = any (?) and why in ('REJECTED', 'NOTE')
                        """)) {
            var asked = connection.createArrayOf("text", uids);
            select.setArray(1, asked);
            select.setArray(2, asked);
            return uids(select);
        }
    }

    private static Set<UID> insert(Connection connection, List<Insertion> insertions)
            throws SQLException {
        if (insertions.isEmpty()) {
            return Set.of();
        }
        try (var insert = connection.prepareStatement(INSERT)) {
            var columns = new Columns(connection, insert);
            columns.text(insertions, i -> i.entry().instance().stored().sopInstanceUID().value());
            columns.number("bigint", insertions, i -> i.series().id());
            columns.number("bigint", insertions, i -> i.series().identityId());
            columns.text(insertions, i -> i.entry().instance().stored().sopClassUID().value());
            columns.text(
                    insertions, i -> i.entry().instance().stored().transferSyntax().uid().value());
            columns.number("int", insertions, i -> i.entry().instance().number());
            columns.number("int", insertions, i -> i.entry().instance().location().shelf());
            columns.number("int", insertions, i -> i.entry().instance().location().file());
            columns.number("int", insertions, i -> i.entry().instance().dataOffset());
            columns.number("bigint", insertions, i -> i.entry().instance().stored().length());
            columns.bytes(
                    insertions,
                    i -> HexFormat.of().parseHex(i.entry().instance().stored().sha256()));
            columns.number("int", insertions, i -> i.entry().instance().frames());
            columns.text(insertions, i -> i.entry().instance().origin().name());
            columns.text(insertions, i -> i.entry().instance().received().toString());
            columns.bytes(insertions, i -> i.entry().instance().metadata().toArray());
            columns.bytes(insertions, i -> i.entry().instance().bulk().toArray());
            return uids(insert);
        }
    }

    private static Set<UID> uids(PreparedStatement statement) throws SQLException {
        var uids = new HashSet<UID>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                uids.add(new UID(rows.getString(1)));
            }
        }
        return uids;
    }
}
