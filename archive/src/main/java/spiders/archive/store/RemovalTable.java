// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.Removal;
import spiders.archive.RemovalCause;
import spiders.archive.RemovedObject;
import spiders.archive.RemovedObject.Presence;
import spiders.archive.objects.Location;
import spiders.dicom.data.UID;
import spiders.security.PatientKey;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/** Studies that were taken out, object by object. */
public final class RemovalTable {

    private static final String SET_ASIDE =
            """
            delete from archive.set_aside where %s
            returning uid, series, sop_class, origin, received_at, length, digest, shelf, file,
                null::timestamptz as gone_at
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final StudyRows rows;

    public RemovalTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.template = new JdbcTemplate(database);
        this.rows = new StudyRows(jdbc);
    }

    /** The registered patients whose study it is, by the links in force. */
    public List<PatientKey> patients(UID study) {
        return jdbc.sql("select distinct patient from archive.patient_study where uid = ?")
                .param(study.value())
                .query((row, _) -> new PatientKey(row.getObject(1, UUID.class)))
                .list();
    }

    /**
     * Deletes the rows of what is selected, and returns its objects. In the caller's transaction.
     * Who stores into the study meanwhile waits for it.
     */
    public List<RemovedObject> takeOut(Selection selection) {
        return rows.hold(selection.studyInstanceUID())
                .map(held -> takeOut(held, selection))
                .orElse(List.of());
    }

    private List<RemovedObject> takeOut(StudyRows.Held held, Selection selection) {
        var series = selection.series().map(UID::value).orElse("");
        var instance = selection.instance().map(UID::value).orElse("");
        var taken =
                jdbc.sql(
                                """
                                delete from archive.instance i using archive.series s
                                where s.id = i.series and s.study = ?
                                    and (? = '' or s.uid = ?) and (? = '' or i.uid = ?)
                                returning i.uid, s.uid as series, i.sop_class, i.origin,
                                    i.received_at, i.length, i.digest, i.shelf, i.file,
                                    null::timestamptz as gone_at
                                """)
                        .params(held.id(), series, series, instance, instance)
                        .query((row, _) -> object(row))
                        .list();
        rows.settle(held);
        return taken;
    }

    /** As {@link #takeOut(Selection)}, of what a rejection had set aside. */
    public List<RemovedObject> takeOut(UUID rejection) {
        return jdbc.sql(SET_ASIDE.formatted("rejection = ?"))
                .param(rejection)
                .query((row, _) -> object(row))
                .list();
    }

    /** As {@link #takeOut(Selection)}, of one object that was set aside. */
    public List<RemovedObject> takeOut(long setAside) {
        return jdbc.sql(SET_ASIDE.formatted("id = ?"))
                .param(setAside)
                .query((row, _) -> object(row))
                .list();
    }

    public void add(Removal removal, List<RemovedObject> objects) {
        jdbc.sql("insert into archive.removal values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(removal.id(), removal.study().value(), removal.cause().word())
                .params(removal.decidedBy().value(), time(removal.decidedAt()))
                .params(removal.objects(), removal.bytes(), bytes(removal.manifest()))
                .param(removal.leftOver())
                .update();
        template.batchUpdate(
                "insert into archive.removed_object values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                objects.stream().map(object -> row(removal.id(), object)).toList());
    }

    private static Object[] row(UUID removal, RemovedObject object) {
        return new Object[] {
            removal,
            object.sopInstanceUID().value(),
            object.seriesInstanceUID().value(),
            object.sopClassUID().value(),
            object.origin(),
            time(object.receivedAt()),
            object.length(),
            bytes(object.sha256()),
            object.location().shelf(),
            object.location().file()
        };
    }

    /** Removals with files that may still be there. */
    public List<UUID> unfinished() {
        return jdbc.sql("select id from archive.removal where left_over > 0 order by decided_at")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Objects of a removal that may still be there. */
    public List<RemovedObject> left(UUID removal, int most) {
        return jdbc.sql(
                        """
                        select * from archive.removed_object
                        where removal = ? and gone_at is null order by shelf, file limit ?
                        """)
                .params(removal, most)
                .query((row, _) -> object(row))
                .list();
    }

    /** The store has them no more. */
    public void gone(UUID removal, List<Location> files, Instant since) {
        jdbc.sql(
                        """
                        with gone as (
                            update archive.removed_object o set gone_at = ?
                            from unnest(?::int[], ?::int[]) as f (shelf, file)
                            where o.removal = ? and (o.shelf, o.file) = (f.shelf, f.file)
                                and o.gone_at is null
                            returning 1)
                        update archive.removal
                        set left_over = left_over - (select count(*) from gone) where id = ?
                        """)
                .param(time(since))
                .param(files.stream().map(Location::shelf).toArray(Integer[]::new))
                .param(files.stream().map(Location::file).toArray(Integer[]::new))
                .params(removal, removal)
                .update();
    }

    public Optional<Removal> removal(UUID id) {
        return jdbc.sql("select * from archive.removal where id = ?")
                .param(id)
                .query((row, _) -> removal(row))
                .optional();
    }

    public List<Removal> latest(int most) {
        return jdbc.sql("select * from archive.removal order by decided_at desc, id limit ?")
                .param(most)
                .query((row, _) -> removal(row))
                .list();
    }

    public List<RemovedObject> objects(UUID removal) {
        return jdbc.sql("select * from archive.removed_object where removal = ?")
                .param(removal)
                .query((row, _) -> object(row))
                .list();
    }

    /** Those of the contents that were taken out, and have not come again. */
    public Set<String> gone(Collection<String> digests) {
        return new HashSet<>(
                jdbc.sql(
                                """
                                select encode(o.digest, 'hex') from archive.removed_object o
                                where o.digest = any (?) and not exists (
                                    select from archive.instance i where i.uid = o.uid)
                                """)
                        .param(digests.stream().map(RemovalTable::bytes).toArray(byte[][]::new))
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    /** When the study was last taken out. */
    public Optional<Instant> removedAt(UID study) {
        return jdbc.sql(
                        """
                        select decided_at from archive.removal
                        where study = ? order by decided_at desc limit 1
                        """)
                .param(study.value())
                .query((row, _) -> instant(row, "decided_at"))
                .optional();
    }

    private static Removal removal(ResultSet row) throws SQLException {
        return new Removal(
                row.getObject("id", UUID.class),
                new UID(row.getString("study")),
                RemovalCause.of(row.getString("cause")),
                new UserName(row.getString("decided_by")),
                instant(row, "decided_at"),
                row.getInt("objects"),
                row.getLong("bytes"),
                HexFormat.of().formatHex(row.getBytes("manifest")),
                row.getInt("left_over"));
    }

    private static RemovedObject object(ResultSet row) throws SQLException {
        Presence presence =
                row.getObject("gone_at") == null
                        ? new Presence.Unknown()
                        : new Presence.Gone(instant(row, "gone_at"));
        return new RemovedObject(
                new UID(row.getString("uid")),
                new UID(row.getString("series")),
                new UID(row.getString("sop_class")),
                row.getString("origin"),
                instant(row, "received_at"),
                row.getLong("length"),
                HexFormat.of().formatHex(row.getBytes("digest")),
                new Location(row.getInt("shelf"), row.getInt("file")),
                presence);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
