// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The road to an S3 server, on which requests meet what is asked for. Reads HTTP as far as it must:
 * one request a connection, whose answer is passed on as it comes.
 */
public final class FaultyRoad implements AutoCloseable {

    /** What happens to a request. */
    public enum Fault {
        /** It goes through. */
        NONE,
        /** It is answered with 503, and does not arrive. */
        BUSY,
        /** Half of its body arrives, and the sender sees a reset. */
        CUT,
        /** It arrives whole, and the sender sees a reset in place of its answer. */
        UNHEARD,
        /** Its answer comes after a second. */
        SLOW,
        /** It gets no answer at all. */
        SILENT
    }

    private static final long SLOW_MILLIS = 1000;
    private static final String BUSY_ANSWER =
            """
            HTTP/1.1 503 Slow Down\r
            Content-Type: application/xml\r
            Content-Length: 57\r
            Connection: close\r
            \r
            <Error><Code>SlowDown</Code><Message>no</Message></Error>\
            """;

    private final ServerSocket listener;
    private final int port;
    private final AtomicInteger struck = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private volatile String method = "";

    /** A road to a port of this machine. */
    public FaultyRoad(int port) throws IOException {
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("faulty-road").start(this::run);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The next so many requests of a method meet the fault. */
    public void strike(Fault next, String ofMethod, int times) {
        method = ofMethod;
        fault = next;
        struck.set(0);
        left.set(times);
    }

    /** All go through again. */
    public void clear() {
        left.set(0);
    }

    /** How many requests have met the fault. */
    public int struck() {
        return struck.get();
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
                var server = new Socket()) {
            var head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            pass(head, client, server);
        } catch (IOException e) {
            // One of the two has gone: so has the other.
        }
    }

    private void pass(String head, Socket client, Socket server) throws IOException {
        var meets = fault(head);
        if (meets == Fault.BUSY) {
            drain(client.getInputStream(), length(head));
            client.getOutputStream().write(BUSY_ANSWER.getBytes(StandardCharsets.US_ASCII));
            return;
        }
        var to = server.getOutputStream();
        to.write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
        long length = length(head);
        copy(client.getInputStream(), to, meets == Fault.CUT ? length / 2 : length);
        switch (meets) {
            case CUT -> reset(client);
            case UNHEARD -> {
                server.getInputStream().readAllBytes();
                reset(client);
            }
            case SILENT -> sleep(SLOW_MILLIS * 60);
            case SLOW -> {
                sleep(SLOW_MILLIS);
                server.getInputStream().transferTo(client.getOutputStream());
            }
            case NONE, BUSY -> server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private Fault fault(String head) {
        if (!head.startsWith(method) || left.getAndUpdate(n -> Math.max(n - 1, 0)) == 0) {
            return Fault.NONE;
        }
        struck.incrementAndGet();
        return fault;
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int end = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            end = b == '\r' || b == '\n' ? end + 1 : 0;
            if (end == 4) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /** One request a connection. */
    private static String closing(String head) {
        return head.replaceAll("(?i)(?m)^Connection: .*\r\n", "")
                .replaceFirst("\r\n", "\r\nConnection: close\r\n");
    }

    private static long length(String head) {
        for (var line : head.lines().toList()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
                return Long.parseLong(line.substring(16).strip());
            }
        }
        return 0;
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        var buffer = new byte[1 << 14];
        long rest = length;
        while (rest > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
            if (read < 0) {
                throw new IOException("The sender has gone");
            }
            out.write(buffer, 0, read);
            rest -= read;
        }
        out.flush();
    }

    private static void drain(InputStream in, long length) throws IOException {
        copy(in, OutputStream.nullOutputStream(), length);
    }

    private static void reset(Socket client) throws IOException {
        client.setOption(StandardSocketOptions.SO_LINGER, 0);
        client.close();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
