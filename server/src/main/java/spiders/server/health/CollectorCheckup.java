// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import spiders.security.AuditForwarding;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Whether the audit reaches the collector that it is sent to. */
public final class CollectorCheckup implements Checkup {

    private static final Duration LATE = Duration.ofMinutes(1);

    private final List<AuditForwarding> forwardings;
    private final InstantSource clock;

    /** Of one collector, or none. */
    public CollectorCheckup(List<AuditForwarding> forwardings, InstantSource clock) {
        this.forwardings = List.copyOf(forwardings);
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        var late = clock.instant().minus(LATE);
        return forwardings.stream()
                .filter(one -> one.waiting().oldest().filter(at -> at.isBefore(late)).isPresent())
                .map(one -> new Finding(otherwise(), one.trouble()))
                .toList();
    }

    @Override
    public Reason otherwise() {
        return Reason.AUDIT_UNSENT;
    }
}
