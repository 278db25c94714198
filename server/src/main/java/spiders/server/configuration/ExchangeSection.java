// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import java.time.Duration;

/** Reads {@code inbound}: how long messages of other programs are kept. */
final class ExchangeSection {

    private static final Duration KEPT = Duration.ofDays(90);

    private ExchangeSection() {}

    static Duration kept(Section section) {
        var kept = section.value("keep", KEPT, Values::longDuration);
        section.refuseUnknown();
        return kept;
    }
}
