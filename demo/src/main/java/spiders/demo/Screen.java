// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the demonstration says: bars that move on a terminal, plain lines elsewhere. */
final class Screen {

    private static final int BAR = 28;
    private static final long PLAIN_MILLIS = 5_000;
    private static final String ERASE = "\u001b[2K";

    private final PrintStream out;
    private final boolean moves;
    private int linesOfBars;
    private long lastPlain;

    Screen(PrintStream out, boolean moves) {
        this.out = out;
        this.moves = moves;
    }

    /** The standard output; bars move if it is a terminal. */
    static Screen standard() {
        boolean isTerminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        return new Screen(System.out, isTerminal && !dumb);
    }

    synchronized void title(String words) {
        say("");
        say(moves ? "\u001b[1m" + words + "\u001b[0m" : words);
    }

    synchronized void say(String line) {
        endBars();
        out.println(line);
        out.flush();
    }

    /** Something done of something, under a label. */
    record Bar(String label, long done, long of, String note) {

        private String drawn() {
            double part = of <= 0 ? 0 : Math.min(1.0, done / (double) of);
            int full = (int) Math.round(part * BAR);
            return String.format(
                    Locale.ROOT,
                    "  %-34s [%s%s] %5d/%-5d %s",
                    label,
                    "#".repeat(full),
                    "-".repeat(BAR - full),
                    done,
                    of,
                    note);
        }

        private String plain() {
            return String.format(Locale.ROOT, "  %-34s %5d/%-5d %s", label, done, of, note);
        }
    }

    /** Draws bars over those drawn last; elsewhere than on a terminal, a line every 5 seconds. */
    synchronized void bars(List<Bar> bars, boolean last) {
        if (!moves) {
            long now = System.nanoTime() / 1_000_000;
            if (last || now - lastPlain >= PLAIN_MILLIS) {
                lastPlain = now;
                bars.forEach(bar -> out.println(bar.plain()));
                out.flush();
            }
            return;
        }
        if (linesOfBars > 0) {
            out.printf(Locale.ROOT, "\u001b[%dA", linesOfBars);
        }
        bars.forEach(bar -> out.println(ERASE + bar.drawn()));
        out.flush();
        linesOfBars = last ? 0 : bars.size();
    }

    private void endBars() {
        linesOfBars = 0;
    }

    /** Rows under a heading, columns as wide as needed; the first is on the left. */
    synchronized void table(List<String> heading, List<List<String>> rows) {
        var widths = new int[heading.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = heading.get(i).length();
            for (var row : rows) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        say("  " + line(heading, widths));
        var rule = new StringBuilder();
        for (int width : widths) {
            rule.append("-".repeat(width)).append("  ");
        }
        say("  " + rule.toString().stripTrailing());
        rows.forEach(row -> say("  " + line(row, widths)));
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var cell = cells.get(i);
            var blank = " ".repeat(widths[i] - cell.length());
            boolean left = i == 0 || !isNumber(cell);
            line.append(left ? cell + blank : blank + cell).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static boolean isNumber(String cell) {
        return !cell.isEmpty() && cell.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }
}
