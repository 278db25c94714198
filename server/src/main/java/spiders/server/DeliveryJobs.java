// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.SmartLifecycle;

import spiders.archive.commitment.Commitments;
import spiders.archive.notification.AvailabilityNotices;

/** What is owed to other systems: given once the DICOM ports are open, and until they close. */
final class DeliveryJobs implements SmartLifecycle {

    private final Commitments commitments;
    private final AvailabilityNotices notices;
    private volatile boolean running;

    DeliveryJobs(Commitments commitments, AvailabilityNotices notices) {
        this.commitments = commitments;
        this.notices = notices;
    }

    @Override
    public void start() {
        commitments.start();
        notices.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        commitments.close();
        notices.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Phases.JOBS;
    }
}
