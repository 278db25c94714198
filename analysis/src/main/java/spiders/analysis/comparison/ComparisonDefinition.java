// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.comparison;

import spiders.analysis.geometry.Gap;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Solid;

import java.util.List;

/**
 * How the numbers of a comparison came about; to be shown with them.
 *
 * @param version of the method: numbers of different versions are not to be pooled
 * @param referenceModel what is taken to be between the planes of the reference
 * @param testModel what is taken to be between those of what is held against it
 * @param referenceGaps the gaps of the reference, each worth a warning
 * @param testGaps the gaps of what is held against it
 */
public record ComparisonDefinition(
        String version,
        ComparisonSettings settings,
        String referenceModel,
        String testModel,
        GapTreatment referenceTreatment,
        GapTreatment testTreatment,
        List<Gap> referenceGaps,
        List<Gap> testGaps) {

    private static final String VERSION = "exact overlap, area-weighted surfaces, 2";

    public ComparisonDefinition {
        referenceGaps = List.copyOf(referenceGaps);
        testGaps = List.copyOf(testGaps);
    }

    static ComparisonDefinition of(ComparisonSettings settings, Solid reference, Solid test) {
        return new ComparisonDefinition(
                VERSION,
                settings,
                reference.model(),
                test.model(),
                reference.gapTreatment(),
                test.gapTreatment(),
                reference.gaps(),
                test.gaps());
    }
}
