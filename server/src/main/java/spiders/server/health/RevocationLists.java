// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import spiders.dicom.net.TLS;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Whether the revocation lists of the authorities that we trust are in force. */
public final class RevocationLists implements Checkup {

    /** Lists are mostly renewed every day or every week. */
    private static final Duration WARNING = Duration.ofDays(1);

    private final TLS tls;
    private final InstantSource clock;

    public RevocationLists(TLS tls, InstantSource clock) {
        this.tls = tls;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        return tls
                .revocationsEnd()
                .filter(end -> end.isBefore(clock.instant().plus(WARNING)))
                .map(end -> new Finding(otherwise(), "next update of dicom.tls.trust at " + end))
                .stream()
                .toList();
    }

    @Override
    public Reason otherwise() {
        return Reason.REVOCATION_LIST_ENDING;
    }
}
