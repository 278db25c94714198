// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.SeenIdentity;
import spiders.dicom.data.UID;
import spiders.retrieval.Comparison;
import spiders.retrieval.IdentityDecision;
import spiders.retrieval.IdentityDecision.Standing;
import spiders.retrieval.SourceIdentity;
import spiders.retrieval.Verdict;
import spiders.security.PatientKey;
import spiders.security.UserName;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** Decisions on identities, with the traits that they cover. */
public final class DecisionStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A decision, and the traits as the source wrote them: it covers no others.
     *
     * @param links the link of the patient register that a confirmation made; none for a refusal
     */
    public record Decided(IdentityDecision decision, SeenIdentity traits, List<UUID> links) {

        public Decided {
            links = List.copyOf(links);
        }
    }

    private final JdbcClient jdbc;

    public DecisionStore(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    public void add(Decided decided, UID study) {
        var decision = decided.decision();
        var traits = decided.traits();
        jdbc.sql(
                        """
                        insert into retrieval.identity_decision (id, patient, source, authority,
                            identifier, patient_name, birth_date, sex, verdict, grade, displayed,
                            study, link, decided_by, decided_at, reason)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
                        """)
                .params(decision.id(), decision.patient().value(), decision.source())
                .params(decision.identity().authority(), decision.identity().value())
                .params(traits.name(), traits.birthDate(), traits.sex())
                .params(decision.verdict().name(), decision.displayed().grade().name())
                .params(JSON.writeValueAsString(decision.displayed()), study.value())
                .param(decided.links().stream().findFirst().orElse(null))
                .params(decision.by().value(), Rows.time(decision.at()), decision.reason())
                .update();
    }

    /** Newest first, revoked ones included. */
    public List<Decided> of(PatientKey patient) {
        return jdbc.sql(
                        """
                        select * from retrieval.identity_decision where patient = ?
                        order by decided_at desc
                        """)
                .param(patient.value())
                .query((row, _) -> decided(row))
                .list();
    }

    /** The same of each of these patients of whom anything was decided. */
    public Map<PatientKey, List<Decided>> of(Collection<PatientKey> patients) {
        return jdbc
                .sql(
                        """
                        select * from retrieval.identity_decision where patient = any (?)
                        order by decided_at desc
                        """)
                .param(patients.stream().map(PatientKey::value).toArray(UUID[]::new))
                .query((row, _) -> decided(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(one -> one.decision().patient()));
    }

    public Optional<Decided> decision(UUID id) {
        return jdbc.sql("select * from retrieval.identity_decision where id = ?")
                .param(id)
                .query((row, _) -> decided(row))
                .optional();
    }

    /** Returns whether it was in force until now. */
    public boolean revoke(UUID id, UserName by, Instant at, String reason) {
        return jdbc.sql(
                                """
                                update retrieval.identity_decision
                                set revoked_by = ?, revoked_at = ?, revoke_reason = ?
                                where id = ? and revoked_at is null
                                """)
                        .params(by.value(), Rows.time(at), reason, id)
                        .update()
                == 1;
    }

    private static Decided decided(ResultSet row) throws SQLException {
        var identity = new SourceIdentity(row.getString("authority"), row.getString("identifier"));
        var decision =
                new IdentityDecision(
                        Rows.uuid(row, "id"),
                        new PatientKey(Rows.uuid(row, "patient")),
                        row.getString("source"),
                        identity,
                        Verdict.valueOf(row.getString("verdict")),
                        JSON.readValue(row.getString("displayed"), Comparison.class),
                        new UserName(row.getString("decided_by")),
                        Rows.instant(row, "decided_at"),
                        row.getString("reason"),
                        standing(row));
        var traits =
                new SeenIdentity(
                        identity.asPatientIdentifier(),
                        row.getString("patient_name"),
                        row.getString("birth_date"),
                        row.getString("sex"));
        var link = Optional.ofNullable(row.getObject("link", UUID.class));
        return new Decided(decision, traits, link.stream().toList());
    }

    private static Standing standing(ResultSet row) throws SQLException {
        if (row.getString("revoked_by") == null) {
            return new Standing.Valid();
        }
        return new Standing.Revoked(
                new UserName(row.getString("revoked_by")),
                Rows.instant(row, "revoked_at"),
                row.getString("revoke_reason"));
    }
}
