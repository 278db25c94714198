// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.region.FetchWindow;
import spiders.region.FetchWindows;
import spiders.retrieval.Pace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** How fast what comes from a source is read. */
class ThrottleTest {

    private static final FetchWindows TWO_KILOBYTES =
            new FetchWindows(List.of(FetchWindow.limited("00:00-00:00 2 kB/s")));

    private static Duration readThrough(Pace pace) throws IOException {
        long start = System.nanoTime();
        new Throttle(TWO_KILOBYTES, pace)
                .of(new ByteArrayInputStream(new byte[1000]))
                .readAllBytes();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void a_limit_is_kept() throws IOException {
        assertThat(readThrough(Pace.of(Clock.systemUTC()))).isGreaterThan(Duration.ofMillis(480));
    }

    @Test
    void on_a_clock_that_runs_faster_a_second_of_that_clock_counts() throws IOException {
        assertThat(readThrough(new Pace(Clock.systemUTC(), 20)))
                .isGreaterThan(Duration.ofMillis(24))
                .isLessThan(Duration.ofMillis(480));
    }
}
