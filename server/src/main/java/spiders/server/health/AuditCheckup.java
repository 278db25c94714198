// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import spiders.security.Anchoring.Trouble;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether what is recorded comes into the audit's chain, and its anchors to where they belong. */
public final class AuditCheckup implements Checkup {

    /** A record has its place a second after its commit. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Supplier<Optional<Instant>> oldest;
    private final Supplier<Trouble> anchoring;
    private final InstantSource clock;

    /**
     * Of an audit.
     *
     * @param oldest when the oldest of the records was made that have no place yet
     * @param anchoring what came of the last attempt on this node
     */
    public AuditCheckup(
            Supplier<Optional<Instant>> oldest, Supplier<Trouble> anchoring, InstantSource clock) {
        this.oldest = oldest;
        this.anchoring = anchoring;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        switch (anchoring.get()) {
            case Trouble.None() -> {}
            case Trouble.Unwritten(var why) ->
                    findings.add(new Finding(Reason.AUDIT_UNANCHORED, why));
            case Trouble.Broken(var why) -> findings.add(new Finding(Reason.AUDIT_BROKEN, why));
        }
        oldest.get()
                .filter(at -> at.isBefore(clock.instant().minus(LATE)))
                .ifPresent(at ->
                        findings.add(
                                new Finding(
                                        Reason.AUDIT_LATE,
                                        "a record of %s has no place in the chain".formatted(at))));
        return findings;
    }

    @Override
    public Reason otherwise() {
        return Reason.AUDIT_LATE;
    }
}
