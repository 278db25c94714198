// SPDX-License-Identifier: Apache-2.0
package spiders.archive.upkeep;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what a run meets. */
final class Tally {

    private static final int LISTED = 1000;

    private final Map<Finding.Kind, Long> counts = new EnumMap<>(Finding.Kind.class);
    private final List<Finding> findings = new ArrayList<>();
    private long files;
    private long indexed;
    private long bytes;
    private int skipped;

    void file(long length) {
        files++;
        bytes += length;
    }

    void indexed() {
        indexed++;
    }

    void skipped() {
        skipped++;
    }

    void found(Finding.Kind kind, String file, String detail) {
        counts.merge(kind, 1L, Long::sum);
        if (findings.size() < LISTED) {
            findings.add(new Finding(kind, file, detail));
        }
    }

    UpkeepReport report() {
        return report(files, indexed, bytes, skipped);
    }

    /** The findings, with what was counted elsewhere. */
    UpkeepReport report(long lookedAt, long nowIndexed, long read, int skippedShelves) {
        return new UpkeepReport(lookedAt, nowIndexed, read, counts, findings, skippedShelves);
    }
}
