// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.io.MalformedDataSetException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * De-identifies all files below a folder, several at a time, into another folder.
 *
 * <p>A file is named there by its new SOP Instance UID, below its new study: names of files and
 * folders hold patients' names often enough.
 */
public final class FolderDeidentifier {

    /** How many files may wait for a thread: the list of them is never whole in memory. */
    private static final int WAITING = 256;

    private final Deidentifier deidentifier;
    private final int threads;

    /**
     * Uses so many threads; more than there are cores help little.
     *
     * @param threads 1 to 256
     */
    public FolderDeidentifier(Deidentifier deidentifier, int threads) {
        if (threads < 1 || threads > WAITING) {
            throw new IllegalArgumentException("1 to %d threads".formatted(WAITING));
        }
        this.deidentifier = deidentifier;
        this.threads = threads;
    }

    /** Is told of each file, from the threads that de-identify. */
    public interface Listener {

        /** A file was written, or refused. */
        void reported(Path in, DeidentificationReport report);

        /** A file was no DICOM, or could not be read or written. */
        void failed(Path in, Exception cause);
    }

    /**
     * De-identifies all files below a folder; waits for the last of them.
     *
     * @return the counts of all
     */
    public DeidentificationSummary run(Path in, Path out, Listener listener)
            throws IOException, InterruptedException {
        Files.createDirectories(out);
        var summary = new DeidentificationSummary();
        var room = new Semaphore(WAITING);
        try (var executor = Executors.newFixedThreadPool(threads);
                var files = Files.walk(in)) {
            var running = new ArrayList<Future<?>>();
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                room.acquire();
                running.add(submit(executor, () -> one(file, out, summary, listener), room));
                running.removeIf(FolderDeidentifier::isDone);
            }
            for (var last : List.copyOf(running)) {
                await(last);
            }
        }
        return summary;
    }

    private static Future<?> submit(ExecutorService executor, Runnable task, Semaphore room) {
        return executor.submit(() -> runAndRelease(task, room));
    }

    private static void runAndRelease(Runnable task, Semaphore room) {
        try {
            task.run();
        } finally {
            room.release();
        }
    }

    /** Throws what a listener threw, as soon as it is seen. */
    private static boolean isDone(Future<?> future) {
        if (future.state() == Future.State.FAILED) {
            throw new IllegalStateException("A listener failed", future.exceptionNow());
        }
        return future.isDone();
    }

    private static void await(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A listener failed", e.getCause());
        }
    }

    private void one(Path file, Path out, DeidentificationSummary summary, Listener listener) {
        try {
            var report = deidentifier.fileInto(file, out);
            summary.add(report);
            listener.reported(file, report);
        } catch (IOException | MalformedDataSetException | IllegalArgumentException e) {
            summary.addFailure();
            listener.failed(file, e);
        }
    }
}
