// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something that a rule of {@link UnusualRules} found, with its figures: a reason to ask, and no
 * proof of anything.
 */
public sealed interface UnusualAccess {

    /** Whose access it is. */
    UserName who();

    /** As others know them; the user name where there is no account of it. */
    String name();

    /** The day, the newest where there are several. */
    LocalDate day();

    /** Far more distinct patients in a day than is usual. */
    record ManyPatients(UserName who, String name, LocalDate day, long patients, Habit habit)
            implements UnusualAccess {}

    /**
     * What is usual.
     *
     * @param of whose days these are
     * @param days how many
     * @param median patients in the middle one of them
     * @param limit above which the rule fires
     */
    record Habit(Whose of, long days, double median, double limit) {

        /** Whose days. */
        public enum Whose {
            OWN,
            /** Of the others who share a role with the person. */
            ROLE
        }
    }

    /**
     * Patients' data opened in an hour of the day in which the person never worked.
     *
     * @param hour 0 to 23, in the zone of the report
     * @param days on how many days of the period
     * @param looks how often
     * @param knownDays on how many days before the period something of theirs is recorded
     */
    record StrangeHour(
            UserName who,
            String name,
            LocalDate day,
            int hour,
            long days,
            long looks,
            long patients,
            long knownDays)
            implements UnusualAccess {}

    /**
     * Refused again and again.
     *
     * @param refusals in the hour of that day with the most
     * @param until when that hour ended, with the last of them
     * @param patients how many these were about
     */
    record RepeatedRefusals(
            UserName who, String name, LocalDate day, long refusals, Instant until, long patients)
            implements UnusualAccess {}

    /** Many emergency accesses. */
    record ManyEmergencies(UserName who, String name, LocalDate day, long count, long patients)
            implements UnusualAccess {}

    /**
     * An emergency access that was not judged in time.
     *
     * @param day the last on which it was to be judged
     * @param isJudged whether it was, later
     */
    record LateReview(
            UserName who, String name, LocalDate day, PatientKey patient, boolean isJudged)
            implements UnusualAccess {}

    /**
     * One patient's data opened on many days, though no board discusses the patient.
     *
     * @param days on how many
     * @param looks how often
     */
    record OnePatient(
            UserName who, String name, LocalDate day, PatientKey patient, long days, long looks)
            implements UnusualAccess {}
}
