// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** What a computation says of one feature under one aggregation. */
public sealed interface FeatureValue {

    /** Which feature. */
    Feature feature();

    /** Under which aggregation. */
    Aggregation aggregation();

    /**
     * A finite value.
     *
     * @param value in the units of the manual: mm, and the image's intensities
     */
    record Defined(Feature feature, Aggregation aggregation, double value) implements FeatureValue {

        public Defined {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(feature + " is not finite");
            }
        }
    }

    /**
     * The definition yields nothing for this region, as a spread of one voxel; never shown as 0.
     */
    record Undefined(Feature feature, Aggregation aggregation) implements FeatureValue {}
}
