// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class TransferPolicyTest {

    private static final TransferPolicy POLICY = TransferPolicy.DEFAULT;

    @ParameterizedTest
    @CsvSource({
        "1, P3D, PT5S",
        "4, P3D, PT40S",
        "5, P3D, PT5M",
        "6, P3D, PT15M",
        "7, P3D, PT30M",
        "500, P3D, PT30M",
        "500, PT4H, PT30M",
        "500, PT2H, PT15M",
        "6, PT1H, PT7M30S",
        "500, PT16M, PT2M",
        "500, PT8M, PT2M",
        "500, PT1M, PT1M",
        "500, PT0.001S, PT5S",
    })
    void waits_grow_and_shrink_as_the_hour_comes(int fruitless, Duration left, Duration wait) {
        assertThat(POLICY.next(fruitless, left)).contains(wait);
    }

    @Test
    void what_nothing_needs_any_more_has_its_quick_attempts_and_ends() {
        assertThat(POLICY.next(4, Duration.ZERO)).contains(Duration.ofSeconds(40));
        assertThat(POLICY.next(5, Duration.ZERO)).isEmpty();
        assertThat(POLICY.next(5, Duration.ofSeconds(-1))).isEmpty();
    }
}
