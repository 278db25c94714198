// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class OutlineTest {

    private static final int SIDE = 40;

    /** Release 0.1.0 lost a side where two pixels touch at a corner, and drew chords. */
    @Test
    void parts_that_touch_at_a_corner_are_outlined_each() {
        var mask = new boolean[SIDE * SIDE];
        fill(mask, 5, 5, 10);
        fill(mask, 15, 15, 10);

        assertThat(Outline.of(mask, plane())).hasSize(2).allSatisfy(OutlineTest::assertClosed);
    }

    @Test
    void any_mask_has_closed_outlines() {
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            var mask = new boolean[SIDE * SIDE];
            for (int i = 0; i < mask.length; i++) {
                mask[i] = random.nextInt(10) < 6;
            }
            assertThat(Outline.of(mask, plane())).allSatisfy(OutlineTest::assertClosed);
        }
    }

    /** No point is far from the one before, the last from the first neither. */
    private static void assertClosed(List<Point> points) {
        for (int i = 0; i < points.size(); i++) {
            var a = points.get(i);
            var b = points.get((i + 1) % points.size());
            assertThat(Math.hypot(a.x() - b.x(), a.y() - b.y())).isLessThanOrEqualTo(2.0);
        }
    }

    private static void fill(boolean[] mask, int column, int row, int size) {
        for (int y = row; y < row + size; y++) {
            for (int x = column; x < column + size; x++) {
                mask[y * SIDE + x] = true;
            }
        }
    }

    private static Plane plane() {
        return Plane.axial(0, 1, SIDE);
    }
}
