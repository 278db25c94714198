// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** One way of a link: packets leave when those before them have, and arrive a delay later. */
final class Direction {

    private static final int LOOK_MILLIS = 100;

    private final Syscalls.Packets from;
    private final Syscalls.Packets to;
    private final RandomGenerator random;
    private final BlockingQueue<Packet> way = new LinkedBlockingQueue<>();
    private final AtomicLong carried = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong crowdedOut = new AtomicLong();
    private volatile Quality quality;
    private volatile boolean cut;
    private volatile boolean closed;
    private long freeNanos = System.nanoTime();

    private record Packet(ByteBuffer bytes, long dueNanos) {}

    Direction(Syscalls.Packets from, Syscalls.Packets to, Quality quality, RandomGenerator random) {
        this.from = from;
        this.to = to;
        this.quality = quality;
        this.random = random;
    }

    /** Runs on a thread of its own until it is closed. */
    void take() {
        try {
            while (!closed) {
                var packet = from.next(LOOK_MILLIS);
                if (packet.length > 0) {
                    take(packet);
                }
            }
        } catch (IOException e) {
            closed = true; // The device is gone, and the link with it.
        }
    }

    private void take(byte[] packet) {
        var now = quality;
        if (cut || random.nextDouble() < now.loss()) {
            lost.incrementAndGet();
            return;
        }
        long time = System.nanoTime();
        double nanosPerByte = 8e9 / now.bitsPerSecond();
        if (freeNanos - time > now.queueBytes() * nanosPerByte) {
            crowdedOut.incrementAndGet();
            return;
        }
        freeNanos = Math.max(freeNanos, time) + (long) (packet.length * nanosPerByte);
        way.add(new Packet(ByteBuffer.wrap(packet), freeNanos + now.delay().toNanos()));
    }

    /** Runs on another thread until it is closed. */
    void deliver() {
        try {
            while (!closed) {
                var next = way.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    deliver(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Packet packet) {
        for (long left = packet.dueNanos() - System.nanoTime();
                left > 0 && !closed;
                left = packet.dueNanos() - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        if (cut || closed) {
            lost.incrementAndGet();
            return;
        }
        int length = packet.bytes().remaining();
        to.put(packet.bytes().array());
        carried.addAndGet(length);
    }

    void quality(Quality other) {
        quality = other;
    }

    void cut(boolean isCut) {
        cut = isCut;
    }

    void close() {
        closed = true;
    }

    long carried() {
        return carried.get();
    }

    long lost() {
        return lost.get();
    }

    long crowdedOut() {
        return crowdedOut.get();
    }
}
