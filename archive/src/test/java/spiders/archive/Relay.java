// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port that stays, before a server that comes back on another one. */
final class Relay implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile int target;

    Relay(int target) throws IOException {
        this.target = target;
        Thread.ofPlatform().daemon().name("relay").start(this::run);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Connections go there from now on. */
    void to(int port) {
        target = port;
    }

    private void run() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            var back = Thread.ofVirtual().start(() -> pass(server, client));
            pass(client, server);
            back.join();
        } catch (IOException e) {
            // Nobody is there now: the client sees its connection close.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other way ends with it.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
