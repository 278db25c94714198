// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

class SearchAgainTest {

    private static final Instant SESSION = Instant.parse("2026-12-03T13:00:00Z");

    @ParameterizedTest
    @CsvSource({"P10D, PT12H", "PT73H, PT12H", "P3D, PT4H", "P1D, PT1H", "PT3H, PT15M"})
    void the_nearer_the_session_the_more_often(Duration before, Duration every) {
        var now = SESSION.minus(before);

        assertThat(SearchAgain.isDue(now, SESSION, now.minus(every))).isTrue();
        assertThat(SearchAgain.isDue(now, SESSION, now.minus(every).plusSeconds(1))).isFalse();
    }

    @Test
    void a_new_case_is_left_to_its_clinician_for_two_minutes() {
        var registered = SESSION.minus(Duration.ofDays(4));

        assertThat(SearchAgain.isFirstDue(registered.plusSeconds(119), SESSION, registered))
                .isFalse();
        assertThat(SearchAgain.isFirstDue(registered.plusSeconds(120), SESSION, registered))
                .isTrue();
    }

    @Test
    void nothing_is_asked_once_the_session_has_begun() {
        assertThat(SearchAgain.isDue(SESSION, SESSION, SESSION.minus(Duration.ofDays(3))))
                .isFalse();
        assertThat(SearchAgain.isFirstDue(SESSION, SESSION, SESSION.minus(Duration.ofDays(3))))
                .isFalse();
    }
}
