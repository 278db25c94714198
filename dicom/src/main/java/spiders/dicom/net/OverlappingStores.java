// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * The stores of an association with an operations window (PS3.7 section D.3.3.3): the next object
 * is read once the one before is read to its end, while its handler still makes it safe. Handlers
 * begin in the order of the requests; responses go as handlers end. When as many are under way as
 * agreed, nothing more is read, so that the caller waits.
 */
final class OverlappingStores {

    private final MessageChannel channel;
    private final int window;
    private final Semaphore places;
    private volatile @Nullable RuntimeException failure;

    OverlappingStores(MessageChannel channel, int window) {
        this.channel = channel;
        this.window = window;
        places = new Semaphore(window);
        channel.share();
    }

    /** One store; {@code store} reads the message's data set, and returns the status to answer. */
    interface Store {
        Status run();
    }

    /** Returns once the object is read, or dropped. */
    void begin(Message message, Store store) {
        var read = new CountDownLatch(1);
        places.acquireUninterruptibly();
        boolean begun = false;
        try {
            rethrow();
            message.dataSet().onEnd(read::countDown);
            Thread.ofVirtual().name("dicom-store").start(() -> run(message, store, read));
            begun = true;
        } finally {
            if (!begun) {
                places.release(); // Else the end would wait for a store that never was.
            }
        }
        awaitUninterruptibly(read);
        rethrow();
    }

    private void run(Message message, Store store, CountDownLatch read) {
        boolean answered = false;
        try {
            var status = store.run();
            channel.send(message.contextID(), CommandSet.response(message.command(), status));
            answered = true;
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            if (!answered) {
                channel.layer().abort(); // After an error too: the caller is to know.
            }
            places.release();
            read.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        var thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Waits until every handler has ended; what one of them met is thrown. */
    void end() {
        places.acquireUninterruptibly(window);
        places.release(window);
        rethrow();
    }
}
