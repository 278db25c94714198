// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.Readiness;

import java.time.Instant;
import java.util.List;

/**
 * The live part of a case's page: what the sources said, what to decide, what to choose, what
 * arrives.
 *
 * @param open whether the case still takes steps
 * @param waiting how many sources may still answer
 */
public record ImagingView(
        String id,
        boolean open,
        boolean searched,
        int waiting,
        Instant startedAt,
        Readiness readiness,
        List<SourceLine> sources,
        List<IdentityCard> identities,
        List<IdentityCard> conflicts,
        List<ExamLine> exams) {

    public ImagingView {
        sources = List.copyOf(sources);
        identities = List.copyOf(identities);
        conflicts = List.copyOf(conflicts);
        exams = List.copyOf(exams);
    }

    public boolean running() {
        return searched && waiting > 0;
    }

    /** Whether there is anything to choose. */
    public boolean hasPickable() {
        return exams.stream().anyMatch(ExamLine::pickable);
    }
}
