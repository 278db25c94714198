// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.data.Bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A link of so many bits a second and so much latency each way before a server of this machine: a
 * proxy for TCP, whose connections share what the link carries.
 */
final class SlowLink implements AutoCloseable {

    private static final int PIECE = 1448;
    private static final int QUEUE = 64;
    private static final Piece END = new Piece(Bytes.empty(), 0);

    private record Piece(Bytes bytes, long dueNanos) {}

    /** One direction of the link: the next bit leaves when those before it have. */
    private static final class Direction {

        private final double nanosPerByte;
        private final AtomicLong bytes = new AtomicLong();
        private long freeNanos;

        Direction(long bitsPerSecond) {
            this.nanosPerByte = 8e9 / bitsPerSecond;
        }

        /** When the last of these bytes will have left. */
        synchronized long reserve(int count) {
            bytes.addAndGet(count);
            freeNanos = Math.max(freeNanos, System.nanoTime()) + (long) (count * nanosPerByte);
            return freeNanos;
        }
    }

    private final ServerSocket server;
    private final int target;
    private final long latencyNanos;
    private final Direction up;
    private final Direction down;

    SlowLink(int target, long bitsPerSecond, long latencyMillis) throws IOException {
        this.server = new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress());
        this.target = target;
        this.latencyNanos = TimeUnit.MILLISECONDS.toNanos(latencyMillis);
        this.up = new Direction(bitsPerSecond);
        this.down = new Direction(bitsPerSecond);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Bytes that went down so far. */
    long downloaded() {
        return down.bytes.get();
    }

    private void accept() {
        try {
            while (true) {
                var near = server.accept();
                near.setTcpNoDelay(true);
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                far.setTcpNoDelay(true);
                pump(near, far, up);
                pump(far, near, down);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pump(Socket from, Socket to, Direction direction) {
        BlockingQueue<Piece> way = new ArrayBlockingQueue<>(QUEUE);
        Thread.ofVirtual().start(() -> take(from, way, direction));
        Thread.ofVirtual().start(() -> deliver(way, to));
    }

    private void take(Socket from, BlockingQueue<Piece> way, Direction direction) {
        try {
            take(from.getInputStream(), way, direction);
        } catch (IOException e) {
            way.offer(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(InputStream in, BlockingQueue<Piece> way, Direction direction)
            throws IOException, InterruptedException {
        var buffer = new byte[PIECE];
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            var bytes = Bytes.of(Arrays.copyOf(buffer, read));
            long leaves = direction.reserve(read);
            way.put(new Piece(bytes, leaves + latencyNanos));
            sleepUntil(leaves); // So that others have their share of the link.
        }
        way.put(END);
    }

    private static void deliver(BlockingQueue<Piece> way, Socket to) {
        try (to;
                OutputStream out = to.getOutputStream()) {
            for (var piece = way.take(); piece.bytes().length() > 0; piece = way.take()) {
                sleepUntil(piece.dueNanos());
                piece.bytes().writeTo(out);
            }
        } catch (IOException e) {
            // One end has gone; the other is told by the close.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
