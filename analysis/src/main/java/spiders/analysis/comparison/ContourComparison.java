// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.comparison;

import spiders.analysis.geometry.Solid;

import java.util.OptionalDouble;

/**
 * One solid held against another that is the reference. What is not defined is not there: it is
 * never 0.
 */
public sealed interface ContourComparison {

    ComparisonDefinition definition();

    /** Twice the common volume by the sum of the volumes (Dice 1945); undefined of nothing. */
    OptionalDouble dice();

    /** The common volume by that of both together (Jaccard 1912); undefined of nothing. */
    OptionalDouble jaccard();

    /** The volume by that of the reference; undefined if the reference is empty. */
    OptionalDouble volumeRatio();

    /**
     * Both enclose something. Volumes are cubic millimetres.
     *
     * @param common the volume in both
     * @param offset from the centroid of the reference to that of the other
     */
    record Compared(
            ComparisonDefinition definition,
            double referenceVolume,
            double testVolume,
            double common,
            CentroidOffset offset,
            SurfaceDistances surfaces,
            AddedPath addedPath)
            implements ContourComparison {

        @Override
        public OptionalDouble dice() {
            return OptionalDouble.of(2 * common / (referenceVolume + testVolume));
        }

        @Override
        public OptionalDouble jaccard() {
            return OptionalDouble.of(common / (referenceVolume + testVolume - common));
        }

        @Override
        public OptionalDouble volumeRatio() {
            return OptionalDouble.of(testVolume / referenceVolume);
        }
    }

    /** The reference encloses something, the other nothing: an organ was missed. */
    record Missed(ComparisonDefinition definition, double referenceVolume)
            implements ContourComparison {

        @Override
        public OptionalDouble dice() {
            return OptionalDouble.of(0);
        }

        @Override
        public OptionalDouble jaccard() {
            return OptionalDouble.of(0);
        }

        @Override
        public OptionalDouble volumeRatio() {
            return OptionalDouble.of(0);
        }
    }

    /** The reference encloses nothing, the other something. */
    record Unexpected(ComparisonDefinition definition, double testVolume)
            implements ContourComparison {

        @Override
        public OptionalDouble dice() {
            return OptionalDouble.of(0);
        }

        @Override
        public OptionalDouble jaccard() {
            return OptionalDouble.of(0);
        }

        @Override
        public OptionalDouble volumeRatio() {
            return OptionalDouble.empty();
        }
    }

    /** Neither encloses anything: nothing is defined. */
    record BothEmpty(ComparisonDefinition definition) implements ContourComparison {

        @Override
        public OptionalDouble dice() {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble jaccard() {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble volumeRatio() {
            return OptionalDouble.empty();
        }
    }

    /**
     * Compares two solids of one frame of reference; on the common pool's threads.
     *
     * @throws IllegalArgumentException if both have planes and these are not parallel
     */
    static ContourComparison of(Solid reference, Solid test, ComparisonSettings settings) {
        var definition = ComparisonDefinition.of(settings, reference, test);
        if (reference.isEmpty()) {
            return test.isEmpty()
                    ? new BothEmpty(definition)
                    : new Unexpected(definition, test.volume());
        }
        if (test.isEmpty()) {
            return new Missed(definition, reference.volume());
        }
        reference.requireParallel(test);
        return new Compared(
                definition,
                reference.volume(),
                test.volume(),
                reference.intersectionVolume(test),
                CentroidOffset.between(reference, test),
                SurfaceDistances.between(reference, test, settings),
                AddedPath.of(reference, test, settings));
    }
}
