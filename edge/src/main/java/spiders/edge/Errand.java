// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import spiders.retrieval.edge.EdgeAnswer.RefusedObject;
import spiders.retrieval.edge.EdgeTask;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A task of the hub while it is being done, and the objects of it that are not there yet. */
final class Errand {

    private static final long LOOK_MILLIS = 1_000;

    private final EdgeTask task;
    private final List<RefusedObject> refused = new ArrayList<>();
    private int pending;
    private boolean dropped;

    Errand(EdgeTask task) {
        this.task = task;
    }

    EdgeTask task() {
        return task;
    }

    synchronized void kept() {
        pending++;
    }

    /** An object is at the hub, or is not wanted there. */
    synchronized void settled() {
        pending--;
        notifyAll();
    }

    synchronized void refused(RefusedObject object) {
        refused.add(object);
    }

    synchronized List<RefusedObject> refused() {
        return List.copyOf(refused);
    }

    /** Nobody waits for it any more. */
    synchronized void drop() {
        dropped = true;
        notifyAll();
    }

    synchronized boolean isDropped() {
        return dropped;
    }

    /** Waits for a permit; false where nobody waits for the errand any more. */
    boolean awaitTurn(Semaphore turns) throws InterruptedException {
        while (!isDropped()) {
            if (turns.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** Waits until every object that was kept is settled, or nobody waits for them. */
    synchronized void awaitSettled() throws InterruptedException {
        while (pending > 0 && !dropped) {
            wait(LOOK_MILLIS);
        }
    }
}
