// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.IdentityLink;
import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientTraits;
import spiders.archive.SeenIdentity;
import spiders.archive.Sex;
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
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** Registered patients, their identifiers, and the links to identities of other domains. */
public final class PatientTable {

    private final JdbcClient jdbc;

    public PatientTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** Lets no other transaction decide about the identifier until this one ends. */
    public void lock(PatientIdentifier identifier) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0)) is null")
                .param(identifier.assigningAuthority() + "\\" + identifier.value())
                .query(Boolean.class)
                .single();
    }

    public void add(PatientKey key, PatientTraits traits, UserName by) {
        jdbc.sql(
                        """
                        insert into archive.patient (key, birth_name, used_name, given_names,
                            birth_date, sex, ins, ins_oid, ins_status, registered_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(key.value(), traits.birthName(), traits.usedName(), traits.givenNames())
                .params(traits.birthDate(), traits.sex().code(), traits.ins().value())
                .params(traits.ins().oid(), traits.ins().status().name(), by.value())
                .update();
    }

    public Optional<PatientTraits> traits(PatientKey key) {
        return jdbc.sql("select * from archive.patient where key = ?")
                .param(key.value())
                .query((row, _) -> traits(row))
                .optional();
    }

    /** The traits of each of these patients that is registered. */
    public Map<PatientKey, PatientTraits> traits(Collection<PatientKey> keys) {
        var found = new HashMap<PatientKey, PatientTraits>();
        jdbc.sql("select * from archive.patient where key = any (?)")
                .param(values(keys))
                .query(row -> {
                    found.put(new PatientKey(row.getObject("key", UUID.class)), traits(row));
                });
        return found;
    }

    private static UUID[] values(Collection<PatientKey> keys) {
        return keys.stream().map(PatientKey::value).toArray(UUID[]::new);
    }

    private static PatientTraits traits(ResultSet row) throws SQLException {
        return new PatientTraits(
                row.getString("birth_name"),
                row.getString("used_name"),
                row.getString("given_names"),
                row.getString("birth_date"),
                Sex.of(row.getString("sex")),
                new Ins(
                        row.getString("ins"),
                        row.getString("ins_oid"),
                        Ins.Status.valueOf(row.getString("ins_status"))));
    }

    /** A patient with the traits of the registration. */
    public record Held(PatientKey patient, PatientTraits traits) {}

    /** Everybody of a birth date, written YYYYMMDD, and a sex. */
    public List<Held> born(String birthDate, Sex sex) {
        return jdbc.sql("select * from archive.patient where birth_date = ? and sex = ?")
                .params(birthDate, sex.code())
                .query((row, _) ->
                        new Held(new PatientKey(row.getObject("key", UUID.class)), traits(row)))
                .list();
    }

    /**
     * Who was registered with an INS, the oldest first; its key of two digits, which only some
     * write, is not compared.
     */
    public List<PatientKey> holders(Ins ins) {
        return jdbc.sql(
                        """
                        select key from archive.patient
                        where left(ins, 13) = left(?, 13) and ins_oid = ? and ins <> ''
                        order by registered_at, key
                        """)
                .params(ins.value(), ins.oid())
                .query((row, _) -> new PatientKey(row.getObject(1, UUID.class)))
                .list();
    }

    /** Adding again what the patient has is no change. */
    public void addIdentifier(PatientKey key, PatientIdentifier identifier) {
        jdbc.sql(
                        """
                        insert into archive.patient_identifier (authority, value, patient)
                        values (?, ?, ?) on conflict do nothing
                        """)
                .params(identifier.assigningAuthority(), identifier.value(), key.value())
                .update();
    }

    public List<PatientIdentifier> identifiers(PatientKey key) {
        return jdbc.sql(
                        """
                        select authority, value from archive.patient_identifier
                        where patient = ? order by authority, value
                        """)
                .param(key.value())
                .query((row, _) -> new PatientIdentifier(row.getString(1), row.getString(2)))
                .list();
    }

    /** The identifiers of each of these patients that has any, in the same order. */
    public Map<PatientKey, List<PatientIdentifier>> identifiers(Collection<PatientKey> keys) {
        var found = new HashMap<PatientKey, List<PatientIdentifier>>();
        jdbc.sql(
                        """
                        select authority, value, patient from archive.patient_identifier
                        where patient = any (?) order by authority, value
                        """)
                .param(values(keys))
                .query(row -> {
                    found.computeIfAbsent(
                                    new PatientKey(row.getObject("patient", UUID.class)),
                                    _ -> new ArrayList<>())
                            .add(new PatientIdentifier(row.getString(1), row.getString(2)));
                });
        return found;
    }

    /** The patient whom the identifier names. */
    public Optional<PatientKey> holder(PatientIdentifier identifier) {
        return jdbc.sql(
                        """
                        select patient from archive.patient_identifier
                        where authority = ? and value = ?
                        """)
                .params(identifier.assigningAuthority(), identifier.value())
                .query(UUID.class)
                .optional()
                .map(PatientKey::new);
    }

    public void addLink(
            UUID id, PatientKey patient, SeenIdentity identity, UserName by, String evidence) {
        jdbc.sql(
                        """
                        insert into archive.identity_link (id, patient, authority, value, name,
                            birth_date, sex, made_by, evidence)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(id, patient.value(), identity.identifier().assigningAuthority())
                .params(identity.identifier().value(), identity.name(), identity.birthDate())
                .params(identity.sex(), by.value(), evidence)
                .update();
    }

    /** Links in force that cover an identity which the given one covers too. */
    public List<IdentityLink> overlapping(SeenIdentity identity) {
        return jdbc.sql(
                        """
                        select * from archive.identity_link
                        where authority = :authority and value = :value and revoked_at is null
                            and (birth_date in ('', :date) or :date = '')
                            and (sex in ('', :sex) or :sex = '')
                        """)
                .param("authority", identity.identifier().assigningAuthority())
                .param("value", identity.identifier().value())
                .param("date", identity.birthDate())
                .param("sex", identity.sex())
                .query((row, _) -> link(row))
                .list();
    }

    public Optional<IdentityLink> link(UUID id) {
        return jdbc.sql("select * from archive.identity_link where id = ?")
                .param(id)
                .query((row, _) -> link(row))
                .optional();
    }

    public List<IdentityLink> links(PatientKey patient) {
        return jdbc.sql("select * from archive.identity_link where patient = ? order by made_at")
                .param(patient.value())
                .query((row, _) -> link(row))
                .list();
    }

    /** The links of each of these patients that has any, in the same order. */
    public Map<PatientKey, List<IdentityLink>> links(Collection<PatientKey> keys) {
        return jdbc
                .sql(
                        """
                        select * from archive.identity_link where patient = any (?)
                        order by made_at
                        """)
                .param(values(keys))
                .query((row, _) -> link(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(IdentityLink::patient));
    }

    private static IdentityLink link(ResultSet row) throws SQLException {
        var identifier = new PatientIdentifier(row.getString("authority"), row.getString("value"));
        return new IdentityLink(
                row.getObject("id", UUID.class),
                new PatientKey(row.getObject("patient", UUID.class)),
                new SeenIdentity(
                        identifier,
                        row.getString("name"),
                        row.getString("birth_date"),
                        row.getString("sex")),
                new UserName(row.getString("made_by")),
                row.getString("evidence"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("revoked_at") != null);
    }

    /** Who viewed studies that are the patient's by this link. */
    public List<String> viewers(UUID link) {
        return jdbc.sql(
                        """
                        select distinct g.user_name from archive.patient_study p
                        join archive.view_grant_study v on v.study = p.uid
                        join archive.view_grant g on g.id = v.view_grant and g.patient = p.patient
                        where p.link = ? and v.viewed_at is not null order by 1
                        """)
                .param(link)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Ends the link, and the grants that rest on it. */
    public void revoke(UUID link, UserName by, String reason) {
        jdbc.sql(
                        """
                        delete from archive.view_grant_study v
                        using archive.patient_study p, archive.view_grant g
                        where p.link = ? and v.study = p.uid and g.id = v.view_grant
                            and g.patient = p.patient
                        """)
                .param(link)
                .update();
        jdbc.sql(
                        """
                        update archive.identity_link
                        set revoked_at = now(), revoked_by = ?, revoked_for = ?
                        where id = ? and revoked_at is null
                        """)
                .params(by.value(), reason, link)
                .update();
    }
}
