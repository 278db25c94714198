// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import spiders.security.UnusualAccess.OnePatient;
import spiders.security.store.UnusualQueries;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * Finds accesses that are unlike a person's own or their role's, for who watches over patients'
 * data; looking for them is itself recorded.
 */
public final class UnusualAccesses {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private final UnusualQueries queries;
    private final Audit audit;
    private final Access access;
    private final Patients patients;
    private final Clock clock;

    /**
     * What is known of patients elsewhere.
     *
     * @param discussed who stands on the agenda of a session
     * @param registrations all keys under which a patient's person is registered
     */
    public record Patients(
            Discussed discussed, Function<PatientKey, List<PatientKey>> registrations) {}

    /** Knows which patients the boards discuss. */
    @FunctionalInterface
    public interface Discussed {

        /** Those of the sessions between two days, both included. */
        Set<PatientKey> between(LocalDate first, LocalDate last);
    }

    public UnusualAccesses(
            DataSource database, Audit audit, Access access, Patients patients, Clock clock) {
        this(new UnusualQueries(database), audit, access, patients, clock);
    }

    UnusualAccesses(
            UnusualQueries queries, Audit audit, Access access, Patients patients, Clock clock) {
        this.queries = queries;
        this.audit = audit;
        this.access = access;
        this.patients = patients;
        this.clock = clock;
    }

    /** Whether a period is one that can be asked for: of 1 to {@value UnusualRules#MOST_DAYS}. */
    public static boolean isPossible(ReportPeriod period) {
        return period.first().getYear() >= FIRST_YEAR
                && period.last().getYear() <= LAST_YEAR
                && !period.last().isBefore(period.first())
                && ChronoUnit.DAYS.between(period.first(), period.last()) < UnusualRules.MOST_DAYS;
    }

    /**
     * What the rules find in a period.
     *
     * @throws SlowReportException when it takes too long to find
     * @throws IllegalArgumentException when the period is not {@link #isPossible possible}
     */
    public UnusualReport report(User user, ReportPeriod period) {
        access.require(user, Permission.VIEW_AUDIT);
        if (!isPossible(period)) {
            throw new IllegalArgumentException(
                    "a period has 1 to %d days".formatted(UnusualRules.MOST_DAYS));
        }
        audit.record(AuditEvent.of(user, Action.READ_AUDIT).detail("unusual"));
        var today = LocalDate.ofInstant(clock.instant(), period.zone());
        var discussed = discussed(period);
        var byRule = queries.byRule(period, today, discussed);
        boolean isCut = byRule.stream().anyMatch(of -> of.size() == UnusualRules.MOST_LINES);
        var all =
                byRule.stream()
                        .<UnusualAccess>flatMap(List::stream)
                        .filter(one -> !isKnown(one, discussed))
                        .toList();
        return new UnusualReport(all, isCut);
    }

    private Set<PatientKey> discussed(ReportPeriod period) {
        return patients.discussed()
                .between(
                        period.first().minusDays(UnusualRules.SESSION_MARGIN_DAYS),
                        period.last().plusDays(UnusualRules.SESSION_MARGIN_DAYS));
    }

    /** Whether it is of a patient who is discussed under another registration. */
    private boolean isKnown(UnusualAccess one, Set<PatientKey> discussed) {
        return one instanceof OnePatient of
                && patients.registrations().apply(of.patient()).stream()
                        .anyMatch(discussed::contains);
    }
}
