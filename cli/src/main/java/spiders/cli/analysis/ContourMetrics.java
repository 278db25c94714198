// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.comparison.AddedPath;
import spiders.analysis.comparison.ComparisonSettings;
import spiders.analysis.comparison.ContourComparison;
import spiders.analysis.geometry.Solid;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The numbers of comparisons by the names of their columns; what is not defined is no number. */
final class ContourMetrics {

    private static final int MM3_PER_CC = 1000;

    private static final List<String> PLAIN =
            List.of(
                    "dice",
                    "jaccard",
                    "volume_ratio",
                    "hd_mm",
                    "hd95_mm",
                    "hd95_pooled_mm",
                    "assd_mm",
                    "masd_mm",
                    "added_path_mm",
                    "reference_path_mm",
                    "offset_x_mm",
                    "offset_y_mm",
                    "offset_z_mm");

    private static final List<String> DISTANCES =
            List.of("hd_mm", "hd95_mm", "hd95_pooled_mm", "assd_mm", "masd_mm");

    private static final String SURFACE_DICE = "surface_dice_";

    private final ComparisonSettings settings;
    private final List<String> names;

    ContourMetrics(ComparisonSettings settings) {
        this.settings = settings;
        var all = new ArrayList<>(PLAIN);
        for (double tolerance : settings.surfaceTolerances()) {
            all.add(SURFACE_DICE + tolerance + "mm");
        }
        this.names = List.copyOf(all);
    }

    List<String> names() {
        return names;
    }

    /** Whether values of a metric are the better the larger they are. */
    static boolean isMoreBetter(String name) {
        return name.equals("dice") || name.equals("jaccard") || name.startsWith(SURFACE_DICE);
    }

    /** Those that products are ranked by: of which more, or less, is better. */
    List<String> ranked() {
        return names.stream()
                .filter(name ->
                        isMoreBetter(name)
                                || DISTANCES.contains(name)
                                || name.equals("added_path_mm"))
                .toList();
    }

    /** Of each name in turn. */
    List<Double> values(ContourComparison comparison) {
        var values = new ArrayList<>(Collections.nCopies(names.size(), Double.NaN));
        values.set(0, comparison.dice().orElse(Double.NaN));
        values.set(1, comparison.jaccard().orElse(Double.NaN));
        values.set(2, comparison.volumeRatio().orElse(Double.NaN));
        if (comparison instanceof ContourComparison.Compared compared) {
            var surfaces = compared.surfaces();
            var more =
                    new ArrayList<>(
                            List.of(
                                    surfaces.hausdorff(),
                                    surfaces.hausdorff95(),
                                    surfaces.pooled95(),
                                    surfaces.meanSymmetric(),
                                    surfaces.meanOfMeans(),
                                    compared.addedPath().added(),
                                    compared.addedPath().total(),
                                    compared.offset().dx(),
                                    compared.offset().dy(),
                                    compared.offset().dz()));
            surfaces.dice().forEach(one -> more.add(one.value()));
            for (int i = 0; i < more.size(); i++) {
                values.set(3 + i, more.get(i));
            }
        }
        return values;
    }

    /**
     * The same, and what counts where one of two encloses nothing: no surface agrees, a distance is
     * infinite, and all of the reference is to be drawn anew.
     */
    List<Double> scores(ContourComparison comparison, Solid reference, Solid test) {
        var scores = values(comparison);
        boolean isOneEmpty =
                comparison instanceof ContourComparison.Missed
                        || comparison instanceof ContourComparison.Unexpected;
        if (isOneEmpty) {
            for (int i = 0; i < names.size(); i++) {
                if (DISTANCES.contains(names.get(i))) {
                    scores.set(i, Double.POSITIVE_INFINITY);
                } else if (names.get(i).startsWith(SURFACE_DICE)) {
                    scores.set(i, 0.0);
                }
            }
        }
        if (comparison instanceof ContourComparison.Missed) {
            var path = AddedPath.of(reference, test, settings);
            scores.set(names.indexOf("added_path_mm"), path.added());
            scores.set(names.indexOf("reference_path_mm"), path.total());
        }
        return scores;
    }

    /** How the comparison ended, in words. */
    static String state(ContourComparison comparison) {
        return switch (comparison) {
            case ContourComparison.Compared _ -> "compared";
            case ContourComparison.Missed _ -> "missed";
            case ContourComparison.Unexpected _ -> "unexpected";
            case ContourComparison.BothEmpty _ -> "both empty";
        };
    }

    /** In cubic centimetres. */
    static double referenceVolume(ContourComparison comparison) {
        return switch (comparison) {
            case ContourComparison.Compared compared -> compared.referenceVolume() / MM3_PER_CC;
            case ContourComparison.Missed missed -> missed.referenceVolume() / MM3_PER_CC;
            case ContourComparison.Unexpected _, ContourComparison.BothEmpty _ -> 0;
        };
    }

    /** In cubic centimetres. */
    static double testVolume(ContourComparison comparison) {
        return switch (comparison) {
            case ContourComparison.Compared compared -> compared.testVolume() / MM3_PER_CC;
            case ContourComparison.Unexpected unexpected -> unexpected.testVolume() / MM3_PER_CC;
            case ContourComparison.Missed _, ContourComparison.BothEmpty _ -> 0;
        };
    }

    static String method(ContourComparison comparison) {
        var definition = comparison.definition();
        return String.format(
                Locale.ROOT,
                "%s; reference %s; test %s; step %s mm; added path at %s mm; gaps %s",
                definition.version(),
                definition.referenceModel(),
                definition.testModel(),
                definition.settings().samplingStep(),
                definition.settings().pathTolerance(),
                definition.referenceTreatment());
    }
}
