// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.util.List;

/** What all parts came to. */
public record Report(List<Finding> findings) {

    public Report {
        findings = List.copyOf(findings);
    }

    /** That of the worst finding. */
    public Level level() {
        return findings.stream()
                .map(finding -> finding.reason().level())
                .max(Level::compareTo)
                .orElse(Level.READY);
    }

    /** The reasons, each once, in their order. */
    public List<Reason> reasons() {
        return findings.stream().map(Finding::reason).distinct().sorted().toList();
    }
}
