// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.util.Locale;

/** Why a hub is not simply ready; the words are stable, for scripts and alerts. */
public enum Reason {
    /** The database does not answer a query in time. */
    DATABASE_DOWN(Level.DOWN),
    /** The tables are older than this program. */
    MIGRATIONS_PENDING(Level.DOWN),
    /** Less room than the reserve: objects are refused. */
    DISK_FULL(Level.DOWN),
    /** Room for not much longer. */
    DISK_LOW(Level.DEGRADED),
    /** Objects can be neither written nor read. */
    OBJECTS_DOWN(Level.DOWN),
    /** A DICOM port does not take connections. */
    DICOM_CLOSED(Level.DOWN),
    /** Transfers are not run. */
    JOBS_STOPPED(Level.DEGRADED),
    /** Transfers are due and nobody runs them. */
    JOBS_LATE(Level.DEGRADED),
    /** This machine's clock and the database's differ. */
    CLOCK_SKEWED(Level.DEGRADED),
    CERTIFICATE_EXPIRED(Level.DEGRADED),
    CERTIFICATE_EXPIRING(Level.DEGRADED),
    /** A revocation list is not in force, or not for much longer: its peers are not believed. */
    REVOCATION_LIST_ENDING(Level.DEGRADED),
    /** The newest whole backup is too old, or there is none. */
    BACKUP_OLD(Level.DEGRADED),
    /** The archive or some origins hold as much as their quota; objects are refused. */
    QUOTA_FULL(Level.DEGRADED),
    /** A quota will be reached. */
    QUOTA_WARNING(Level.DEGRADED),
    /** The newest check of the stored objects found some missing or damaged. */
    OBJECTS_DAMAGED(Level.DEGRADED),
    /** Sources that did not answer when they were last asked. */
    SOURCES_SILENT(Level.DEGRADED),
    /** An emergency access could not be told by mail yet. */
    NOTICES_UNSENT(Level.DEGRADED),
    /** Destinations that were not told of studies, and will not be. */
    NOTICES_ABANDONED(Level.DEGRADED),
    /** Records have been without a place in the audit's chain for too long. */
    AUDIT_LATE(Level.DEGRADED),
    /** Records wait for the collector that they are sent to. */
    AUDIT_UNSENT(Level.DEGRADED),
    /** Anchors of the audit could not be written to where they are kept. */
    AUDIT_UNANCHORED(Level.DEGRADED),
    /** The audit's chain is not what an anchor says. */
    AUDIT_BROKEN(Level.DEGRADED);

    private final Level level;

    Reason(Level level) {
        this.level = level;
    }

    /** What it makes of the hub. */
    public Level level() {
        return level;
    }

    /** As answers and metrics spell it: {@code disk-full}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
