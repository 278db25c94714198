// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.security.Anchoring.Trouble;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

class AuditCheckupTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void a_chain_that_keeps_up_is_no_finding() {
        assertThat(look(Optional.empty(), new Trouble.None())).isEmpty();
        assertThat(look(Optional.of(NOW.minus(Duration.ofMinutes(5))), new Trouble.None()))
                .isEmpty();
    }

    @Test
    void a_record_that_waits_for_more_than_five_minutes_is_told() {
        var late = NOW.minus(Duration.ofMinutes(5)).minusSeconds(1);

        assertThat(look(Optional.of(late), new Trouble.None()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason().word()).isEqualTo("audit-late");
                    assertThat(finding.reason().level()).isEqualTo(Level.DEGRADED);
                    assertThat(finding.detail()).contains("2026-11-22T07:54:59Z");
                });
    }

    @Test
    void anchors_that_cannot_be_written_and_a_broken_chain_are_told_apart() {
        assertThat(look(Optional.empty(), new Trouble.Unwritten("no room")))
                .containsExactly(new Finding(Reason.AUDIT_UNANCHORED, "no room"));
        assertThat(look(Optional.empty(), new Trouble.Broken("rewritten")))
                .containsExactly(new Finding(Reason.AUDIT_BROKEN, "rewritten"));
    }

    private static List<Finding> look(Optional<Instant> oldest, Trouble trouble) {
        return new AuditCheckup(() -> oldest, () -> trouble, InstantSource.fixed(NOW)).look();
    }
}
