// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does something again and again on a thread of its own, on every node, and less often while it
 * fails; what is under way when the hub stops comes to its end.
 */
final class RepeatedJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedJob.class);

    private final Plan plan;
    private final Supplier<Pass> work;
    private volatile @Nullable Running running;
    private boolean isFailing;

    /**
     * When it is done.
     *
     * @param name of its thread, and in the log
     * @param phase of {@link Phases}
     * @param atStop whether it is done once more when the hub stops
     */
    record Plan(String name, int phase, Duration every, Duration afterFailure, boolean atStop) {

        Plan(String name, int phase, Duration every) {
            this(name, phase, every, every, false);
        }

        Plan andAfterFailure(Duration pause) {
            return new Plan(name, phase, every, pause, atStop);
        }

        Plan andAtStop() {
            return new Plan(name, phase, every, afterFailure, true);
        }

        private Duration pause(Pass pass) {
            return switch (pass) {
                case DONE -> every;
                case MORE -> Duration.ZERO;
                case FAILED -> afterFailure;
            };
        }
    }

    /** What came of doing it: more may wait, which is done at once unless the hub stops. */
    enum Pass {
        DONE,
        MORE,
        FAILED
    }

    /** Told to end rather than interrupted, which would close the connection under a query. */
    private record Running(Thread thread, CountDownLatch end) {}

    /** What the work throws is logged once, and has failed. */
    RepeatedJob(Plan plan, Supplier<Pass> work) {
        this.plan = plan;
        this.work = work;
    }

    /** Work that has failed only if it throws. */
    RepeatedJob(Plan plan, Runnable work) {
        this(
                plan,
                () -> {
                    work.run();
                    return Pass.DONE;
                });
    }

    @Override
    public void start() {
        var end = new CountDownLatch(1);
        running = new Running(Thread.ofVirtual().name(plan.name()).start(() -> run(end)), end);
    }

    private void run(CountDownLatch end) {
        try {
            Pass last;
            do {
                last = pass();
            } while (!end.await(plan.pause(last).toMillis(), TimeUnit.MILLISECONDS));
            if (plan.atStop()) {
                pass();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Pass pass() {
        try {
            var pass = work.get();
            isFailing = false;
            return pass;
        } catch (Exception e) { // A job runner: what failed is tried again.
            if (!isFailing) {
                LOG.warn("{} failed, and is tried again", plan.name(), e);
            }
            isFailing = true;
            return Pass.FAILED;
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
