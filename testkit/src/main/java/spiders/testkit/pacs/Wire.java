// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port on the loopback that passes bytes to another, slowly, not at all, or until it is cut. */
final class Wire implements Closeable {

    private static final int BUFFER = 256 * 1024;
    private static final int BACKLOG = 64;
    private static final long SLICE_MILLIS = 20;

    private final ServerSocket server;
    private volatile int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean silent;
    private volatile long bytesPerSecond;

    /** Listens on a port of the loopback, 0 for a free one. */
    Wire(int port, int target) throws IOException {
        this.server = new ServerSocket();
        this.target = target;
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        Thread.ofVirtual().name("wire-" + port()).start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void target(int value) {
        target = value;
    }

    void silent(boolean value) {
        silent = value;
    }

    /** The speed towards the client; 0 for no limit. */
    void bytesPerSecond(long value) {
        bytesPerSecond = value;
    }

    /** Breaks every connection there is. */
    void cut() {
        for (var socket : sockets) {
            close(socket);
        }
        sockets.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                return; // Closed: there is nobody left to accept for.
            }
        }
    }

    private void connect(Socket client) {
        if (silent) {
            return; // The connection stays open, unread, until the wire is cut or closed.
        }
        try {
            var backend = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(backend);
            client.setTcpNoDelay(true);
            backend.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, backend, false));
            pump(backend, client, true);
        } catch (IOException e) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to, boolean towardsClient) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                if (towardsClient && bytesPerSecond > 0) {
                    pause(read * 1000L / bytesPerSecond);
                }
            }
        } catch (IOException e) {
            // Cut, or one side left: closing the other is all there is to do.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(Math.min(millis, 10 * SLICE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // A reset, as when a cable is pulled and put back.
            socket.close();
        } catch (IOException e) {
            // It is closed, which was wanted.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
