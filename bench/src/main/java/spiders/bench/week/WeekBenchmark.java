// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Lives the week of a region, and prints what came of it. */
public final class WeekBenchmark {

    private static final double USUAL_SPEED = 1008; // A week in ten minutes.

    private final Path folder;
    private final PrintStream out;
    private long seed = 1;
    private double speed = USUAL_SPEED;

    /**
     * Reads {@code --seed N} and {@code --speed K}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public WeekBenchmark(List<String> arguments, Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("No value after " + arguments.getLast());
            }
            read(arguments.get(i), arguments.get(i + 1));
        }
    }

    private void read(String key, String value) {
        switch (key) {
            case "--seed" -> seed = Long.parseLong(value);
            case "--speed" -> speed = Double.parseDouble(value);
            default -> throw new IllegalArgumentException("Not known: " + key);
        }
    }

    public void run() throws IOException, InterruptedException {
        var scale = WeekScale.whole(seed, speed);
        out.printf(
                Locale.ROOT,
                "Seed %d, %.0f times as fast: a week in %.1f minutes%n",
                seed,
                speed,
                scale.days() * 24 * 60 / speed);
        try (var run = new WeekRun(scale, folder)) {
            new WeekReport(run.live()).print(out);
        }
    }
}
