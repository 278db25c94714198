// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.PatientMerge;
import spiders.security.PatientKey;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** Which registered patients are one person. */
public final class MergeTable {

    private final JdbcClient jdbc;

    public MergeTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** One decision at a time; they are few. */
    public void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('patient merges', 0)) is null")
                .query(Boolean.class)
                .single();
    }

    /** Whom the merges in force lead to: oneself, for who was merged into nobody. */
    public Optional<PatientKey> root(PatientKey patient) {
        return jdbc.sql("select coalesce(root, key) from archive.patient where key = ?")
                .param(patient.value())
                .query((row, _) -> new PatientKey(row.getObject(1, UUID.class)))
                .optional();
    }

    /** Of each of these, all who are the same person, the patient included. */
    public Map<PatientKey, List<PatientKey>> groups(Collection<PatientKey> patients) {
        var groups = new HashMap<PatientKey, List<PatientKey>>();
        jdbc.sql(
                        """
                        select p.key, o.key as other from archive.patient p
                        join archive.patient o
                            on coalesce(o.root, o.key) = coalesce(p.root, p.key)
                        where p.key = any (?)
                        """)
                .param(patients.stream().map(PatientKey::value).toArray(UUID[]::new))
                .query(row -> {
                    groups.computeIfAbsent(
                                    new PatientKey(row.getObject("key", UUID.class)),
                                    _ -> new ArrayList<>())
                            .add(new PatientKey(row.getObject("other", UUID.class)));
                });
        return groups;
    }

    /** All who are the same person. */
    public List<PatientKey> group(PatientKey patient) {
        return jdbc.sql(
                        """
                        select key from archive.patient where coalesce(root, key) =
                            (select coalesce(root, key) from archive.patient where key = ?)
                        """)
                .param(patient.value())
                .query((row, _) -> new PatientKey(row.getObject(1, UUID.class)))
                .list();
    }

    public void add(UUID id, PatientKey kept, PatientKey merged, UserName by, String evidence) {
        jdbc.sql(
                        """
                        insert into archive.patient_merge (id, kept, merged, made_by, evidence)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(id, kept.value(), merged.value(), by.value(), evidence)
                .update();
    }

    public void revoke(UUID merge, UserName by, String reason) {
        jdbc.sql(
                        """
                        update archive.patient_merge
                        set revoked_by = ?, revoked_at = now(), revoked_for = ? where id = ?
                        """)
                .params(by.value(), reason, merge)
                .update();
    }

    /** Works out anew whom these patients, and all who are the same as they, lead to. */
    public void settle(Collection<PatientKey> patients) {
        jdbc.sql(
                        """
                        with recursive concerned as (
                            select key from archive.patient where coalesce(root, key) in
                                (select coalesce(root, key) from archive.patient
                                    where key = any (?))),
                        up (key, at, depth) as (
                            select key, key, 0 from concerned
                            union all
                            select up.key, m.kept, up.depth + 1 from up
                            join archive.patient_merge m
                                on m.merged = up.at and m.revoked_at is null),
                        top as (
                            select distinct on (key) key, at from up order by key, depth desc)
                        update archive.patient p
                        set root = case when top.at = p.key then null else top.at end
                        from top where top.key = p.key
                        """)
                .param(patients.stream().map(PatientKey::value).toArray(UUID[]::new))
                .update();
    }

    /** Ends the grants to look at studies that are no longer the patient's. */
    public void endGrants(Collection<PatientKey> patients) {
        jdbc.sql(
                        """
                        delete from archive.view_grant_study v using archive.view_grant g
                        where g.id = v.view_grant and g.patient = any (?) and not exists (
                            select from archive.patient_study p
                            where p.patient = g.patient and p.uid = v.study)
                        """)
                .param(patients.stream().map(PatientKey::value).toArray(UUID[]::new))
                .update();
    }

    public Optional<PatientMerge> merge(UUID id) {
        return jdbc.sql("select * from archive.patient_merge where id = ?")
                .param(id)
                .query((row, _) -> merge(row))
                .optional();
    }

    public List<PatientMerge> merges(PatientKey patient) {
        return jdbc.sql(
                        """
                        select * from archive.patient_merge where kept = ? or merged = ?
                        order by made_at, id
                        """)
                .params(patient.value(), patient.value())
                .query((row, _) -> merge(row))
                .list();
    }

    public List<PatientMerge> inForce(int most) {
        return jdbc.sql(
                        """
                        select * from archive.patient_merge where revoked_at is null
                        order by made_at desc, id limit ?
                        """)
                .param(most)
                .query((row, _) -> merge(row))
                .list();
    }

    private static PatientMerge merge(ResultSet row) throws SQLException {
        return new PatientMerge(
                row.getObject("id", UUID.class),
                new PatientKey(row.getObject("kept", UUID.class)),
                new PatientKey(row.getObject("merged", UUID.class)),
                new UserName(row.getString("made_by")),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("revoked_at") != null);
    }
}
