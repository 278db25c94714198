// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.ReportPeriod;
import spiders.security.Role;
import spiders.security.SlowReportException;
import spiders.security.UnusualAccess;
import spiders.security.UnusualAccess.Habit;
import spiders.security.UnusualAccess.LateReview;
import spiders.security.UnusualAccess.ManyEmergencies;
import spiders.security.UnusualAccess.ManyPatients;
import spiders.security.UnusualAccess.OnePatient;
import spiders.security.UnusualAccess.RepeatedRefusals;
import spiders.security.UnusualAccess.StrangeHour;
import spiders.security.UnusualRules;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * The rules of {@link UnusualRules}, a statement each: bounded in time by the period and the days
 * before it, in lines by {@link UnusualRules#MOST_LINES}, and in how long it may run.
 */
public final class UnusualQueries {

    private static final int MOST_SECONDS = 60;

    /** SQLSTATE of a statement that was cancelled, here by its time limit. */
    private static final String CANCELLED = "57014";

    /**
     * Who of the people, not the systems, saw which patient when. The lists of patients that an
     * agenda is are left out.
     */
    private static final String LOOK =
            """
            WITH look AS MATERIALIZED (
                SELECT e.id, e.who, e.at AT TIME ZONE :zone AS local, p.patient
                FROM security.audit_event e
                CROSS JOIN LATERAL unnest(e.patients) AS p (patient)
                LEFT JOIN security.account a ON a.name = e.who
                WHERE e.at >= :from AND e.at < :to AND e.outcome = 'SUCCESS'
                  AND e.action = ANY (:looks) AND NOT starts_with(e.detail, :agenda)
                  AND e.who <> ALL (:nobody) AND NOT coalesce(:system = ANY (a.roles), false))
            """;

    private static final String MANY_PATIENTS =
            LOOK
                    + """
                    , seen AS (SELECT DISTINCT who, local::date AS day, patient FROM look),
                    day AS MATERIALIZED (
                        SELECT who, day, count(*) AS patients FROM seen GROUP BY who, day),
                    habit AS (
                        SELECT who, count(*) AS days,
                            percentile_cont(0.5) WITHIN GROUP (ORDER BY patients) AS median
                        FROM day WHERE day < :first GROUP BY who HAVING count(*) >= :known),
                    own AS (
                        SELECT h.who, h.days, h.median, h.median + :spreads * greatest(:least,
                            percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(d.patients - h.median))
                            ) AS most
                        FROM habit h JOIN day d ON d.who = h.who AND d.day < :first
                        GROUP BY h.who, h.days, h.median),
                    busy AS (
                        SELECT * FROM day WHERE day >= :first AND patients >= :fewest),
                    role AS (
                        SELECT n.name AS who, count(*) AS days,
                            percentile_cont(0.5) WITHIN GROUP (ORDER BY d.patients) AS median,
                            percentile_cont(:share) WITHIN GROUP (ORDER BY d.patients) AS most
                        FROM security.account n
                        JOIN security.account o ON o.roles && n.roles AND o.name <> n.name
                        JOIN day d ON d.who = o.name AND d.day < :first
                        WHERE n.name IN (SELECT who FROM busy EXCEPT SELECT who FROM own)
                        GROUP BY n.name HAVING count(*) >= :known)
                    SELECT b.who, coalesce(a.display_name, b.who) AS name, b.day, b.patients,
                        CASE WHEN o.who IS NULL THEN 'ROLE' ELSE 'OWN' END AS habit,
                        coalesce(o.days, r.days) AS days, coalesce(o.median, r.median) AS median,
                        coalesce(o.most, r.most) AS most
                    FROM busy b LEFT JOIN own o ON o.who = b.who LEFT JOIN role r ON r.who = b.who
                    LEFT JOIN security.account a ON a.name = b.who
                    WHERE b.patients > coalesce(o.most, r.most)
                    ORDER BY b.day DESC, b.patients DESC, b.who LIMIT :lines
                    """;

    private static final String STRANGE_HOURS =
            LOOK
                    + """
                    , worked AS MATERIALIZED (
                        SELECT DISTINCT e.who, (e.at AT TIME ZONE :zone)::date AS day,
                            extract(hour FROM e.at AT TIME ZONE :zone)::integer AS hour
                        FROM security.audit_event e WHERE e.at >= :before AND e.at < :from),
                    known AS (
                        SELECT who, count(*) AS days FROM (SELECT DISTINCT who, day FROM worked) d
                        GROUP BY who HAVING count(*) >= :known),
                    hours AS (SELECT DISTINCT who, hour FROM worked)
                    SELECT l.who, coalesce(a.display_name, l.who) AS name,
                        max(l.local)::date AS day, extract(hour FROM l.local)::integer AS hour,
                        count(DISTINCT l.local::date) AS days, count(DISTINCT l.id) AS looks,
                        count(DISTINCT l.patient) AS patients, k.days AS known
                    FROM look l JOIN known k ON k.who = l.who
                    LEFT JOIN security.account a ON a.name = l.who
                    WHERE NOT EXISTS (
                        SELECT FROM hours h WHERE h.who = l.who
                            AND h.hour = extract(hour FROM l.local)::integer)
                    GROUP BY l.who, a.display_name, extract(hour FROM l.local), k.days
                    ORDER BY day DESC, looks DESC, l.who, hour LIMIT :lines
                    """;

    private static final String REPEATED_REFUSALS =
            """
            WITH refused AS (
                SELECT id, who, at, (at AT TIME ZONE :zone)::date AS day,
                    count(*) OVER (PARTITION BY who ORDER BY at
                        RANGE BETWEEN :within * interval '1 second' PRECEDING AND CURRENT ROW)
                        AS refusals
                FROM security.audit_event
                WHERE at >= :before AND at < :to AND action = 'ACCESS' AND outcome = 'REFUSED'),
            most AS (
                SELECT DISTINCT ON (who, day) * FROM refused
                WHERE at >= :from AND refusals >= :many
                ORDER BY who, day, refusals DESC, at),
            told AS (SELECT * FROM most ORDER BY day DESC, refusals DESC, who LIMIT :lines)
            SELECT t.who, coalesce(a.display_name, t.who) AS name, t.day, t.refusals, t.at,
                (SELECT count(DISTINCT p.patient) FROM security.audit_event e
                    CROSS JOIN LATERAL unnest(e.patients) AS p (patient)
                    WHERE e.who = t.who AND e.action = 'ACCESS' AND e.outcome = 'REFUSED'
                      AND e.at <= t.at AND e.at >= t.at - :within * interval '1 second')
                    AS patients
            FROM told t LEFT JOIN security.account a ON a.name = t.who
            ORDER BY t.day DESC, t.refusals DESC, t.who
            """;

    private static final String MANY_EMERGENCIES =
            """
            SELECT e.who, coalesce(a.display_name, e.who) AS name,
                max(e.at AT TIME ZONE :zone)::date AS day, count(DISTINCT e.id) AS count,
                count(DISTINCT p.patient) AS patients
            FROM security.audit_event e
            LEFT JOIN LATERAL unnest(e.patients) AS p (patient) ON true
            LEFT JOIN security.account a ON a.name = e.who
            WHERE e.at >= :from AND e.at < :to
              AND e.action = 'OPEN_EMERGENCY' AND e.outcome = 'SUCCESS'
            GROUP BY e.who, a.display_name HAVING count(DISTINCT e.id) > :many
            ORDER BY count DESC, e.who LIMIT :lines
            """;

    private static final String LATE_REVIEWS =
            """
            SELECT e.account AS who, coalesce(a.display_name, e.account) AS name,
                e.review_by AS day, e.patient, e.reviewed_at IS NOT NULL AS judged
            FROM security.emergency_access e
            LEFT JOIN security.account a ON a.name = e.account
            WHERE e.review_by >= :first AND e.review_by <= :last
              AND coalesce((e.reviewed_at AT TIME ZONE :zone)::date, :today) > e.review_by
            ORDER BY e.review_by DESC, e.account, e.id LIMIT :lines
            """;

    private static final String ONE_PATIENT =
            LOOK
                    + """
                    , day AS (
                        SELECT who, patient, local::date AS day, count(*) AS looks FROM look
                        WHERE patient <> ALL (:discussed) GROUP BY who, patient, local::date)
                    SELECT d.who, coalesce(a.display_name, d.who) AS name, max(d.day) AS day,
                        d.patient, count(*) AS days, sum(d.looks) AS looks
                    FROM day d LEFT JOIN security.account a ON a.name = d.who
                    GROUP BY d.who, a.display_name, d.patient HAVING count(*) >= :many
                    ORDER BY days DESC, day DESC, d.who, d.patient LIMIT :lines
                    """;

    private final JdbcClient jdbc;

    public UnusualQueries(DataSource dataSource) {
        this(dataSource, MOST_SECONDS);
    }

    /** With a time of its own for each statement. */
    public UnusualQueries(DataSource dataSource, int seconds) {
        var template = new JdbcTemplate(dataSource);
        template.setQueryTimeout(seconds);
        this.jdbc = JdbcClient.create(template);
    }

    /**
     * What each rule finds.
     *
     * @throws SlowReportException where one takes too long
     */
    public List<List<? extends UnusualAccess>> byRule(
            ReportPeriod period, LocalDate today, Set<PatientKey> discussed) {
        try {
            return List.of(
                    manyPatients(period),
                    strangeHours(period),
                    repeatedRefusals(period),
                    manyEmergencies(period),
                    lateReviews(period, today),
                    onePatient(period, discussed));
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException cause
                    && CANCELLED.equals(cause.getSQLState())) {
                throw new SlowReportException(e);
            }
            throw e;
        }
    }

    /** Days on which a person saw far more patients than they, or their role, usually do. */
    private List<ManyPatients> manyPatients(ReportPeriod period) {
        return looks(MANY_PATIENTS, habits(period))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .param("first", period.first())
                .param("known", UnusualRules.KNOWN_DAYS)
                .param("spreads", UnusualRules.SPREADS * UnusualRules.SPREAD_OF_DEVIATIONS)
                .param("least", UnusualRules.LEAST_DEVIATION)
                .param("fewest", UnusualRules.FEWEST_PATIENTS)
                .param("share", UnusualRules.SHARE_OF_ROLE)
                .query((row, _) ->
                        new ManyPatients(
                                who(row),
                                row.getString("name"),
                                day(row),
                                row.getLong("patients"),
                                new Habit(
                                        Habit.Whose.valueOf(row.getString("habit")),
                                        row.getLong("days"),
                                        row.getDouble("median"),
                                        row.getDouble("most"))))
                .list();
    }

    /** Hours in which a person saw patients' data, and had never done anything before. */
    private List<StrangeHour> strangeHours(ReportPeriod period) {
        return looks(STRANGE_HOURS, period)
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .param("before", habits(period).from().atOffset(ZoneOffset.UTC))
                .param("known", UnusualRules.KNOWN_DAYS)
                .query((row, _) ->
                        new StrangeHour(
                                who(row),
                                row.getString("name"),
                                day(row),
                                row.getInt("hour"),
                                row.getLong("days"),
                                row.getLong("looks"),
                                row.getLong("patients"),
                                row.getLong("known")))
                .list();
    }

    /** Days on which a person was refused again and again within an hour. */
    private List<RepeatedRefusals> repeatedRefusals(ReportPeriod period) {
        var before = period.from().minus(UnusualRules.REFUSALS_WITHIN);
        return all(REPEATED_REFUSALS, period)
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("within", UnusualRules.REFUSALS_WITHIN.toSeconds())
                .param("many", UnusualRules.REFUSALS)
                .query((row, _) ->
                        new RepeatedRefusals(
                                who(row),
                                row.getString("name"),
                                day(row),
                                row.getLong("refusals"),
                                row.getTimestamp("at").toInstant(),
                                row.getLong("patients")))
                .list();
    }

    /** Who opened emergency accesses often. */
    private List<ManyEmergencies> manyEmergencies(ReportPeriod period) {
        return all(MANY_EMERGENCIES, period)
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .param("many", UnusualRules.EMERGENCIES)
                .query((row, _) ->
                        new ManyEmergencies(
                                who(row),
                                row.getString("name"),
                                day(row),
                                row.getLong("count"),
                                row.getLong("patients")))
                .list();
    }

    /** Emergency accesses whose time to be judged ran out in the period. */
    private List<LateReview> lateReviews(ReportPeriod period, LocalDate today) {
        return all(LATE_REVIEWS, period)
                .param("first", period.first())
                .param("last", period.last())
                .param("today", today)
                .query((row, _) ->
                        new LateReview(
                                who(row),
                                row.getString("name"),
                                day(row),
                                patient(row),
                                row.getBoolean("judged")))
                .list();
    }

    /** Patients, but those discussed, whose data one person opened on many days. */
    private List<OnePatient> onePatient(ReportPeriod period, Set<PatientKey> discussed) {
        return looks(ONE_PATIENT, period)
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .param("discussed", AuditTable.uuids(discussed))
                .param("many", UnusualRules.SAME_PATIENT_DAYS)
                .query((row, _) ->
                        new OnePatient(
                                who(row),
                                row.getString("name"),
                                day(row),
                                patient(row),
                                row.getLong("days"),
                                row.getLong("looks")))
                .list();
    }

    /** The days that say what is usual in a period. */
    private static ReportPeriod habits(ReportPeriod period) {
        return new ReportPeriod(
                period.first().minusDays(UnusualRules.HABIT_DAYS),
                period.first().minusDays(1),
                period.zone());
    }

    /** The looks since a period begins. */
    private StatementSpec looks(String sql, ReportPeriod since) {
        return all(sql, since)
                .param("from", since.from().atOffset(ZoneOffset.UTC))
                .param("looks", names(UnusualRules.looks()))
                .param("agenda", AuditEvent.AGENDA)
                .param("nobody", new String[] {UserName.SYSTEM.value(), UserName.ANONYMOUS.value()})
                .param("system", Role.PEER.name());
    }

    private StatementSpec all(String sql, ReportPeriod period) {
        return jdbc.sql(sql)
                .param("zone", period.zone().getId())
                .param("lines", UnusualRules.MOST_LINES);
    }

    private static String[] names(Set<Action> actions) {
        return actions.stream().map(Action::name).toArray(String[]::new);
    }

    private static UserName who(ResultSet row) throws SQLException {
        return new UserName(row.getString("who"));
    }

    private static LocalDate day(ResultSet row) throws SQLException {
        return row.getObject("day", LocalDate.class);
    }

    private static PatientKey patient(ResultSet row) throws SQLException {
        return new PatientKey(row.getObject("patient", UUID.class));
    }
}
