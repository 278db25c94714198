// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.geometry.Shapes;
import spiders.analysis.geometry.TooManySamplesException;

class DirectedDistancesTest {

    /** Walls of 320 by 6 pieces on each of ten slabs, and caps of 80 by 80 at both ends. */
    private static final int PIECES = 10 * 320 * 6 + 2 * 80 * 80;

    @Test
    void pieces_are_counted_while_they_are_measured_and_refused_beyond_the_limit() {
        var box = Shapes.box(0, 0, 0, 40, 40, 30, 3);

        assertThat(DirectedDistances.of(box, box, 0.5, PIECES).area())
                .isCloseTo(2 * 1600 + 4 * 1200, within(1e-6));
        assertThatExceptionOfType(TooManySamplesException.class)
                .isThrownBy(() -> DirectedDistances.of(box, box, 0.5, PIECES / 2))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(PIECES / 2.0));
    }
}
