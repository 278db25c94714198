// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A TCP link to a port of this machine that is cut now and then, at bytes that a seed chooses. */
final class CutLink implements AutoCloseable {

    private static final int BUFFER = 16 << 10;

    private final ServerSocket server;
    private final Random random;
    private final long meanBytes;
    private final AtomicLong up = new AtomicLong();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile int target;
    private volatile boolean down;

    /** Cuts each connection after as many bytes as meanBytes on average; 0 for never. */
    static CutLink to(int target, long seed, long meanBytes) throws IOException {
        return new CutLink(target, seed, meanBytes);
    }

    private CutLink(int target, long seed, long meanBytes) throws IOException {
        this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        this.target = target;
        this.random = new Random(seed);
        this.meanBytes = meanBytes;
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The bytes that went to the target. */
    long up() {
        return up.get();
    }

    int cuts() {
        return cuts.get();
    }

    /** Leads to another port from now on. */
    void target(int port) {
        target = port;
    }

    /** Cuts every connection, and lets none through until it is up again. */
    void down(boolean isDown) {
        down = isDown;
        if (isDown) {
            open.forEach(CutLink::close);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                if (down) {
                    close(near);
                    continue;
                }
                threads.execute(() -> join(near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket near) {
        try (near;
                var far = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(near);
            open.add(far);
            far.setTcpNoDelay(true);
            near.setTcpNoDelay(true);
            var back = threads.submit(() -> pump(far, near, Long.MAX_VALUE, new AtomicLong()));
            if (pump(near, far, lifetime(), up)) {
                cuts.incrementAndGet();
            }
            close(far);
            close(near);
            back.get();
        } catch (IOException | ExecutionException e) {
            // The connection is at its end, as it is to be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized long lifetime() {
        return meanBytes == 0 ? Long.MAX_VALUE : 1 + (long) (2 * meanBytes * random.nextDouble());
    }

    /** Whether it was cut. */
    private static boolean pump(Socket from, Socket to, long most, AtomicLong count) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[BUFFER];
            long left = most;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
                if (read < 0) {
                    return false;
                }
                out.write(buffer, 0, read);
                count.addAndGet(read);
                left -= read;
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(CutLink::close);
        threads.shutdownNow();
        threads.close();
    }
}
