// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes came and went; counted by whoever reads and writes. */
final class Traffic {

    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    void received(long bytes) {
        received.addAndGet(Math.max(0, bytes));
    }

    void sent(long bytes) {
        sent.addAndGet(Math.max(0, bytes));
    }

    /** Counts another connection's as this one's. */
    void add(Traffic other) {
        received.addAndGet(other.received.get());
        sent.addAndGet(other.sent.get());
    }

    long received() {
        return received.get();
    }

    long sent() {
        return sent.get();
    }
}
