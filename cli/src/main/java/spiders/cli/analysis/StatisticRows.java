// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.statistics.BlandAltman;
import spiders.analysis.statistics.Bootstrap;
import spiders.analysis.statistics.FriedmanTest;
import spiders.analysis.statistics.IntraclassCorrelation;
import spiders.analysis.statistics.RatingTable;
import spiders.analysis.study.MetricComparison;
import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table of a study's statistics: a row each, with how many cases it is of and how its p value
 * was found and adjusted.
 */
final class StatisticRows {

    static final List<String> COLUMNS =
            List.of(
                    "organ",
                    "metric",
                    "statistic",
                    "product",
                    "against",
                    "n",
                    "value",
                    "low",
                    "high",
                    "p",
                    "p_adjusted",
                    "method");

    /** Everything but the method, which is long. */
    static final List<String> SUMMARY = COLUMNS.subList(0, COLUMNS.size() - 1);

    private static final double NONE = Double.NaN;

    private final ResultTable table;
    private final StudyTally tally;
    private final Bootstrap bootstrap;

    StatisticRows(ResultTable table, StudyTally tally, Bootstrap bootstrap) {
        this.table = table;
        this.tally = tally;
        this.bootstrap = bootstrap;
    }

    /** What a row is of. */
    private record Of(String organ, String metric, String product, String against, int n) {

        Of with(String one, String other) {
            return new Of(organ, metric, one, other, n);
        }
    }

    private void row(Of of, String statistic, double[] numbers, String method) throws IOException {
        table.foreign(of.organ)
                .text(of.metric)
                .text(statistic)
                .foreign(of.product)
                .foreign(of.against)
                .whole(of.n);
        for (double number : numbers) {
            table.significant(number);
        }
        table.text(method).end();
    }

    private static double[] numbers(double value, double low, double high, double p, double holm) {
        return new double[] {value, low, high, p, holm};
    }

    private static double[] tested(double value, double p) {
        return numbers(value, NONE, NONE, p, NONE);
    }

    /** How often each product missed an organ, and how its volumes agree with the reference's. */
    void ofOrgan(String organ, List<String> products, String reference) throws IOException {
        for (var product : products) {
            var of = new Of(organ, "drawn", product, reference, tally.scored(organ, product));
            row(of, "missed", tested((double) tally.missed(organ, product), NONE), "cases");
            volumes(organ, product, reference);
        }
    }

    private void volumes(String organ, String product, String reference) throws IOException {
        var volumes = tally.volumes(organ, product);
        int n = volumes.reference().size();
        if (n < 2) {
            return;
        }
        var of = new Of(organ, "volume_cc", product, reference, n);
        bland(
                of,
                "bland_altman",
                BlandAltman.of(volumes.product(), volumes.reference()),
                "mean difference, product less reference");
        bland(
                of,
                "bland_altman_ratio",
                BlandAltman.ofRatios(volumes.product(), volumes.reference()),
                "geometric mean ratio, product to reference");
        var pairs = new ArrayList<List<Double>>();
        for (int i = 0; i < n; i++) {
            pairs.add(List.of(volumes.reference().get(i), volumes.product().get(i)));
        }
        var icc = IntraclassCorrelation.of(RatingTable.of(pairs));
        if (icc.isPresent()) {
            var found = icc.get();
            row(
                    of,
                    "icc_agreement",
                    tested(found.agreement(), found.subjectP()),
                    String.format(
                            Locale.ROOT, "ICC(2,1); p of F %.4g that it is 0", found.subjectF()));
            row(
                    of,
                    "icc_consistency",
                    tested(found.consistency(), found.subjectP()),
                    String.format(
                            Locale.ROOT, "ICC(3,1); p of F %.4g that it is 0", found.subjectF()));
        }
    }

