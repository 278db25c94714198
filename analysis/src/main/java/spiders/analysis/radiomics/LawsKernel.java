// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** One-dimensional kernels of Laws (1980), normalised to unit energy as IBSI 2 has them. */
public enum LawsKernel {
    L3(1, 2, 1),
    L5(1, 4, 6, 4, 1),
    E3(-1, 0, 1),
    E5(-1, -2, 0, 2, 1),
    S3(-1, 2, -1),
    S5(-1, 0, 2, 0, -1),
    W5(-1, 2, 0, -2, 1),
    R5(1, -4, 6, -4, 1);

    @SuppressWarnings("ImmutableEnumChecker") // Copied in and out.
    private final double[] values;

    LawsKernel(double... values) {
        double energy = 0;
        for (double value : values) {
            energy += value * value;
        }
        this.values = values.clone();
        for (int i = 0; i < values.length; i++) {
            this.values[i] = values[i] / Math.sqrt(energy);
        }
    }

    /** The kernel, or its mirror image. */
    double[] values(boolean mirrored) {
        var copy = values.clone();
        for (int i = 0; mirrored && i < copy.length; i++) {
            copy[i] = values[values.length - 1 - i];
        }
        return copy;
    }
}
