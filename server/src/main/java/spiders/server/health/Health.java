// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether the hub can do its work now: every part is looked at, side by side, and none is waited
 * for longer than the patience. Whoever asks often shares an answer of at most a second.
 */
public final class Health implements AutoCloseable {

    private static final Duration SHARED = Duration.ofSeconds(1);

    private final List<Checkup> checkups;
    private final Duration patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock looking = new ReentrantLock();
    private Report last = new Report(List.of());
    private long lastAt;
    private boolean asked;

    /** Of these parts, each of which has so long to answer. */
    public Health(List<Checkup> checkups, Duration patience) {
        this.checkups = List.copyOf(checkups);
        this.patience = patience;
    }

    /** Looks at every part, unless that was just done. */
    public Report report() {
        looking.lock();
        try {
            if (!asked || System.nanoTime() - lastAt > SHARED.toNanos()) {
                last = look();
                lastAt = System.nanoTime();
                asked = true;
            }
            return last;
        } finally {
            looking.unlock();
        }
    }

    private Report look() {
        var end = System.nanoTime() + patience.toNanos();
        var looks = new ArrayList<Future<List<Finding>>>();
        checkups.forEach(checkup -> looks.add(threads.submit(checkup::look)));
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < looks.size(); i++) {
            findings.addAll(found(checkups.get(i), looks.get(i), end - System.nanoTime()));
        }
        return new Report(findings);
    }

    private static List<Finding> found(
            Checkup checkup, Future<List<Finding>> look, long nanosLeft) {
        try {
            return look.get(Math.max(nanosLeft, 1), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            look.cancel(true);
            return List.of(new Finding(checkup.otherwise(), "no answer in time"));
        } catch (ExecutionException e) {
            return List.of(new Finding(checkup.otherwise(), String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(new Finding(checkup.otherwise(), "the look was interrupted"));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
