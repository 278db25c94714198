// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.objects.Location;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.UID;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

/** What serving objects asks the index. */
public final class ServingQueries {

    /** Takes one row's bytes. */
    public interface BytesSink {
        void accept(Bytes bytes) throws IOException;
    }

    private static final int FETCH = 50;

    private static final String JOINED =
            """
             from archive.study st
            join archive.series se on se.study = st.id
            join archive.instance i on i.series = se.id
            """;

    private static final String FROM =
            JOINED
                    + """
                    where st.uid = ? and (? = '' or se.uid = ?) and (? = '' or i.uid = ?)
                    """;

    private static final String ORDER = " order by se.number, se.id, i.number, i.id";

    private static final String SERVED =
            """
            select i.id, st.uid as study, se.uid as series, i.sop_class, i.uid,
                i.transfer_syntax, i.length, i.digest, i.shelf, i.file, i.data_offset, i.frames
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate reading;

    public ServingQueries(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.template = new JdbcTemplate(database);
        this.template.setFetchSize(FETCH);
        this.reading = new TransactionTemplate(new JdbcTransactionManager(database));
        this.reading.setReadOnly(true);
    }

    /** The selected instances, by series and instance number. */
    public List<ServedInstance> instances(Selection selection) {
        return jdbc.sql(SERVED + FROM + ORDER)
                .params(parameters(selection))
                .query((row, _) -> served(row))
                .list();
    }

    /**
     * The instances of these studies, of these series, and with these UIDs themselves, by series
     * and instance number. An empty set says nothing; not all three may be empty.
     */
    public List<ServedInstance> instances(
            Set<UID> studies, Set<UID> series, Set<UID> sopInstances) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<String[]>();
        narrow("st.uid", studies, conditions, values);
        narrow("se.uid", series, conditions, values);
        narrow("i.uid", sopInstances, conditions, values);
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("Every instance of the archive was asked for");
        }
        var where = " where " + String.join(" and ", conditions);
        return jdbc.sql(SERVED + JOINED + where + ORDER)
                .params(List.<Object>copyOf(values))
                .query((row, _) -> served(row))
                .list();
    }

    private static void narrow(
            String column, Set<UID> uids, List<String> conditions, List<String[]> values) {
        if (!uids.isEmpty()) {
            conditions.add(column + " = any (?)");
            values.add(uids.stream().map(UID::value).toArray(String[]::new));
        }
    }

    private static ServedInstance served(ResultSet row) throws SQLException {
        return new ServedInstance(
                row.getLong("id"),
                IndexQueries.stored(row),
                new Location(row.getInt("shelf"), row.getInt("file")),
                row.getInt("data_offset"),
                row.getInt("frames"));
    }

    /** The packed bulk table of an instance. */
    public Bytes bulk(long instance) {
        return jdbc.sql("select bulk from archive.instance where id = ?")
                .param(instance)
                .query((row, _) -> Bytes.of(row.getBytes(1)))
                .single();
    }

    /**
     * What changes when the metadata of the selection does; empty when nothing is selected.
     * Instances are never changed nor removed, so that their number and the newest tell.
     */
    public Optional<String> version(Selection selection) {
        return jdbc.sql("select count(*) || '-' || max(i.id)" + FROM + " having count(*) > 0")
                .params(parameters(selection))
                .query((row, _) -> row.getString(1))
                .optional();
    }

    /** Gives the packed metadata of the selected instances one by one, a few held at a time. */
    public void metadata(Selection selection, BytesSink sink) throws IOException {
        try {
            reading.executeWithoutResult(_ -> metadataRows(selection, sink));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void metadataRows(Selection selection, BytesSink sink) {
        RowMapper<Boolean> row =
                (result, _) -> {
                    give(result, sink);
                    return true;
                };
        try (var rows =
                template.queryForStream(
                        "select i.metadata" + FROM + ORDER, row, parameters(selection).toArray())) {
            rows.forEach(_ -> {});
        }
    }

    private static void give(ResultSet row, BytesSink sink) throws SQLException {
        try {
            sink.accept(Bytes.of(row.getBytes(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> parameters(Selection selection) {
        var series = selection.series().map(uid -> uid.value()).orElse("");
        var instance = selection.instance().map(uid -> uid.value()).orElse("");
        return List.of(selection.studyInstanceUID().value(), series, series, instance, instance);
    }
}
