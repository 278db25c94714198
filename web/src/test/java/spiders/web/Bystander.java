// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody on this machine who has nothing to do with it all, and notices whoever connects. */
public final class Bystander implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicInteger callers = new AtomicInteger();

    public Bystander() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        try {
            while (true) {
                var caller = socket.accept();
                callers.incrementAndGet();
                caller.close();
            }
        } catch (IOException e) {
            // Closed: the end of the test.
        }
    }

    /** An address at which a fetch would be seen. */
    public URI address(String path) {
        var at = (InetSocketAddress) socket.getLocalSocketAddress();
        return URI.create("http://127.0.0.1:%d%s".formatted(at.getPort(), path));
    }

    /** Whether anybody has connected; connects itself, so that whoever came before is counted. */
    public boolean wasDisturbed() throws IOException {
        try (var last = new Socket(InetAddress.getLoopbackAddress(), socket.getLocalPort())) {
            last.getInputStream().read(); // The end, which comes to callers in their order.
        }
        return callers.getAndSet(0) > 1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
