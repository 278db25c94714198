// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Commits what many callers hand in, as many at a time as have come in while the last group was
 * being committed: alone a caller waits for nobody, and a crowd shares one transaction.
 */
final class GroupCommit<T, R> implements AutoCloseable {

    /** Commits a group, or throws and has committed nothing; the results are in its order. */
    interface Commit<T, R> {
        List<R> commit(List<T> group) throws IOException;
    }

    private static final int LARGEST_GROUP = 256;

    private record Waiting<T, R>(T entry, CompletableFuture<R> result) {}

    private final Commit<T, R> commit;
    private final Predicate<Exception> concernsAll;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Waiting<T, R>> queue = new ArrayDeque<>();
    private boolean closed;
    private final Thread thread;

    /**
     * Begins.
     *
     * @param concernsAll which failures of a group are no entry's own, so that each alone would
     *     meet the same
     */
    GroupCommit(String name, Commit<T, R> commit, Predicate<Exception> concernsAll) {
        this.commit = commit;
        this.concernsAll = concernsAll;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /** Hands an entry in; the result comes when it is committed, or fails with what stopped it. */
    Future<R> submit(T entry) {
        var waiting = new Waiting<T, R>(entry, new CompletableFuture<>());
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The archive is closed");
            }
            queue.add(waiting);
            arrived.signal();
        } finally {
            lock.unlock();
        }
        return waiting.result();
    }

    private void run() {
        try {
            for (var group = take(); !group.isEmpty(); group = take()) {
                commitTogether(group);
            }
        } finally {
            end();
        }
    }

    /** The next group; empty when all is done and no more will come. */
    private List<Waiting<T, R>> take() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                arrived.awaitUninterruptibly();
            }
            var group = new ArrayList<Waiting<T, R>>();
            while (group.size() < LARGEST_GROUP && !queue.isEmpty()) {
                group.add(queue.remove());
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void commitTogether(List<Waiting<T, R>> group) {
        try {
            var results = commit.commit(group.stream().map(Waiting::entry).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).result().complete(results.get(i));
            }
        } catch (IOException | RuntimeException e) {
            if (group.size() == 1 || concernsAll.test(e)) {
                group.forEach(waiting -> waiting.result().completeExceptionally(e));
                return;
            }
            // One bad entry is no reason to refuse its neighbours.
            group.forEach(waiting -> commitTogether(List.of(waiting)));
        } finally {
            group.forEach(GroupCommit::failUnanswered);
        }
    }

    private void end() {
        lock.lock();
        try {
            closed = true;
            queue.forEach(GroupCommit::failUnanswered);
            queue.clear();
        } finally {
            lock.unlock();
        }
    }

    private static void failUnanswered(Waiting<?, ?> waiting) {
        if (!waiting.result().isDone()) {
            waiting.result().completeExceptionally(new IllegalStateException("The commit ended"));
        }
    }

    /** Commits what is waiting, takes no more, and returns when that is done. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
        awaitEnd();
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // Said again below: a commit is not left half-way.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
