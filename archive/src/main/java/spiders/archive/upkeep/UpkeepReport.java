// SPDX-License-Identifier: Apache-2.0
package spiders.archive.upkeep;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param files looked at
 * @param indexed of them that the index names since this run
 * @param bytes read
 * @param counts of findings by kind
 * @param findings the first of them
 * @param skipped shelves that another archive is filling
 */
public record UpkeepReport(
        long files,
        long indexed,
        long bytes,
        Map<Finding.Kind, Long> counts,
        List<Finding> findings,
        int skipped) {

    public UpkeepReport {
        var copy = new EnumMap<Finding.Kind, Long>(Finding.Kind.class);
        copy.putAll(counts);
        counts = Map.copyOf(copy);
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found that someone has to look into: a copy is harmless. */
    public boolean isClean() {
        return counts.keySet().stream().allMatch(kind -> kind == Finding.Kind.COPY);
    }
}
