// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

import spiders.analysis.dose.DosesNotAddableException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The sum of RT doses of one patient, at the points of the first of them. A dose of another grid is
 * taken there linearly between its points; where one of them has none the sum has none.
 *
 * @param grid the sum
 * @param sopInstanceUIDs of the doses in their order; an empty text where one has none
 * @param resampled how many of them are of another grid than the first
 */
public record DoseSum(DoseGrid grid, List<String> sopInstanceUIDs, int resampled) {

    /** What is of a whole plan, and so counts once (PS3.3 section C.8.8.3, Dose Summation Type). */
    private static final Set<String> WHOLE = Set.of("PLAN", "MULTI_PLAN", "PLAN_OVERVIEW");

    public DoseSum {
        sopInstanceUIDs = List.copyOf(sopInstanceUIDs);
    }

    /**
     * Adds doses up; one alone is its own sum.
     *
     * @throws InvalidDoseException if one is no dose grid
     * @throws FrameOfReferenceMismatchException if they are of different frames of reference
     * @throws DosesNotAddableException if what they are doses of does not add up
     */
    public static DoseSum of(List<DataSet> doses) {
        require(doses);
        var first = DoseGrid.read(doses.getFirst());
        var sum = first;
        int resampled = 0;
        for (var dose : doses.subList(1, doses.size())) {
            var grid = DoseGrid.read(dose);
            resampled += grid.hasPointsOf(first) ? 0 : 1;
            sum = sum.plus(grid);
        }
        return new DoseSum(
                sum,
                doses.stream().map(dose -> dose.string(Tags.SOPInstanceUID).orElse("")).toList(),
                resampled);
    }

    private static void require(List<DataSet> doses) {
        if (doses.isEmpty()) {
            throw new DosesNotAddableException(Reason.NONE, "");
        }
        requireOne(doses, dose -> dose.string(Tags.DoseType).orElse(""), Reason.DOSE_TYPES);
        requireOne(doses, DoseSum::summation, Reason.SUMMATION_TYPES);
        requireDistinct(
                doses,
                dose -> dose.string(Tags.SOPInstanceUID).stream().toList(),
                Reason.SAME_INSTANCE);
        if (WHOLE.contains(summation(doses.getFirst()))) {
            requireDistinct(doses, DoseSum::plans, Reason.SAME_PLAN);
        }
    }

    private static String summation(DataSet dose) {
        return dose.string(Tags.DoseSummationType).orElse("");
    }

    private static List<String> plans(DataSet dose) {
        return dose.items(Tags.ReferencedRTPlanSequence).stream()
                .flatMap(plan -> plan.string(Tags.ReferencedSOPInstanceUID).stream())
                .distinct()
                .toList();
    }

    private static void requireOne(
            List<DataSet> doses, Function<DataSet, String> property, Reason reason) {
        var found = doses.stream().map(property).distinct().toList();
        if (found.size() > 1) {
            throw new DosesNotAddableException(reason, String.join(", ", found));
        }
    }

    private static void requireDistinct(
            List<DataSet> doses, Function<DataSet, List<String>> property, Reason reason) {
        var all = new ArrayList<String>();
        doses.forEach(dose -> all.addAll(property.apply(dose)));
        var seen = new HashSet<String>();
        for (var one : all) {
            if (!one.isEmpty() && !seen.add(one)) {
                throw new DosesNotAddableException(reason, one);
            }
        }
    }
}
