// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

class NoticesCheckupTest {

    private static final Instant NOW = Instant.parse("2026-03-15T10:00:00Z");

    @Test
    void a_notification_that_was_given_up_degrades_the_hub_for_three_days() {
        var lost = NOW.minus(Duration.ofDays(1));

        assertThat(checkup(lost, NOW).look())
                .extracting(Finding::reason)
                .containsExactly(Reason.NOTICES_ABANDONED);
        assertThat(checkup(lost, NOW.plus(Duration.ofDays(3))).look()).isEmpty();
        assertThat(Reason.NOTICES_ABANDONED.level()).isEqualTo(Level.DEGRADED);
    }

    private static NoticesCheckup checkup(Instant lost, Instant now) {
        return new NoticesCheckup(since -> lost.isBefore(since) ? 0 : 1, InstantSource.fixed(now));
    }
}
