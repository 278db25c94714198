// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.consensus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The probability of each voxel to be inside and how far each rater is right, found together by
 * expectation maximisation (Warfield 2004).
 *
 * <p>The prior is the mean decision in the region, the same for all voxels, and raters start at
 * 0.99999; so the outcome depends on the region, which must be told with it. All voxels of which
 * the raters decided the same are one case, so that the time hardly depends on their number.
 */
public final class Staple {

    private static final double START = 0.99999;
    private static final double CHANGE = 1e-10;
    private static final int MOST_ROUNDS = 10_000;

    private final Decisions decisions;
    private final double prior;
    private final double[] sensitivities;
    private final double[] specificities;
    private final double[] probabilities; // by pattern
    private double inside; // how many voxels are, by their probabilities
    private double outside;
    private int rounds;

    private Staple(Decisions decisions) {
        this.decisions = decisions;
        this.sensitivities = filled(decisions.raters());
        this.specificities = filled(decisions.raters());
        this.probabilities = new double[1 << decisions.raters()];
        int[] counts = decisions.patternCounts();
        this.prior = prior(counts);
        double change = 1;
        while (rounds < MOST_ROUNDS && change > CHANGE) {
            expect(counts);
            change = maximise(counts);
            rounds++;
        }
        expect(counts);
    }

    public static Staple of(Decisions decisions) {
        return new Staple(decisions);
    }

    private static double[] filled(int count) {
        var values = new double[count];
        Arrays.fill(values, START);
        return values;
    }

    private double prior(int[] counts) {
        double said = 0;
        for (int pattern = 0; pattern < counts.length; pattern++) {
            said += (double) counts[pattern] * Integer.bitCount(pattern);
        }
        return said / ((double) decisions.size() * decisions.raters());
    }

    private void expect(int[] counts) {
        for (int pattern = 0; pattern < counts.length; pattern++) {
            if (counts[pattern] > 0) {
                double in = prior;
                double out = 1 - prior;
                for (int rater = 0; rater < sensitivities.length; rater++) {
                    boolean says = (pattern >> rater & 1) == 1;
                    in *= says ? sensitivities[rater] : 1 - sensitivities[rater];
                    out *= says ? 1 - specificities[rater] : specificities[rater];
                }
                double sum = in + out;
                probabilities[pattern] = sum > 0 ? in / sum : prior;
            }
        }
    }

    private double maximise(int[] counts) {
        inside = 0;
        outside = 0;
        var said = new double[sensitivities.length];
        var denied = new double[sensitivities.length];
        for (int pattern = 0; pattern < counts.length; pattern++) {
            double in = counts[pattern] * probabilities[pattern];
            double out = counts[pattern] - in;
            inside += in;
            outside += out;
            for (int rater = 0; rater < said.length; rater++) {
                boolean says = (pattern >> rater & 1) == 1;
                said[rater] += says ? in : 0;
                denied[rater] += says ? 0 : out;
            }
        }
        double change = 0;
        for (int rater = 0; rater < said.length; rater++) {
            double sensitivity = inside > 0 ? said[rater] / inside : sensitivities[rater];
            double specificity = outside > 0 ? denied[rater] / outside : START;
            change += Math.abs(sensitivity - sensitivities[rater]);
            change += Math.abs(specificity - specificities[rater]);
            sensitivities[rater] = sensitivity;
            specificities[rater] = specificity;
        }
        return change;
    }

    /** The mean decision in the region. */
    public double prior() {
        return prior;
    }

    /** How many rounds it took. */
    public int rounds() {
        return rounds;
    }

    /** For each rater, the share of what is inside that it has inside; empty if nothing is. */
    public Optional<List<Double>> sensitivities() {
        return inside > 0 ? Optional.of(boxed(sensitivities)) : Optional.empty();
    }

    /** For each rater, the share of what is outside that it has outside; empty if nothing is. */
    public Optional<List<Double>> specificities() {
        return outside > 0 ? Optional.of(boxed(specificities)) : Optional.empty();
    }

    private static List<Double> boxed(double[] values) {
        var list = new ArrayList<Double>();
        for (double value : values) {
            list.add(value);
        }
        return List.copyOf(list);
    }

    /** How probable it is that a voxel is inside. */
    public double probability(int voxel) {
        return probabilities[decisions.pattern(voxel)];
    }

    /** The voxels that are inside at least as probably as not. */
    public BitSet mask() {
        var mask = new BitSet(decisions.size());
        for (int voxel = 0; voxel < decisions.size(); voxel++) {
            if (probability(voxel) >= 0.5) {
                mask.set(voxel);
            }
        }
        return mask;
    }
}
