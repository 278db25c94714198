// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.store.AuditTable;
import spiders.security.store.TestDatabases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** An audit of a month, and of the habits before it, to be searched for what is unusual. */
final class UnusualCase implements AutoCloseable {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    static final LocalDate LAST = LocalDate.parse("2026-03-30");
    static final LocalDate DAY = LocalDate.parse("2026-03-10");
    static final ReportPeriod PERIOD = new ReportPeriod(FIRST, LAST, PARIS);
    static final UserName CAMILLE = new UserName("camille");
    static final UserName DOMINIQUE = new UserName("dominique");
    static final PatientKey ANNE = PatientKey.random();
    static final PatientKey ANNE_AGAIN = PatientKey.random();
    static final Instant AFTER = Instant.parse("2026-04-10T08:00:00Z");

    final HikariDataSource database = TestDatabases.fresh("security");

    /** The days between which sessions were last asked for. */
    final List<LocalDate> askedFor = new ArrayList<>();

    /** Whom the boards discuss. */
    final Set<PatientKey> discussed = new HashSet<>();

    UnusualCase() {
        account(CAMILLE, Role.CLINICIAN);
        account(DOMINIQUE, Role.CLINICIAN);
    }

    @Override
    public void close() {
        database.close();
    }

    void account(UserName name, Role role) {
        JdbcClient.create(database)
                .sql(
                        """
                        INSERT INTO security.account VALUES
                            (?, ?, ARRAY[?], '', false, false, now(), now())
                        """)
                .params(name.value(), "Dr " + name, role.name())
                .update();
    }

    /** As many days before the period, on each of which one saw so many, by the day's number. */
    void busyDays(UserName who, int days, IntUnaryOperator patients) {
        for (int day = 0; day < days; day++) {
            record(FIRST.minusDays(day + 1L), 10, looksAt(who, patients.applyAsInt(day)));
        }
    }

    static AuditEvent looksAt(UserName who, int patients) {
        var keys = new HashSet<PatientKey>();
        while (keys.size() < patients) {
            keys.add(PatientKey.random());
        }
        return new AuditEvent(
                who,
                Action.VIEW_CASE,
                keys,
                List.of(),
                new Purpose.Administration(),
                Outcome.SUCCESS,
                "");
    }

    static AuditEvent view(PatientKey patient) {
        return AuditEvent.of(CAMILLE, Action.VIEW_IMAGES).about(patient);
    }

    void record(LocalDate day, int hour, AuditEvent event) {
        record(day.atTime(LocalTime.of(hour, 0)).atZone(PARIS).toInstant(), event);
    }

    void record(Instant at, AuditEvent event) {
        audit(at).record(event);
    }

    AuditTable audit(Instant at) {
        return new AuditTable(database, "hub", Clock.fixed(at, ZoneOffset.UTC));
    }

    /** What a rule finds. */
    <T extends UnusualAccess> List<T> found(Class<T> rule) {
        return report().found().stream().filter(rule::isInstance).map(rule::cast).toList();
    }

    UnusualReport report() {
        return accesses(AFTER).report(officer(), PERIOD);
    }

    UnusualAccesses accesses(Instant now) {
        var audit = audit(now);
        return new UnusualAccesses(
                database,
                audit,
                new Access(audit, (_, _) -> Set.of(), _ -> Set.of()),
                new UnusualAccesses.Patients(this::between, UnusualCase::registrations),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private Set<PatientKey> between(LocalDate first, LocalDate last) {
        askedFor.clear();
        askedFor.addAll(List.of(first, last));
        return Set.copyOf(discussed);
    }

    /** Anne was registered twice. */
    private static List<PatientKey> registrations(PatientKey patient) {
        return patient.equals(ANNE) ? List.of(ANNE, ANNE_AGAIN) : List.of();
    }

    static User officer() {
        return new User(new UserName("dpo"), "Officer", Set.of(Role.DATA_PROTECTION_OFFICER));
    }
}
