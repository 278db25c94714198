// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** A solid is so large for the step it is to be sampled in that it is refused. */
public final class TooManySamplesException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final double samples;
    private final double limit;

    public TooManySamplesException(double samples, double limit) {
        super("%.0f samples, limit %.0f".formatted(samples, limit));
        this.samples = samples;
        this.limit = limit;
    }

    /** About how many there would be. */
    public double samples() {
        return samples;
    }

    public double limit() {
        return limit;
    }
}
