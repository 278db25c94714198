// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.SmartLifecycle;

import spiders.archive.commitment.Commitments;

/** Reports of storage commitment: given once the DICOM ports are open, and until they close. */
final class CommitmentJobs implements SmartLifecycle {

    private final Commitments commitments;
    private volatile boolean running;

    CommitmentJobs(Commitments commitments) {
        this.commitments = commitments;
    }

    @Override
    public void start() {
        commitments.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        commitments.close();
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
