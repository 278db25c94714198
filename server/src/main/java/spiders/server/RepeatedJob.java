// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Does something again and again on a thread of its own, on every node, and less often while it
 * fails; what is under way when the hub stops comes to its end.
 */
final class RepeatedJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedJob.class);

    private final Plan plan;
    private final BooleanSupplier work;
    private volatile @Nullable Running running;
    private boolean isFailing;

    /**
     * When it is done.
     *
     * @param name of its thread, and in the log
     * @param phase of {@link Phases}
     */
    record Plan(String name, int phase, Duration every, Duration afterFailure) {}

    /** Told to end rather than interrupted, which would close the connection under a query. */
    private record Running(Thread thread, CountDownLatch end) {}

    /** The work says whether it went well; what it throws is logged once, and has not. */
    RepeatedJob(Plan plan, BooleanSupplier work) {
        this.plan = plan;
        this.work = work;
    }

    @Override
    public void start() {
        var end = new CountDownLatch(1);
        running = new Running(Thread.ofVirtual().name(plan.name()).start(() -> run(end)), end);
    }

    private void run(CountDownLatch end) {
        try {
            Duration pause;
            do {
                pause = isDone() ? plan.every() : plan.afterFailure();
            } while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDone() {
        try {
            boolean isWell = work.getAsBoolean();
            isFailing = false;
            return isWell;
        } catch (Exception e) { // A job runner: what failed is tried again.
            if (!isFailing) {
                LOG.warn("{} failed, and is tried again", plan.name(), e);
            }
            isFailing = true;
            return false;
        }
    }

    @Override
    public void stop() {
        var last = running;
        running = null;
        if (last == null) {
            return;
        }
        last.end().countDown();
        try {
            last.thread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return plan.phase();
    }
}
