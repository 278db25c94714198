// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Runs the JMH benchmarks: two JVMs each, five warm and five measured seconds. */
final class Microbenchmarks {

    private static final int FORKS = 2;
    private static final int SECONDS = 5;

    void run() throws IOException {
        Markdown.machine();
        var options =
                new OptionsBuilder()
                        .include("spiders\\.bench\\..*Microbenchmark\\..*")
                        .forks(FORKS)
                        .warmupIterations(SECONDS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(SECONDS)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-Xmx1g")
                        .build();
        try {
            table(new Runner(options).run());
        } catch (RunnerException e) {
            throw new IOException("The microbenchmarks did not run", e);
        }
        Markdown.say("Load %s at the end".formatted(Markdown.load()));
    }

    private static void table(Collection<RunResult> results) {
        var rows = new ArrayList<List<String>>();
        for (var result : results) {
            var primary = result.getPrimaryResult();
            var codec = result.getParams().getParam("codec");
            rows.add(
                    List.of(
                            primary.getLabel(),
                            codec == null ? "" : codec,
                            String.format(Locale.ROOT, "%.1f", primary.getScore()),
                            String.format(Locale.ROOT, "%.1f", primary.getScoreError())));
        }
        Markdown.table(List.of("what", "codec", "µs", "± (99.9 %)"), rows);
    }
}
