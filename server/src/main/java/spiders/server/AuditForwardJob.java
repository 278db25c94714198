// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import spiders.security.AuditForwarding;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Every two seconds, on every node: sends to the collector what waits; less often if it fails. */
final class AuditForwardJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditForwardJob.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final List<AuditForwarding> forwardings;
    private volatile @Nullable Running running;
    private boolean isFailing;

    /** For one collector, or none. */
    AuditForwardJob(List<AuditForwarding> forwardings) {
        this.forwardings = List.copyOf(forwardings);
    }

    /** Told to end rather than interrupted, which would close the connection under a query. */
    private record Running(Thread thread, CountDownLatch end) {}

    @Override
    public void start() {
        var end = new CountDownLatch(1);
        running = new Running(Thread.ofVirtual().name("audit-forward").start(() -> run(end)), end);
    }

    /** None where the audit is sent to nobody. */
    List<AuditForwarding> forwardings() {
        return forwardings;
    }

    private void run(CountDownLatch end) {
        if (forwardings.isEmpty()) {
            return;
        }
        try {
            Duration pause;
            do {
                pause = once() ? EVERY : AFTER_FAILURE;
            } while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean once() {
        boolean isWell = true;
        try {
            for (var forwarding : forwardings) {
                forwarding.begin();
                forwarding.run();
                isWell &= forwarding.trouble().isEmpty();
            }
            isFailing = false;
        } catch (Exception e) { // A job runner: what failed is tried again.
            isWell = false;
            if (!isFailing) {
                LOG.warn("the audit could not be sent to its collector", e);
            }
            isFailing = true;
        }
        return isWell;
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
