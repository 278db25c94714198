// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import spiders.archive.store.VerificationTable;
import spiders.retrieval.store.OperationQueries;
import spiders.server.backup.store.BackupTable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What the database remembers of the hub's work: backups, checks, late jobs, silent sources. */
public final class WorkCheckup implements Checkup {

    /** What is due for so long without being run is late. */
    private static final Duration LATE = Duration.ofMinutes(5);

    /** What sources answered longer ago says nothing of today. */
    private static final Duration RECENT = Duration.ofHours(24);

    private final BackupTable backups;
    private final VerificationTable verifications;
    private final OperationQueries work;
    private final Duration backupAge;
    private final InstantSource clock;

    /**
     * Of these tables.
     *
     * @param backupAge how old the newest backup may be
     */
    public WorkCheckup(
            BackupTable backups,
            VerificationTable verifications,
            OperationQueries work,
            Duration backupAge,
            InstantSource clock) {
        this.backups = backups;
        this.verifications = verifications;
        this.work = work;
        this.backupAge = backupAge;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        var now = clock.instant();
        var findings = new ArrayList<Finding>();
        var since = backups.newest().orElseGet(backups::firstDay);
        if (since.isBefore(now.minus(backupAge))) {
            findings.add(
                    new Finding(Reason.BACKUP_OLD, "nothing since %s is in one".formatted(since)));
        }
        verifications
                .lastFinished()
                .filter(last -> last.lost() > 0)
                .ifPresent(last ->
                        findings.add(
                                new Finding(
                                        Reason.OBJECTS_DAMAGED,
                                        "%d, found %s".formatted(last.lost(), last.at()))));
        long late = work.lateJobs(now.minus(LATE));
        if (late > 0) {
            findings.add(new Finding(Reason.JOBS_LATE, late + " jobs"));
        }
        var silent = silentSources(now);
        if (!silent.isEmpty()) {
            findings.add(new Finding(Reason.SOURCES_SILENT, String.join(", ", silent)));
        }
        return findings;
    }

    /** Ids of the sources that gave no answer when they were last asked, of late. */
    public List<String> silentSources(Instant now) {
        return work.silentSources(now.minus(RECENT));
    }

    /** The database's own checkup says why this one failed. */
    @Override
    public Reason otherwise() {
        return Reason.DATABASE_DOWN;
    }
}
