// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import java.util.List;

/**
 * What one product reached of one organ of one case.
 *
 * @param state how the comparison ended, or why there is none
 * @param referenceROI as the reference calls the organ; empty of a consensus
 * @param productROI as the product calls it; empty where it has none
 * @param referenceVolume in cubic centimetres; no number where nothing was compared
 * @param productVolume likewise
 * @param metrics in the order of {@link ContourMetrics#names}; infinite where worse than any number
 * @param method of the numbers; empty where there are none
 * @param productUID the SOP Instance UID of the product's structure set; may be empty
 */
record Score(
        String caseName,
        String organ,
        String product,
        String state,
        String referenceROI,
        String productROI,
        double referenceVolume,
        double productVolume,
        List<Double> metrics,
        String method,
        String referenceUID,
        String productUID) {

    static final String MISSED = "missed";

    Score {
        metrics = List.copyOf(metrics);
    }

    boolean isMissed() {
        return state.equals(MISSED);
    }

    /** Whether both enclose something, so that volumes can be held against each other. */
    boolean hasBothVolumes() {
        return referenceVolume > 0 && productVolume > 0;
    }
}
