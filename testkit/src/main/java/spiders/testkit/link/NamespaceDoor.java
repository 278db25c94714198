// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port in one network that leads to a port in another, by this process. */
public final class NamespaceDoor implements AutoCloseable {

    private final ServerSocket server;
    private final Far far;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** How the far end is reached. */
    private interface Far {
        Socket connect() throws IOException, InterruptedException;
    }

    /** A port of this network's loopback that leads to the same port of the other's loopback. */
    public static NamespaceDoor into(NetworkNamespace namespace, int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new NamespaceDoor(
                new ServerSocket(port, 0, InetAddress.getLoopbackAddress()),
                () -> namespace.call(() -> SocketChannel.open(address)).socket());
    }

    /** A port of the other network, at an address there, that leads to one of our loopback. */
    public static NamespaceDoor outOf(NetworkNamespace namespace, InetSocketAddress there, int here)
            throws IOException, InterruptedException {
        var server =
                namespace.call(() -> {
                    var listening = new ServerSocket();
                    listening.bind(there);
                    return listening;
                });
        return new NamespaceDoor(server, () -> new Socket(InetAddress.getLoopbackAddress(), here));
    }

    private NamespaceDoor(ServerSocket server, Far far) {
        this.server = server;
        this.far = far;
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket near) {
        try (near;
                var beyond = far.connect()) {
            open.add(near);
            near.setTcpNoDelay(true);
            beyond.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> pump(beyond, near));
            pump(near, beyond);
            back.join();
        } catch (IOException e) {
            // Nobody listens there: whoever called is told by the close.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(near);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
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

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(NamespaceDoor::close);
    }
}
