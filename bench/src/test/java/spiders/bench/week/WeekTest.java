// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What must hold of every week, whatever its seed. */
class WeekTest {

    private static final long SEED = 20261128;
    private static final double SPEED = 2400; // A day in thirty-six seconds.

    @TempDir Path folder;

    @Test
    void in_a_day_with_sources_that_fail_each_case_is_ready_or_alerted_and_nothing_comes_twice()
            throws Exception {
        try (var run = new WeekRun(WeekScale.day(SEED, SPEED), folder)) {
            var result = run.live();
            var report = new WeekReport(result);
            report.print(System.out);

            assertThat(result.cases()).isEqualTo(20);
            assertThat(result.fates().getOrDefault(WeekResult.Fate.NEITHER, List.of())).isEmpty();
            assertThat(result.twice()).as("objects fetched twice").isZero();
            assertThat(result.sentAgain())
                    .as("what a sound source sends, it sends once")
                    .containsEntry(Temper.FAST, 0)
                    .containsEntry(Temper.NIGHT_ONLY, 0)
                    .containsEntry(Temper.OFF, 0);
            assertThat(result.strangers()).as("transfers for people of no case").isZero();
            assertThat(result.differences()).isEmpty();
            assertThat(result.rows().objects()).isPositive();
            assertThat(result.fates().keySet()).contains(WeekResult.Fate.READY);
        }
    }

    @Test
    void one_seed_draws_one_plan() {
        var one = new WeekPlan(WeekScale.whole(SEED, SPEED));
        var other = new WeekPlan(WeekScale.whole(SEED, SPEED));

        assertThat(one.cases()).hasSize(250).isEqualTo(other.cases());
        assertThat(one.exams()).isEqualTo(other.exams());
        assertThat(one.turns()).isEqualTo(other.turns());
        assertThat(new WeekPlan(WeekScale.whole(SEED + 1, SPEED)).cases())
                .isNotEqualTo(one.cases());
    }

    @Test
    void the_clock_runs_as_fast_and_as_far_as_it_is_told() throws InterruptedException {
        var clock = FastClock.at(Instant.EPOCH, 1000);
        assertThat(clock.instant()).as("until it is let go").isEqualTo(Instant.EPOCH);
        clock.goOn(Duration.ofMinutes(5));
        long start = System.nanoTime();

        clock.await(Instant.EPOCH.plus(Duration.ofMinutes(5)));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(250));
        Thread.sleep(10);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofMinutes(5)));
    }
}
