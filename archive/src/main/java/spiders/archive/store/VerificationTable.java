// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.objects.Location;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/** Checks of the stored objects: how far each is, and what it found. */
public final class VerificationTable {

    /** A check under way; {@code lastInstance} is the last one that it has looked at. */
    public record Run(long id, long lastInstance, long files, long bytes) {}

    /**
     * An object as the index knows it.
     *
     * @param shelf its shelf's folder, relative to the root
     */
    public record Indexed(
            long id, Location location, String shelf, int dataOffset, long length, String sha256) {}

    /** A finding, to be kept. */
    public record Row(String kind, String file, String detail) {}

    /**
     * A check that came to its end.
     *
     * @param lost objects that were missing or damaged
     */
    public record Finished(Instant at, long lost) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public VerificationTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** The newest check that came to its end, whatever its depth. */
    public Optional<Finished> lastFinished() {
        return jdbc.sql(
                        """
                        select v.finished_at, (select count(*) from archive.verification_finding f
                            where f.verification = v.id and f.kind in ('MISSING', 'DAMAGED'))
                        from archive.verification v where v.finished_at is not null
                        order by v.finished_at desc limit 1
                        """)
                .query((row, _) -> new Finished(row.getTimestamp(1).toInstant(), row.getLong(2)))
                .optional();
    }

    /** Forgets the checks that were stopped: the next ones begin from the start. */
    public void forgetStopped() {
        jdbc.sql("delete from archive.verification where finished_at is null").update();
    }

    /** The newest check of this depth that was stopped, or a new one. */
    public Run begin(boolean readsBytes) {
        return jdbc.sql(
                        """
                        select id, last_instance, files, bytes from archive.verification
                        where finished_at is null and reads_bytes = ? order by id desc limit 1
                        """)
                .param(readsBytes)
                .query(Run.class)
                .optional()
                .orElseGet(() -> made(readsBytes));
    }

    private Run made(boolean readsBytes) {
        long id =
                jdbc.sql("insert into archive.verification (reads_bytes) values (?) returning id")
                        .param(readsBytes)
                        .query(Long.class)
                        .single();
        return new Run(id, 0, 0, 0);
    }

    /** How many instances there are. */
    public long instances() {
        return jdbc.sql("select count(*) from archive.instance").query(Long.class).single();
    }

    /** The next instances, in the order of their arrival. */
    public List<Indexed> after(long lastInstance, int limit) {
        return named("archive.instance", lastInstance, limit);
    }

    /** The next of the objects that are kept and served to nobody: set apart, or rejected. */
    public List<Indexed> setAsideAfter(long last, int limit) {
        return hasSetAside() ? named("archive.set_aside", last, limit) : List.of();
    }

    /** How many of those there are. */
    public long setAside() {
        return hasSetAside()
                ? jdbc.sql("select count(*) from archive.set_aside").query(Long.class).single()
                : 0;
    }

    /** Tables of an older program have none. */
    private boolean hasSetAside() {
        return jdbc.sql("select to_regclass('archive.set_aside') is not null")
                .query(Boolean.class)
                .single();
    }

    private List<Indexed> named(String table, long last, int limit) {
        return jdbc.sql(
                        """
                        select i.id, i.shelf, i.file, s.path, i.data_offset, i.length, i.digest
                        from %s i join archive.shelf s on s.id = i.shelf
                        where i.id > ? order by i.id limit ?
                        """
                                .formatted(table))
                .params(last, limit)
                .query((row, _) ->
                        new Indexed(
                                row.getLong("id"),
                                new Location(row.getInt("shelf"), row.getInt("file")),
                                row.getString("path"),
                                row.getInt("data_offset"),
                                row.getLong("length"),
                                HexFormat.of().formatHex(row.getBytes("digest"))))
                .list();
    }

    /** Keeps how far a check is, with what it found meanwhile. */
    public void advance(Run run, List<Row> findings) {
        transaction.executeWithoutResult(_ -> write(run, findings));
    }

    private void write(Run run, List<Row> findings) {
        jdbc.sql(
                        """
                        update archive.verification
                        set last_instance = ?, files = ?, bytes = ? where id = ?
                        """)
                .params(run.lastInstance(), run.files(), run.bytes(), run.id())
                .update();
        findings.forEach(row -> insert(run.id(), row));
    }

    private void insert(long run, Row row) {
        jdbc.sql("insert into archive.verification_finding values (?, ?, ?, ?)")
                .params(run, row.kind(), row.file(), row.detail())
                .update();
    }

    /** All that a check has found so far, in no order. */
    public List<Row> findings(Run run) {
        return jdbc.sql(
                        """
                        select kind, file, detail from archive.verification_finding
                        where verification = ?
                        """)
                .param(run.id())
                .query((row, _) ->
                        new Row(
                                row.getString("kind"),
                                row.getString("file"),
                                row.getString("detail")))
                .list();
    }

    /** The check is over. */
    public void finish(Run run) {
        jdbc.sql("update archive.verification set finished_at = now() where id = ?")
                .param(run.id())
                .update();
    }
}
