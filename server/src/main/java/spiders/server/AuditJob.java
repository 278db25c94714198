// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import spiders.security.store.AuditChain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Every second, on every node: puts what was recorded into the audit's chain. It begins before all
 * else and ends after it, so that what was recorded while stopping is in the chain too.
 */
final class AuditJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJob.class);
    private static final long EVERY_MILLIS = 1000;

    private final AuditChain chain;
    private volatile @Nullable Running running;
    private boolean isFailing;

    AuditJob(AuditChain chain) {
        this.chain = chain;
    }

    /** Told to end rather than interrupted, which would close the connection under a query. */
    private record Running(Thread thread, CountDownLatch end) {}

    @Override
    public void start() {
        var end = new CountDownLatch(1);
        running = new Running(Thread.ofVirtual().name("audit").start(() -> run(end)), end);
    }

    private void run(CountDownLatch end) {
        try {
            do {
                once();
            } while (!end.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
            once();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            chain.append();
            isFailing = false;
        } catch (Exception e) { // A job runner: what failed is tried again in a second.
            if (!isFailing) {
                LOG.warn("what was recorded could not be put into the chain", e);
            }
            isFailing = true;
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
        return Phases.AUDIT;
    }
}
