// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.UID;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/** The grants to view, and the studies of each. */
public final class GrantTable {

    /** A grant that is in force for one study. */
    public record Valid(
            UUID id, PatientKey patient, Purpose purpose, Instant expiresAt, boolean isViewed) {}

    private final JdbcClient jdbc;

    public GrantTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    public void add(
            UUID id, UserName user, Purpose purpose, PatientKey patient, Instant expiresAt) {
        jdbc.sql(
                        """
                        insert into archive.view_grant (id, user_name, purpose, patient, expires_at)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(id, user.value(), text(purpose), patient.value())
                .param(expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Adds those of the studies that are the patient's, and returns how many they are. */
    public int addStudies(UUID grant, PatientKey patient, Set<UID> studies) {
        return jdbc.sql(
                        """
                        insert into archive.view_grant_study (view_grant, study)
                        select distinct ?::uuid, uid from archive.patient_study
                        where patient = ? and uid = any (?)
                        """)
                .params(grant, patient.value())
                .param(studies.stream().map(UID::value).toArray(String[]::new))
                .update();
    }

    /** Those of the studies that are the patient's by the links in force. */
    public Set<UID> studiesOf(PatientKey patient, Set<UID> studies) {
        return jdbc.sql(
                        """
                        select distinct uid from archive.patient_study
                        where patient = ? and uid = any (?)
                        """)
                .param(patient.value())
                .param(studies.stream().map(UID::value).toArray(String[]::new))
                .query((row, _) -> new UID(row.getString("uid")))
                .set();
    }

    /** Whether there is anything of the study. */
    public boolean hasStudy(UID study) {
        return jdbc.sql("select exists (select 1 from archive.study where uid = ?)")
                .param(study.value())
                .query(Boolean.class)
                .single();
    }

    /** Ends the grants to see a patient. */
    public void end(PatientKey patient, Instant now) {
        jdbc.sql(
                        """
                        update archive.view_grant set expires_at = :now
                        where patient = :patient and expires_at > :now
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("patient", patient.value())
                .update();
    }

    /** Ends the grants of a user for a purpose. */
    public void end(UserName user, Purpose purpose, Instant now) {
        jdbc.sql(
                        """
                        update archive.view_grant set expires_at = :now
                        where user_name = :user and purpose = :purpose and expires_at > :now
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("user", user.value())
                .param("purpose", text(purpose))
                .update();
    }

    /** The user's grants for a study, the one that ends last at the end. */
    public List<Valid> valid(UserName user, UID study, Instant now) {
        return jdbc.sql(
                        """
                        select g.id, g.patient, g.purpose, g.expires_at,
                            v.viewed_at is not null as viewed
                        from archive.view_grant_study v
                        join archive.view_grant g on g.id = v.view_grant
                        where g.user_name = ? and v.study = ? and g.expires_at > ?
                        order by g.expires_at
                        """)
                .params(user.value(), study.value(), now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> valid(row))
                .list();
    }

    private static Valid valid(ResultSet row) throws SQLException {
        return new Valid(
                row.getObject("id", UUID.class),
                new PatientKey(row.getObject("patient", UUID.class)),
                purpose(row.getString("purpose")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("viewed"));
    }

    /** Returns whether this was the first look at the study under the grant. */
    public boolean markViewed(UUID grant, UID study) {
        return jdbc.sql(
                                """
                                update archive.view_grant_study set viewed_at = now()
                                where view_grant = ? and study = ? and viewed_at is null
                                """)
                        .params(grant, study.value())
                        .update()
                == 1;
    }

    private static String text(Purpose purpose) {
        return switch (purpose) {
            case Purpose.BoardSession board ->
                    "board-session " + board.session() + " " + board.boardCase();
            case Purpose.Emergency(UUID access) -> "emergency " + access;
            case Purpose.Administration() -> "administration";
            case Purpose.SystemTask() -> "system-task";
        };
    }

    private static Purpose purpose(String text) {
        var words = text.split(" ", -1);
        return switch (words[0]) {
            case "board-session" ->
                    new Purpose.BoardSession(UUID.fromString(words[1]), UUID.fromString(words[2]));
            case "emergency" -> new Purpose.Emergency(UUID.fromString(words[1]));
            case "administration" -> new Purpose.Administration();
            case "system-task" -> new Purpose.SystemTask();
            default -> throw new IllegalArgumentException("Unknown purpose " + words[0]);
        };
    }
}
