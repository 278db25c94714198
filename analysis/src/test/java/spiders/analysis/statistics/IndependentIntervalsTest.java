// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Against numpy and scipy: the script that wrote the numbers lies beside them. */
class IndependentIntervalsTest {

    private static final List<Double> FIRST =
            List.of(41.2, 12.7, 88.1, 5.31, 23.9, 61.0, 9.84, 33.3, 150.2, 17.6, 2.95, 74.4);
    private static final List<Double> SECOND =
            List.of(39.0, 13.9, 84.6, 5.02, 25.5, 57.2, 10.9, 32.1, 158.8, 16.2, 3.40, 70.9);

    private final Properties expected = new Properties();

    IndependentIntervalsTest() throws IOException {
        var name = "/spiders/analysis/statistics/independent_intervals.properties";
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream(name), name)) {
            expected.load(in);
        }
    }

    private double expected(String key) {
        return Double.parseDouble(Objects.requireNonNull(expected.getProperty(key), key));
    }

    @Test
    void ratios_agree_as_scipy_says() {
        var found = BlandAltman.ofRatios(FIRST, SECOND);

        assertThat(found.bias()).isCloseTo(expected("ratio.bias"), within(1e-6));
        assertThat(found.standardDeviation()).isCloseTo(expected("ratio.sd"), within(1e-6));
        assertThat(found.lowerLimit()).isCloseTo(expected("ratio.lower"), within(1e-6));
        assertThat(found.upperLimit()).isCloseTo(expected("ratio.upper"), within(1e-6));
        assertThat(found.biasLow()).isCloseTo(expected("ratio.bias_low"), within(1e-6));
        assertThat(found.biasHigh()).isCloseTo(expected("ratio.bias_high"), within(1e-6));
        assertThat(found.limitStandardError()).isCloseTo(expected("ratio.limit_se"), within(1e-6));
    }

    /** Of 100 000 resamples against 400 000, by other random numbers. */
    @Test
    void a_bootstrap_interval_is_that_of_scipy() {
        var differences =
                IntStream.range(0, FIRST.size())
                        .mapToObj(i -> FIRST.get(i) - SECOND.get(i))
                        .toList();

        requireInterval(
                "mean",
                differences,
                drawn -> drawn.stream().mapToDouble(d -> d).average().orElseThrow());
        requireInterval("median", differences, IndependentIntervalsTest::median);
    }

    private void requireInterval(
            String name, List<Double> items, ToDoubleFunction<List<Double>> statistic) {
        var found = new Bootstrap(7, 100_000, 0.95).interval(items, statistic).orElseThrow();
        assertThat(found.low()).isCloseTo(expected("bootstrap." + name + ".low"), within(0.05));
        assertThat(found.high()).isCloseTo(expected("bootstrap." + name + ".high"), within(0.05));
    }

    private static double median(List<Double> drawn) {
        var sorted = drawn.stream().sorted().toList();
        int half = sorted.size() / 2;
        return (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
