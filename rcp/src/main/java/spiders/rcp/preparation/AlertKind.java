// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.preparation;

import java.time.Duration;

/** What somebody has to do so that a case's images are there in time; the most pressing first. */
public enum AlertKind {
    /** A transfer was given up, or is tried again only now and then. */
    TRANSFER_FAILED(atOnce()),
    /** A transfer is forecast to end too late, or nobody can say when. */
    LATE(atOnce()),
    /** The sources could not be asked for the case. */
    NOT_SEARCHED(Duration.ofDays(3)),
    /** Examinations were found and nobody has chosen. */
    NOT_CHOSEN(Duration.ofDays(3)),
    /** A person must say whether an identity is the patient's. */
    IDENTITY(Duration.ofDays(3)),
    /** A source does not answer, and something that the rule wants is not here. */
    SOURCE_SILENT(Duration.ofDays(3)),
    /** The rule wants an examination that no source knows. */
    EXAM_MISSING(Duration.ofDays(3)),
    /** An examination that the rule wants appeared after the choice. */
    EXAM_APPEARED(atOnce());

    private final Duration lead;

    AlertKind(Duration lead) {
        this.lead = lead;
    }

    private static Duration atOnce() {
        return Duration.ofDays(60);
    }

    /** How long before the session it is told at the earliest. */
    public Duration lead() {
        return lead;
    }
}
