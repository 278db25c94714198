// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.analysis.statistics.Bootstrap;
import spiders.analysis.study.MetricComparison;
import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.cli.report.OutputOptions;
import spiders.cli.report.ReportHead;
import spiders.cli.report.ResultTable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** {@code spiders analysis compare}: several products on the same cases, and their statistics. */
@Command(
        name = "compare",
        description = "Holds the contours of products against a reference, case by case.",
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

    private static final double CONFIDENCE = 0.95;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private OutputOptions output = new OutputOptions();

    @Mixin private ComparisonOptions options = new ComparisonOptions();

    @Parameters(
            index = "0",
            paramLabel = "STUDY",
            description =
                    "A folder of cases, each a folder with PRODUCT.dcm; or a list in CSV with"
                            + " case, product and file.")
    private Path study = Path.of("");

    @Option(
            names = "--reference",
            paramLabel = "PRODUCT",
            description = "The product that the others are held against.")
    private String reference = "";

    @Option(
            names = "--consensus",
            arity = "1",
            description =
                    "What all products have in common is the reference:"
                            + " ${COMPLETION-CANDIDATES}.")
    private List<ConsensusReference.Kind> consensus = new ArrayList<>();

    @Option(
            names = "--voxel",
            paramLabel = "MM",
            description = "The side of a voxel of the consensus (${DEFAULT-VALUE}).")
    private double voxel = 1;

    @Option(
            names = "--roi",
            paramLabel = "NAME",
            description = "The organ of this very name; may be repeated. All, if none is.")
    private List<String> rois = new ArrayList<>();

    @Option(
            names = "--missed",
            description =
                    "What a missed organ counts as: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private StudyTally.Missed missed = StudyTally.Missed.WORST;

    @Option(
            names = "--scores",
            paramLabel = "FILE",
            description = "Where the table of every case, organ and product goes, as CSV or JSON.")
    private Path scores = Path.of("");

    @Option(names = "--resamples", description = "Of the bootstrap (${DEFAULT-VALUE}).")
    private int resamples = 2000;

    @Option(names = "--seed", description = "Of the bootstrap (${DEFAULT-VALUE}).")
    private long seed = 1;

    private boolean isWhole = true;

    @Override
    public Integer call() throws IOException {
        output.require();
        var bootstrap = new Bootstrap(seed, resamples, CONFIDENCE);
        var metrics = new ContourMetrics(options.settings());
        requireReference();
        var files = StudyFiles.read(study);
        var products = products(files);
        var err = spec.commandLine().getErr();
        files.strays().forEach(stray -> err.println(stray + ": of no case, left out"));
        var tally = new StudyTally(products, metrics, missed);
        var rows = new ScoreRows(metrics);
        try (var table = output.table(head(products, files), StatisticRows.COLUMNS);
                var each = output.beside(scores, head(products, files), rows.columns())) {
            var progress = new Progress(err, "cases");
            var cases = files.cases();
            for (int i = 0; i < cases.size(); i++) {
                for (var score : scored(cases.get(i), products)) {
                    tally.add(score);
                    ScoreRows.row(each, score);
                }
                progress.reached(i + 1, cases.size());
            }
            progress.clear();
            requireOrgans(tally);
            each.finish(isWhole);
            statistics(table, tally, products, bootstrap, metrics);
            table.finish(isWhole);
        }
        return isWhole ? Cli.DONE : Cli.NOT_DONE;
    }

    private void requireReference() {
        if (reference.isEmpty() == consensus.isEmpty() || consensus.size() > 1) {
            throw new IllegalArgumentException(
                    "One reference: --reference PRODUCT, or --consensus");
        }
        if (!(voxel > 0) || Double.isInfinite(voxel)) {
            throw new IllegalArgumentException("A voxel of " + voxel);
        }
    }

    /** All but the reference. */
    private List<String> products(StudyFiles files) {
        var all = files.products();
        if (consensus.isEmpty() && !all.contains(reference)) {
            throw new IllegalArgumentException(
                    "%s: no case has a %s, but: %s"
                            .formatted(study, reference, String.join(", ", all)));
        }
        var products = all.stream().filter(product -> !product.equals(reference)).toList();
        if (products.size() < (consensus.isEmpty() ? 1 : 2)) {
            throw new IllegalArgumentException(study + ": too few products to compare");
        }
        return products;
    }

    private List<Score> scored(StudyCase one, List<String> products) {
        var scores = new CaseScores(one, products, options, spec.commandLine().getErr());
        if (consensus.isEmpty()) {
            scores.against(reference, rois);
        } else {
            scores.againstConsensus(consensus.getFirst(), voxel, rois);
        }
        isWhole &= scores.isWhole();
        return scores.scores();
    }

    /** An organ that was asked for and that no case has is not silently nothing. */
    private void requireOrgans(StudyTally tally) {
        var absent = new TreeSet<>(rois);
        absent.removeAll(tally.organs());
        if (!absent.isEmpty()) {
            isWhole = false;
            spec.commandLine().getErr().println("In no reference: " + String.join(", ", absent));
        }
    }

    private void statistics(
            ResultTable table,
            StudyTally tally,
            List<String> products,
            Bootstrap bootstrap,
            ContourMetrics metrics)
            throws IOException {
        var rows = new StatisticRows(table, tally, bootstrap);
        for (var organ : tally.organs()) {
            rows.ofOrgan(organ, products, told());
            var compared = tally.products(organ);
            for (var metric : metrics.ranked()) {
                var comparison = tally.comparison(organ, metric);
                rows.ofMetric(organ, metric, comparison, compared);
                picture(table, "%s: %s".formatted(organ, metric), comparison, compared);
            }
        }
    }

    private static void picture(
            ResultTable table, String what, MetricComparison comparison, List<String> products) {
        if (comparison.cases() == 0 || products.isEmpty()) {
            return;
        }
        var values = IntStream.range(0, products.size()).mapToObj(comparison::values).toList();
        table.picture(
                "%s, %d cases".formatted(what, comparison.cases()),
                new BoxPicture(products, values));
        if (products.size() > 2) {
            comparison
                    .friedman()
                    .ifPresent(test ->
                            table.picture(
                                    String.format(
                                            Locale.ROOT, "%s: mean ranks, p %.2g", what, test.p()),
                                    new RankPicture(products, test)));
        }
    }

    private String told() {
        return consensus.isEmpty() ? reference : consensus.getFirst().name();
    }

    private ReportHead head(List<String> products, StudyFiles files) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("cases", Integer.toString(files.cases().size()));
        settings.put("products", String.join(", ", products));
        settings.put("reference", told());
        if (!consensus.isEmpty()) {
            settings.put("voxel", voxel + " mm");
        }
        settings.put("missed", missed.name());
        settings.putAll(options.told());
        settings.put("bootstrap", "%d resamples, seed %d".formatted(resamples, seed));
        return new ReportHead(
                "compare",
                "Comparison of products on the same cases",
                settings,
                StatisticRows.SUMMARY,
                false);
    }
}
