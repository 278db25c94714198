// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Random;

class SolidHarmonicsTest {

    private static final int DEGREE = 9;

    private static double[] at(double x, double y, double z) {
        var values = new double[FieldModel.HARMONIC.terms(DEGREE)];
        FieldModel.HARMONIC.fill(x, y, z, DEGREE, values);
        return values;
    }

    @Test
    void the_first_are_those_of_the_tables() {
        double x = 0.3;
        double y = -0.5;
        double z = 0.7;
        double[] v = at(x, y, z);
        double root3 = Math.sqrt(3);
        double[] expected = {
            1,
            z,
            x,
            y,
            z * z - (x * x + y * y) / 2,
            root3 * x * z,
            root3 * y * z,
            root3 / 2 * (x * x - y * y),
            root3 * x * y,
            z * z * z - 1.5 * z * (x * x + y * y)
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(v[i]).as("function %d", i).isCloseTo(expected[i], within(1e-14));
        }
    }

    /** The addition theorem: by Schmidt's factors the squares of a degree add up to r^2l. */
    @Test
    void the_squares_of_a_degree_add_up_to_the_power_of_the_radius() {
        var random = new Random(5);
        for (int round = 0; round < 50; round++) {
            double x = random.nextDouble() - 0.5;
            double y = random.nextDouble() - 0.5;
            double z = random.nextDouble() - 0.5;
            double[] v = at(x, y, z);
            for (int l = 0; l <= DEGREE; l++) {
                double sum = 0;
                for (int i = l * l; i < (l + 1) * (l + 1); i++) {
                    sum += v[i] * v[i];
                }
                double power = Math.pow(x * x + y * y + z * z, l);
                assertThat(sum).isCloseTo(power, within(1e-12 * power));
            }
        }
    }

    @Test
    void none_has_a_laplacian() {
        double h = 1e-3;
        double[] middle = at(0.4, 0.3, -0.6);
        double[][] around = {
            at(0.4 + h, 0.3, -0.6),
            at(0.4 - h, 0.3, -0.6),
            at(0.4, 0.3 + h, -0.6),
            at(0.4, 0.3 - h, -0.6),
            at(0.4, 0.3, -0.6 + h),
            at(0.4, 0.3, -0.6 - h)
        };
        for (int i = 0; i < middle.length; i++) {
            double laplacian = -6 * middle[i];
            for (double[] one : around) {
                laplacian += one[i];
            }
            assertThat(laplacian / (h * h)).as("function %d", i).isCloseTo(0, within(1e-3));
        }
    }
}
