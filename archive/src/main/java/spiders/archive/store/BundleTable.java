// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.store.ServingQueries.BytesSink;
import spiders.dicom.data.Bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * The metadata of whole series, each in one piece. A bundle carries what its series was when it was
 * made, and is given only while the series is the same: none is ever stale.
 */
public final class BundleTable {

    /** A series as it was at one moment: adding an instance, or changing one, makes another. */
    public record SeriesState(long series, int instances, int changes) {}

    /**
     * A bundle of a series as it was.
     *
     * @param root the address that its URIs of bulk data begin with
     * @param packed elements of a JSON array without its brackets, one frame of Zstandard
     */
    public record Bundle(SeriesState state, String root, Bytes packed) {}

    /** What was read of a series, and whether it has been left alone since a while. */
    public record Read(SeriesState state, boolean isQuiet) {}

    private static final int FETCH = 50;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate snapshot;

    public BundleTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.template = new JdbcTemplate(database);
        this.template.setFetchSize(FETCH);
        this.snapshot = new TransactionTemplate(new JdbcTransactionManager(database));
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** The selected series, by number; an instance is not selected by this. */
    public List<SeriesState> series(Selection selection) {
        var series = selection.series().map(uid -> uid.value()).orElse("");
        return jdbc.sql(
                        """
                        select se.id, se.instances, se.changes
                        from archive.study st join archive.series se on se.study = st.id
                        where st.uid = ? and (? = '' or se.uid = ?) and se.instances > 0
                        order by se.number, se.id
                        """)
                .params(selection.studyInstanceUID().value(), series, series)
                .query((row, _) -> new SeriesState(row.getLong(1), row.getInt(2), row.getInt(3)))
                .list();
    }

    /** The bundle of a series, if there is one of what the series is now. */
    public Optional<Bundle> find(long series) {
        return jdbc.sql(
                        """
                        select b.instances, b.changes, b.root, b.packed from archive.series_bundle b
                        join archive.series se on se.id = b.series
                            and se.instances = b.instances and se.changes = b.changes
                        where b.series = ?
                        """)
                .param(series)
                .query((row, _) ->
                        new Bundle(
                                new SeriesState(series, row.getInt(1), row.getInt(2)),
                                row.getString(3),
                                Bytes.of(row.getBytes(4))))
                .optional();
    }

    /**
     * Gives the packed metadata of each instance of a series, and says of which state of the series
     * they are; empty when the series is gone, or its count is wrong.
     *
     * @param quietSeconds how long nothing must have come for the series to be quiet
     */
    public Optional<Read> read(long series, int quietSeconds, BytesSink sink) throws IOException {
        try {
            Optional<Read> read = snapshot.execute(_ -> readNow(series, quietSeconds, sink));
            return read == null ? Optional.empty() : read;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<Read> readNow(long series, int quietSeconds, BytesSink sink) {
        var state =
                jdbc.sql("select id, instances, changes from archive.series where id = ?")
                        .param(series)
                        .query((row, _) ->
                                new SeriesState(row.getLong(1), row.getInt(2), row.getInt(3)))
                        .optional();
        RowMapper<Boolean> mapper =
                (row, _) -> {
                    give(row.getBytes(1), sink);
                    return row.getBoolean(2);
                };
        long count = 0;
        boolean quiet = true;
        try (var rows =
                template.queryForStream(
                        """
                        select metadata, received_at < now() - make_interval(secs => ?)
                        from archive.instance where series = ? order by number, id
                        """,
                        mapper,
                        quietSeconds,
                        series)) {
            for (boolean old : (Iterable<Boolean>) rows::iterator) {
                quiet &= old;
                count++;
            }
        }
        boolean isQuiet = quiet;
        long read = count;
        return state.filter(one -> one.instances() == read).map(one -> new Read(one, isQuiet));
    }

    private static void give(byte[] metadata, BytesSink sink) {
        try {
            sink.accept(Bytes.of(metadata));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a bundle, unless there is one of a later state. */
    public void keep(Bundle bundle) {
        var state = bundle.state();
        jdbc.sql(
                        """
                        insert into archive.series_bundle as b
                            (series, instances, changes, root, packed)
                        select id, ?, ?, ?, ? from archive.series where id = ?
                        on conflict (series) do update set instances = excluded.instances,
                            changes = excluded.changes, root = excluded.root,
                            packed = excluded.packed
                        where (b.changes, b.instances) <= (excluded.changes, excluded.instances)
                        """)
                .params(state.instances(), state.changes(), bundle.root())
                .params(bundle.packed().toArray(), state.series())
                .update();
    }
}
