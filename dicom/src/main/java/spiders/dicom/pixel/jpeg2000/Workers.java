// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.ArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Shares numbered tasks among the caller's thread and some of the common pool. */
final class Workers {

    /** What one thread does; it is asked for one task after the other. */
    @FunctionalInterface
    interface Worker {
        void run(int task);
    }

    private final int threads;

    Workers(int threads) {
        this.threads = threads;
    }

    int threads() {
        return threads;
    }

    /**
     * Runs every task once, and returns when all are done.
     *
     * @param workers makes what a thread uses for its tasks
     * @throws RuntimeException what a task threw; tasks not begun are left out then
     */
    void run(int tasks, Supplier<Worker> workers) {
        var next = new AtomicInteger();
        var others = new ArrayList<ForkJoinTask<?>>();
        for (int i = 1; i < Math.min(threads, tasks); i++) {
            others.add(ForkJoinPool.commonPool().submit(() -> work(next, tasks, workers)));
        }
        try {
            work(next, tasks, workers);
        } finally {
            next.set(tasks);
            others.forEach(ForkJoinTask::quietlyJoin);
        }
        others.forEach(ForkJoinTask::join);
    }

    private static void work(AtomicInteger next, int tasks, Supplier<Worker> workers) {
        int task = next.getAndIncrement();
        if (task >= tasks) {
            return;
        }
        var worker = workers.get();
        try {
            for (; task < tasks; task = next.getAndIncrement()) {
                worker.run(task);
            }
        } catch (RuntimeException | Error e) {
            next.set(tasks);
            throw e;
        }
    }
}
