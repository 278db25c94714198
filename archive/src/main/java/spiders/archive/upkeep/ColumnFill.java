// SPDX-License-Identifier: Apache-2.0
package spiders.archive.upkeep;

import spiders.archive.store.SearchColumns;

import java.lang.System.Logger.Level;

import javax.sql.DataSource;

/**
 * Fills, after a new release has come, what it searches by and an older one did not keep. Works
 * beside the archive, some hundred studies a transaction; stopped, it goes on at the next start.
 */
public final class ColumnFill implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ColumnFill.class.getName());

    private final SearchColumns columns;
    private final Thread thread;
    private volatile boolean stopped;

    /** Begins to fill, where there is something to. */
    public ColumnFill(DataSource database) {
        this.columns = new SearchColumns(database);
        this.thread = Thread.ofVirtual().name("archive-fill").start(this::run);
    }

    private void run() {
        try {
            if (!columns.isFilled()) {
                fill();
            }
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.log(Level.WARNING, "Studies of an older release stay slow to search", e);
            }
        }
    }

    private void fill() {
        LOG.log(Level.INFO, "Studies of an older release are prepared for searches");
        long done = 0;
        for (int step = columns.step(); step > 0 && !stopped; step = columns.step()) {
            done += step;
        }
        LOG.log(Level.INFO, "{0} studies of an older release were prepared", done);
    }

    /** Waits until all is filled; for who needs it now. */
    public void await() throws InterruptedException {
        thread.join();
    }

    /** Ends after the step under way. */
    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // Said again below: a step is not left half-way.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
