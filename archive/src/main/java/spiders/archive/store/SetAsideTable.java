// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.Rejection;
import spiders.archive.RejectionReason;
import spiders.archive.SetAside;
import spiders.archive.StoredInstance;
import spiders.archive.objects.Location;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** Objects that are stored and not served, and the rejections that made them so. */
public final class SetAsideTable {

    private final JdbcClient jdbc;
    private final StudyRows rows;

    public SetAsideTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.rows = new StudyRows(jdbc);
    }

    /** Keeps an object apart that differs from the one of its SOP Instance UID. */
    public void addDiffering(IndexEntry.Instance instance) {
        var stored = instance.stored();
        jdbc.sql(
                        """
                        insert into archive.set_aside (why, uid, series, study, sop_class,
                            transfer_syntax, shelf, file, data_offset, length, digest, origin,
                            received_at)
                        values ('DIFFERS', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(stored.sopInstanceUID().value(), stored.seriesInstanceUID().value())
                .params(stored.studyInstanceUID().value(), stored.sopClassUID().value())
                .params(stored.transferSyntax().uid().value(), instance.location().shelf())
                .params(instance.location().file(), instance.dataOffset(), stored.length())
                .params(HexFormat.of().parseHex(stored.sha256()), instance.origin().name())
                .param(instance.received().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether this very content is kept apart already. */
    public boolean hasDiffering(UID sopInstance, String sha256) {
        return jdbc.sql(
                        """
                        select 1 from archive.set_aside
                        where uid = ? and why = 'DIFFERS' and digest = ? limit 1
                        """)
                .params(sopInstance.value(), HexFormat.of().parseHex(sha256))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The instance, where a rejection in force names it, or it is a rejection's note. */
    public Optional<SetAside> withheld(UID sopInstance) {
        return jdbc.sql(
                        """
                        select * from archive.set_aside
                        where uid = ? and why in ('REJECTED', 'NOTE') order by id limit 1
                        """)
                .param(sopInstance.value())
                .query((row, _) -> setAside(row))
                .optional();
    }

    public void add(Rejection rejection) {
        jdbc.sql(
                        """
                        insert into archive.rejection (id, study, reason, made_by, made_at, objects)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(rejection.id(), rejection.study().value(), rejection.reason().name())
                .params(rejection.madeBy(), rejection.madeAt().atOffset(ZoneOffset.UTC))
                .param(rejection.objects())
                .update();
    }

    /** How many objects a rejection found. */
    public void count(UUID rejection, int objects) {
        jdbc.sql("update archive.rejection set objects = ? where id = ?")
                .params(objects, rejection)
                .update();
    }

    /**
     * Moves instances out of the index, in the caller's transaction. Who stores into the study
     * meanwhile waits for it.
     *
     * @return how many there were
     */
    public int setAside(UUID rejection, SetAside.Why why, UID study, Collection<UID> instances) {
        return rows.hold(study)
                .map(held -> setAside(held, rejection, why, study, instances))
                .orElse(0);
    }

    private int setAside(
            StudyRows.Held held,
            UUID rejection,
            SetAside.Why why,
            UID study,
            Collection<UID> instances) {
        int moved = moved(rejection, why, study, instances);
        rows.settle(held);
        return moved;
    }

    private int moved(UUID rejection, SetAside.Why why, UID study, Collection<UID> instances) {
        return jdbc.sql(
                        """
                        with moved as (
                            delete from archive.instance i
                            using archive.series se, archive.study st
                            where se.id = i.series and st.id = se.study and st.uid = ?
                                and i.uid = any (?)
                            returning i.uid, se.uid as series, st.uid as study, i.sop_class,
                                i.transfer_syntax, i.shelf, i.file, i.data_offset, i.length,
                                i.digest, i.origin, i.received_at)
                        insert into archive.set_aside (why, rejection, uid, series, study,
                            sop_class, transfer_syntax, shelf, file, data_offset, length, digest,
                            origin, received_at)
                        select ?, ?, * from moved
                        """)
                .param(study.value())
                .param(instances.stream().map(UID::value).toArray(String[]::new))
                .params(why.name(), rejection)
                .update();
    }

    /** The objects of a rejection, its note too. */
    public List<SetAside> of(UUID rejection) {
        return jdbc.sql("select * from archive.set_aside where rejection = ? order by id")
                .param(rejection)
                .query((row, _) -> setAside(row))
                .list();
    }

    /** Lets what a rejection has set aside, but its note, go back. */
    public void release(UUID rejection) {
        jdbc.sql(
                        """
                        update archive.set_aside set why = 'RELEASED'
                        where rejection = ? and why = 'REJECTED'
                        """)
                .param(rejection)
                .update();
    }

    /** Lets one object that was kept apart go back. */
    public void release(long id) {
        jdbc.sql("update archive.set_aside set why = 'RELEASED' where id = ?").param(id).update();
    }

    /** Objects on their way back into the index, after one of them. */
    public List<SetAside> released(long after, int most) {
        return jdbc.sql(
                        """
                        select * from archive.set_aside
                        where why = 'RELEASED' and id > ? order by id limit ?
                        """)
                .params(after, most)
                .query((row, _) -> setAside(row))
                .list();
    }

    /** Objects that differ from the one of their UID, the newest first. */
    public List<SetAside> differing(int most) {
        return jdbc.sql(
                        """
                        select * from archive.set_aside where why = 'DIFFERS'
                        order by id desc limit ?
                        """)
                .param(most)
                .query((row, _) -> setAside(row))
                .list();
    }

    public Optional<SetAside> one(long id) {
        return jdbc.sql("select * from archive.set_aside where id = ?")
                .param(id)
                .query((row, _) -> setAside(row))
                .optional();
    }

    /** The objects are set aside no more; their files are somebody else's from now on. */
    public void forget(Collection<Long> ids) {
        jdbc.sql("delete from archive.set_aside where id = any (?)")
                .param(ids.toArray(Long[]::new))
                .update();
    }

    public Optional<Rejection> rejection(UUID id) {
        return jdbc.sql("select * from archive.rejection where id = ?")
                .param(id)
                .query((row, _) -> rejection(row))
                .optional();
    }

    public List<Rejection> latest(int most) {
        return jdbc.sql("select * from archive.rejection order by made_at desc, id limit ?")
                .param(most)
                .query((row, _) -> rejection(row))
                .list();
    }

    /** Rejections in force, made before a moment, that still have objects here. */
    public List<Rejection> before(Instant moment) {
        return jdbc.sql(
                        """
                        select * from archive.rejection r
                        where r.made_at < ? and r.revoked_at is null and exists (
                            select from archive.set_aside a where a.rejection = r.id)
                        order by r.made_at
                        """)
                .param(moment.atOffset(ZoneOffset.UTC))
                .query((row, _) -> rejection(row))
                .list();
    }

    /** Returns whether it was in force. */
    public boolean revoke(UUID rejection, UserName by, Instant at) {
        return jdbc.sql(
                                """
                                update archive.rejection set revoked_by = ?, revoked_at = ?
                                where id = ? and revoked_at is null
                                """)
                        .params(by.value(), at.atOffset(ZoneOffset.UTC), rejection)
                        .update()
                == 1;
    }

    private static Rejection rejection(ResultSet row) throws SQLException {
        return new Rejection(
                row.getObject("id", UUID.class),
                new UID(row.getString("study")),
                RejectionReason.valueOf(row.getString("reason")),
                row.getString("made_by"),
                instant(row, "made_at"),
                row.getInt("objects"),
                row.getObject("revoked_at") != null);
    }

    private static SetAside setAside(ResultSet row) throws SQLException {
        var stored =
                new StoredInstance(
                        new UID(row.getString("study")),
                        new UID(row.getString("series")),
                        new UID(row.getString("sop_class")),
                        new UID(row.getString("uid")),
                        TransferSyntax.of(new UID(row.getString("transfer_syntax"))),
                        row.getLong("length"),
                        HexFormat.of().formatHex(row.getBytes("digest")));
        return new SetAside(
                row.getLong("id"),
                SetAside.Why.valueOf(row.getString("why")),
                stored,
                new Location(row.getInt("shelf"), row.getInt("file")),
                row.getInt("data_offset"),
                row.getString("origin"),
                instant(row, "received_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
