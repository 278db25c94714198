// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import spiders.security.Anchoring;
import spiders.security.store.AuditChain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Every second, on every node: puts what was recorded into the audit's chain, and looks now and
 * then whether an anchor is due. It begins before all else and ends after it, so that what was
 * recorded while stopping is in the chain too.
 */
final class AuditJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditJob.class);
    private static final long EVERY_MILLIS = 1000;
    private static final int ANCHORS_EVERY = 10;

    private final AuditChain chain;
    private final Anchoring anchoring;
    private volatile @Nullable Running running;
    private boolean isFailing;

    AuditJob(AuditChain chain, Anchoring anchoring) {
        this.chain = chain;
        this.anchoring = anchoring;
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
            long passes = 0;
            do {
                once(passes % ANCHORS_EVERY == 0);
                passes++;
            } while (!end.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
            once(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once(boolean isForAnchors) {
        try {
            chain.append();
            if (isForAnchors) {
                anchoring.run();
            }
            isFailing = false;
        } catch (Exception e) { // A job runner: what failed is tried again in a second.
            if (!isFailing) {
                LOG.warn("what was recorded could not be chained or anchored", e);
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
