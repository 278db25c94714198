// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Set;

class SettledIdsTest {

    private final SettledIds ids = new SettledIds();

    @Test
    void without_writers_all_that_is_visible_is_settled() {
        assertThat(ids.see(7, Set.of())).isEqualTo(7);
    }

    @Test
    void a_writer_may_still_bring_a_smaller_id_until_it_has_ended() {
        assertThat(ids.see(7, Set.of("1/1"))).isZero();
        assertThat(ids.see(9, Set.of("1/1", "2/5"))).isZero();
        // The one is gone; the other came after 7 was seen, and draws what is above it.
        assertThat(ids.see(12, Set.of("2/5"))).isEqualTo(7);
        assertThat(ids.see(12, Set.of("3/1"))).isEqualTo(12);
    }

    @Test
    void writers_who_never_pause_together_hold_nothing_up_for_good() {
        long settled = 0;
        for (int i = 0; i < 100; i++) {
            settled = ids.see(i, Set.of("1/" + i, "2/" + (i + 1)));
        }
        assertThat(settled).isEqualTo(98);
    }

    @Test
    void it_never_goes_back() {
        ids.see(7, Set.of());

        assertThat(ids.see(9, Set.of("1/1"))).isEqualTo(7);
    }
}
