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

/** A port of this network's loopback that leads to the same port of another network's. */
public final class NamespaceDoor implements AutoCloseable {

    private final NetworkNamespace namespace;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public static NamespaceDoor open(NetworkNamespace namespace, int port) throws IOException {
        return new NamespaceDoor(namespace, port);
    }

    private NamespaceDoor(NetworkNamespace namespace, int port) throws IOException {
        this.namespace = namespace;
        this.server = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
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
        var address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
        try (near;
                var far = namespace.call(() -> SocketChannel.open(address)).socket()) {
            open.add(near);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> pump(far, near));
            pump(near, far);
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

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(NamespaceDoor::close);
    }
}
