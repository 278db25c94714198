// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import spiders.archive.lifecycle.LifeCycle;
import spiders.archive.store.OneNode;
import spiders.archive.viewing.Renditions;

import java.io.IOException;
import java.time.Duration;

/**
 * Every hour: lets leave what the rules let go, on one node of those that share the database, and
 * forgets on each what it had made ready of objects that are gone.
 */
final class LifeCycleJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LifeCycleJob.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    private final LifeCycle lifeCycle;
    private final OneNode oneNode;
    private final Renditions renditions;
    private volatile @Nullable Thread thread;

    LifeCycleJob(LifeCycle lifeCycle, OneNode oneNode, Renditions renditions) {
        this.lifeCycle = lifeCycle;
        this.oneNode = oneNode;
        this.renditions = renditions;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("life-cycle").start(this::run);
    }

    private void run() {
        try {
            Thread.sleep(FIRST);
            while (true) {
                once();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The hub stops.
        }
    }

    private void once() {
        try {
            oneNode.run("life-cycle", this::remove);
            renditions.forget(lifeCycle.removals()::gone); // Those of this node, on each node.
        } catch (Exception e) { // A job runner: what failed is tried again in an hour.
            LOG.warn("what may leave the archive could not all be removed", e);
        }
    }

    private void remove() throws IOException {
        int removed = lifeCycle.run();
        if (removed > 0) {
            LOG.info("{} studies left the archive by its rules", removed);
        }
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return Phases.JOBS;
    }
}
