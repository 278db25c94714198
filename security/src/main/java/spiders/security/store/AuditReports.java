// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.Action;
import spiders.security.Outcome;
import spiders.security.PatientAccess;
import spiders.security.PatientKey;
import spiders.security.PersonDeed;
import spiders.security.ReportPeriod;
import spiders.security.UserName;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

/** The audit counted by days. */
public final class AuditReports {

    private final JdbcClient jdbc;

    public AuditReports(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Who did what with a patient's data, the newest day first; what was refused is not in it.
     *
     * @param person the patient's keys; an access to two of them at once is one
     */
    public List<PatientAccess> accesses(Set<PatientKey> person, ReportPeriod period, int most) {
        return List.copyOf(
                jdbc.sql(
                                """
                                SELECT (e.at AT TIME ZONE :zone)::date AS day, e.who, e.action,
                                    coalesce(a.display_name, e.who) AS name, count(*) AS count,
                                    min(e.at) AS first, max(e.at) AS last
                                FROM security.audit_event e
                                LEFT JOIN security.account a ON a.name = e.who
                                WHERE e.patients && :person
                                  AND e.outcome = 'SUCCESS' AND e.at >= :from AND e.at < :to
                                GROUP BY day, e.who, e.action, a.display_name
                                ORDER BY day DESC, last DESC, e.who, e.action LIMIT :most
                                """)
                        .param("person", AuditTable.uuids(person))
                        .param("zone", period.zone().getId())
                        .param("from", period.from().atOffset(ZoneOffset.UTC))
                        .param("to", period.to().atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .query((row, _) ->
                                new PatientAccess(
                                        row.getObject("day", LocalDate.class),
                                        new UserName(row.getString("who")),
                                        row.getString("name"),
                                        Action.valueOf(row.getString("action")),
                                        row.getLong("count"),
                                        row.getTimestamp("first").toInstant(),
                                        row.getTimestamp("last").toInstant()))
                        .list());
    }

    /** What a person did, the newest day first. */
    public List<PersonDeed> deeds(UserName who, ReportPeriod period, int most) {
        return List.copyOf(
                jdbc.sql(
                                """
                                SELECT (e.at AT TIME ZONE :zone)::date AS day, e.action, e.outcome,
                                    count(DISTINCT e.id) AS count,
                                    count(DISTINCT p.patient) AS patients,
                                    min(e.at) AS first, max(e.at) AS last
                                FROM security.audit_event e
                                LEFT JOIN LATERAL unnest(e.patients) AS p (patient) ON true
                                WHERE e.who = :who AND e.at >= :from AND e.at < :to
                                GROUP BY day, e.action, e.outcome
                                ORDER BY day DESC, last DESC, e.action, e.outcome LIMIT :most
                                """)
                        .param("who", who.value())
                        .param("zone", period.zone().getId())
                        .param("from", period.from().atOffset(ZoneOffset.UTC))
                        .param("to", period.to().atOffset(ZoneOffset.UTC))
                        .param("most", most)
                        .query((row, _) ->
                                new PersonDeed(
                                        row.getObject("day", LocalDate.class),
                                        Action.valueOf(row.getString("action")),
                                        Outcome.valueOf(row.getString("outcome")),
                                        row.getLong("count"),
                                        row.getLong("patients"),
                                        row.getTimestamp("first").toInstant(),
                                        row.getTimestamp("last").toInstant()))
                        .list());
    }

    /** As others know the holder of an account; the user name where there is none. */
    public String name(UserName who) {
        return jdbc.sql("SELECT display_name FROM security.account WHERE name = ?")
                .param(who.value())
                .query(String.class)
                .optional()
                .orElse(who.value());
    }
}
