// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

class DoseHistogramTest {

    private static final double MAXIMUM = 50;
    private static final double WIDTH = MAXIMUM / DoseHistogram.BINS;

    private static double above(DoseHistogram histogram, double dose) {
        double[] volumes = histogram.volumes();
        double sum = 0;
        for (int i = (int) Math.round(dose / WIDTH); i < volumes.length; i++) {
            sum += volumes[i];
        }
        return sum;
    }

    @Test
    void what_goes_evenly_from_one_dose_to_another_has_its_shares_above_each() {
        var histogram = new DoseHistogram(MAXIMUM);
        histogram.addBetween(40, 10, 6);

        assertThat(above(histogram, 0)).isCloseTo(6, within(1e-9));
        assertThat(above(histogram, 10)).isCloseTo(6, within(1e-9));
        assertThat(above(histogram, 25)).isCloseTo(3, within(1e-9));
        assertThat(above(histogram, 39)).isCloseTo(0.2, within(1e-9));
        assertThat(above(histogram, 40)).isCloseTo(0, within(1e-9));
        assertThat(histogram.mean()).isCloseTo(25, within(1e-12));
        assertThat(histogram.least()).isEqualTo(10);
        assertThat(histogram.greatest()).isEqualTo(40);
    }

    @Test
    void narrow_and_negative_stretches_are_whole_too_and_merge() {
        var random = new Random(3);
        var one = new DoseHistogram(MAXIMUM);
        var other = new DoseHistogram(MAXIMUM);
        double volume = 0;
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            double from = -1 + random.nextDouble() * (MAXIMUM + 1);
            double wide = i % 2 == 0 ? WIDTH / 3 : 3;
            double to = Math.min(MAXIMUM, from + wide * random.nextDouble());
            double part = random.nextDouble();
            (i % 3 == 0 ? one : other).addBetween(from, to, part);
            volume += part;
            sum += part * (from + to) / 2;
        }
        one.merge(other);

        assertThat(one.covered()).isCloseTo(volume, within(1e-6));
        assertThat(Arrays.stream(one.volumes()).sum()).isCloseTo(volume, within(1e-6));
        assertThat(Arrays.stream(one.volumes()).min().orElseThrow()).isNotNegative();
        assertThat(one.mean()).isCloseTo(sum / volume, within(1e-9));
    }
}
