// SPDX-License-Identifier: Apache-2.0
package spiders.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** How far long work is, on standard error: a moving line on a terminal, else one in 5 seconds. */
public final class Progress implements AutoCloseable {

    private static final String ERASE = "\r\u001b[2K";
    private static final long TERMINAL_NANOS = 100_000_000;
    private static final long PLAIN_NANOS = 5_000_000_000L;

    private final PrintWriter err;
    private final String what;
    private final boolean moves;
    private final long start = System.nanoTime();
    private long shown = start;
    private long count;
    private long bytes;
    private boolean drawn;

    public Progress(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
        this.moves = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** Another object is done; {@code total} is 0 where nobody knows it. */
    public synchronized void done(long size, long total) {
        count++;
        bytes += size;
        long now = System.nanoTime();
        if (now - shown >= (moves ? TERMINAL_NANOS : PLAIN_NANOS)) {
            shown = now;
            show(total);
        }
    }

    /** So many are done, as somebody else counts them. */
    public synchronized void reached(long done, long total) {
        count = done - 1;
        done(0, total);
    }

    /** Takes a moving line away, where no line of all is to follow. */
    public synchronized void clear() {
        if (drawn) {
            err.print(ERASE);
            err.flush();
            drawn = false;
        }
    }

    private void show(long total) {
        var line =
                total > 0
                        ? "%s %d of %d".formatted(what, count, total)
                        : "%s %d".formatted(what, count);
        err.print(moves ? ERASE + line : line + System.lineSeparator());
        err.flush();
        drawn = moves;
    }

    /** One line of what was done in all, if anything was. */
    @Override
    public synchronized void close() {
        clear();
        if (count == 0) {
            return;
        }
        double seconds = Math.max(1e-3, (System.nanoTime() - start) / 1e9);
        err.printf(
                Locale.ROOT,
                "%s %d %s%s in %.1f s: %.0f/s%s%n",
                what,
                count,
                count == 1 ? "object" : "objects",
                bytes == 0 ? "" : String.format(Locale.ROOT, ", %.1f MB", bytes / 1e6),
                seconds,
                count / seconds,
                bytes == 0 ? "" : String.format(Locale.ROOT, ", %.1f MB/s", bytes / 1e6 / seconds));
    }
}
