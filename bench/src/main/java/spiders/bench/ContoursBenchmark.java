// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.analysis.comparison.ComparisonSettings;
import spiders.analysis.comparison.ContourComparison;
import spiders.analysis.geometry.Solid;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** All metrics of five organs by four products against the reference, beside plastimatch. */
final class ContoursBenchmark {

    private final Workload workload;
    private final Path folder;

    ContoursBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** An organ of the reference and what a product made of it. */
    private record Pair(Solid reference, Solid test) {}

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var pairs = new ArrayList<Pair>();
        for (var organ : SyntheticOrgans.pelvis()) {
            for (int product = 1; product <= SyntheticOrgans.PRODUCTS; product++) {
                pairs.add(new Pair(organ.solid(0), organ.solid(product)));
            }
        }
        var peer = masks(pairs);
        var rounds = new AnalysisRounds();
        for (int round = 0; round < workload.rounds(); round++) {
            for (int threads : List.of(1, 2)) {
                rounds.time(
                        "SPIDERS, %d pairs, %d threads".formatted(pairs.size(), threads),
                        threads,
                        compared(pairs));
            }
            double seconds = 0;
            double cpu = 0;
            double peak = 0;
            for (var arguments : peer) {
                var ran = new Plastimatch(folder, grid()).run(arguments);
                seconds += ran.seconds();
                cpu += ran.cpu();
                peak = Math.max(peak, ran.megabytes());
            }
            if (!peer.isEmpty()) {
                rounds.keep(
                        "plastimatch dice --all, %d pairs".formatted(peer.size()),
                        seconds,
                        cpu,
                        peak);
            }
        }
        rounds.table();
    }

    private static Callable<Double> compared(List<Pair> pairs) {
        return () -> {
            double sum = 0;
            for (var pair : pairs) {
                sum +=
                        ContourComparison.of(
                                        pair.reference, pair.test, ComparisonSettings.defaults())
                                .dice()
                                .orElseThrow();
            }
            return sum;
        };
    }

    private static Plastimatch.Grid grid() {
        return new Plastimatch.Grid(-128, -128, -60, 1, 3, 256, 48);
    }

    /** A command a pair, on masks of a millimetre in the plane; none where it is not there. */
    private List<List<String>> masks(List<Pair> pairs) throws IOException {
        if (!Plastimatch.isInstalled()) {
            Markdown.say("plastimatch is not installed: only our own figures");
            return List.of();
        }
        var peer = new Plastimatch(folder, grid());
        var commands = new ArrayList<List<String>>();
        for (int i = 0; i < pairs.size(); i++) {
            var reference = peer.mask("reference" + i, List.of(pairs.get(i).reference));
            var test = peer.mask("test" + i, List.of(pairs.get(i).test));
            commands.add(List.of("dice", "--all", reference.toString(), test.toString()));
        }
        return commands;
    }
}
