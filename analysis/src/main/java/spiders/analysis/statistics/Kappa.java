// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Agreement on categories beyond chance: (Po - Pe) / (1 - Pe).
 *
 * <p>Over voxels it is inflated by the background: restrict it to the union of the masks. Empty
 * where chance alone would agree always, for all chose one category.
 */
public final class Kappa {

    private static final int MAX_CATEGORIES = 1_000;

    private Kappa() {}

    /** Of two raters, unweighted (Cohen 1960). Categories are any integers. */
    public static OptionalDouble cohen(List<Integer> first, List<Integer> second) {
        if (first.size() != second.size() || first.isEmpty()) {
            throw new UnusableSampleException("ratings are not paired", second.size());
        }
        int[] categories = categories(List.of(first, second));
        var firstCounts = new double[categories.length];
        var secondCounts = new double[categories.length];
        double agreed = 0;
        for (int i = 0; i < first.size(); i++) {
            int a = Arrays.binarySearch(categories, first.get(i));
            int b = Arrays.binarySearch(categories, second.get(i));
            firstCounts[a]++;
            secondCounts[b]++;
            if (a == b) {
                agreed++;
            }
        }
        double n = first.size();
        double chance = 0;
        for (int c = 0; c < categories.length; c++) {
            chance += firstCounts[c] / n * (secondCounts[c] / n);
        }
        return kappa(agreed / n, chance);
    }

    /** Of the same number of raters for every subject, two or more (Fleiss 1971). */
    public static OptionalDouble fleiss(List<List<Integer>> ratingsBySubject) {
        if (ratingsBySubject.isEmpty() || ratingsBySubject.getFirst().size() < 2) {
            throw new UnusableSampleException("fewer than two raters", ratingsBySubject.size());
        }
        int raters = ratingsBySubject.getFirst().size();
        int[] categories = categories(ratingsBySubject);
        var totals = new double[categories.length];
        double agreement = 0;
        for (var ratings : ratingsBySubject) {
            if (ratings.size() != raters) {
                throw new UnusableSampleException("a subject lacks a rating", ratings.size());
            }
            var counts = new double[categories.length];
            for (int rating : ratings) {
                counts[Arrays.binarySearch(categories, rating)]++;
            }
            for (int c = 0; c < counts.length; c++) {
                totals[c] += counts[c];
                agreement += counts[c] * (counts[c] - 1) / (raters * (raters - 1.0));
            }
        }
        double n = ratingsBySubject.size();
        double chance = 0;
        for (double total : totals) {
            chance += total / (n * raters) * (total / (n * raters));
        }
        return kappa(agreement / n, chance);
    }

    private static int[] categories(List<List<Integer>> ratings) {
        int[] found =
                ratings.stream()
                        .flatMapToInt(list -> list.stream().mapToInt(Integer::intValue))
                        .distinct()
                        .sorted()
                        .toArray();
        if (found.length > MAX_CATEGORIES) {
            throw new UnusableSampleException("categories above the limit", found.length);
        }
        return found;
    }

    private static OptionalDouble kappa(double observed, double chance) {
        return chance >= 1 - 1e-12
                ? OptionalDouble.empty()
                : OptionalDouble.of((observed - chance) / (1 - chance));
    }
}