    private void bland(Of of, String statistic, BlandAltman found, String what) throws IOException {
        row(
                of,
                statistic,
                numbers(found.bias(), found.lowerLimit(), found.upperLimit(), NONE, NONE),
                String.format(
                        Locale.ROOT,
                        "%s; limits of agreement, 1.96 standard deviations; 95 %% of the mean:"
                                + " %.4g to %.4g",
                        what,
                        found.biasLow(),
                        found.biasHigh()));
    }

    /** One metric of an organ, of all products together and in pairs. */
    void ofMetric(String organ, String metric, MetricComparison comparison, List<String> products)
            throws IOException {
        var of = new Of(organ, metric, "", "", comparison.cases());
        var friedman = comparison.friedman();
        for (int i = 0; i < products.size(); i++) {
            var mine = of.with(products.get(i), "");
            var quartiles = comparison.quartiles(i);
            row(
                    mine,
                    "median",
                    numbers(
                            quartiles.map(q -> q.median()).orElse(NONE),
                            quartiles.map(q -> q.low()).orElse(NONE),
                            quartiles.map(q -> q.high()).orElse(NONE),
                            NONE,
                            NONE),
                    "quartiles, type 7");
            if (friedman.isPresent()) {
                row(
                        mine,
                        "mean_rank",
                        tested(friedman.get().meanRanks().get(i), NONE),
                        "within each case, 1 the best; ties share");
            }
        }
        if (products.size() > 2 && friedman.isPresent()) {
            friedman(of, comparison, friedman.get(), products);
        }
        differences(of, comparison, products);
    }

    private void friedman(
            Of of, MetricComparison comparison, FriedmanTest found, List<String> products)
            throws IOException {
        row(
                of,
                "friedman",
                tested(found.chiSquare(), found.p()),
                "chi-square, %d degrees of freedom, ties corrected"
                        .formatted(found.degreesOfFreedom()));
        if (comparison.exactP().isPresent()) {
            row(
                    of,
                    "friedman_exact",
                    tested(found.chiSquare(), comparison.exactP().getAsDouble()),
                    "all orders of ranks counted");
        }
        row(
                of,
                "iman_davenport",
                tested(found.imanDavenportF(), found.imanDavenportP()),
                "F, %d and %d degrees of freedom"
                        .formatted(found.degreesOfFreedom(), found.conoverDegreesOfFreedom()));
        row(of, "kendall_w", tested(found.kendallW(), NONE), "concordance of the cases, 0 to 1");
        for (var pair : found.pairs()) {
            row(
                    of.with(products.get(pair.first()), products.get(pair.second())),
                    "conover",
                    numbers(pair.t(), NONE, NONE, pair.p(), pair.holmP()),
                    "t, %d degrees of freedom; Holm over the %d pairs of this metric and organ"
                            .formatted(found.conoverDegreesOfFreedom(), found.pairs().size()));
        }
    }

    private void differences(Of of, MetricComparison comparison, List<String> products)
            throws IOException {
        for (int i = 0; i < products.size(); i++) {
            for (int j = i + 1; j < products.size(); j++) {
                var pair = of.with(products.get(i), products.get(j));
                var difference = comparison.difference(i, j, bootstrap);
                var interval = difference.flatMap(found -> found.interval());
                row(
                        pair,
                        "median_difference",
                        numbers(
                                difference.map(found -> found.median()).orElse(NONE),
                                interval.map(found -> found.low()).orElse(NONE),
                                interval.map(found -> found.high()).orElse(NONE),
                                NONE,
                                NONE),
                        "95 %% percentile bootstrap, %d resamples of cases, seed %d"
                                .formatted(bootstrap.resamples(), bootstrap.seed()));
                var wilcoxon = comparison.wilcoxon(i, j);
                if (products.size() == 2 && wilcoxon.isPresent()) {
                    var found = wilcoxon.get();
                    row(
                            pair,
                            "wilcoxon",
                            tested(found.statistic(), found.p()),
                            "signed rank of %d pairs that differ, %s"
                                    .formatted(found.pairs(), found.method()));
                }
            }
        }
    }
}
