// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

/** Which functions of place each component of a displacement is a sum of. */
public enum FieldModel {
    /**
     * All products of powers of x, y and z up to a degree: (n+1)(n+2)(n+3)/6 of them. Follows
     * whatever is smooth, the parts of the main field that susceptibility makes too.
     */
    POLYNOMIAL("polynomials") {
        @Override
        int terms(int degree) {
            return (degree + 1) * (degree + 2) * (degree + 3) / 6;
        }

        @Override
        void fill(double x, double y, double z, int degree, double[] values) {
            int term = 0;
            double ofX = 1;
            for (int i = 0; i <= degree; i++, ofX *= x) {
                double ofXY = ofX;
                for (int j = 0; i + j <= degree; j++, ofXY *= y) {
                    double all = ofXY;
                    for (int k = 0; i + j + k <= degree; k++, all *= z) {
                        values[term++] = all;
                    }
                }
            }
        }
    },

    /**
     * Solid harmonics up to a degree: (n+1)(n+1) of them. What a gradient coil displaces along its
     * axis goes with the field of its current, which is harmonic inside the coil; so is the main
     * field where there is nothing magnetic (Janke et al. 2004, Magn Reson Med 52:115). With fewer
     * functions for a degree it takes less noise for distortion. As those of a degree stay among
     * themselves whatever the origin, none has to be known.
     */
    HARMONIC("solid harmonics") {
        @Override
        int terms(int degree) {
            return (degree + 1) * (degree + 1);
        }

        @Override
        void fill(double x, double y, double z, int degree, double[] values) {
            SolidHarmonics.fill(x, y, z, degree, values);
        }
    };

    private final String words;

    FieldModel(String words) {
        this.words = words;
    }

    /** As it is told with results. */
    public String words(int degree) {
        return "%s of degree %d".formatted(words, degree);
    }

    /** How many functions there are. */
    abstract int terms(int degree);

    /** Their values at a place. */
    abstract void fill(double x, double y, double z, int degree, double[] values);
}
