// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.mllp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes connections of HL7 senders, each with a thread of its own, and answers their messages. */
public final class MllpServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MllpServer.class.getName());
    private static final long GRACE_SECONDS = 5;

    /** Answers a message; what it throws leaves the message unanswered, and ends the connection. */
    public interface Desk {

        /** Whether an address may send at all. */
        boolean admits(InetAddress address);

        /** The acknowledgement. */
        byte[] answer(InetAddress from, byte[] message);
    }

    /** Protects a connection that was accepted, or leaves it plain. */
    public interface Protection {

        Socket protect(Socket accepted) throws IOException;
    }

    /**
     * What it allows.
     *
     * @param connections how many at once
     * @param idle how long a connection may say nothing between two messages
     * @param patience how long a message may take
     */
    public record Limits(int connections, Duration idle, Duration patience) {}

    private final ServerSocket door;
    private final Desk desk;
    private final Protection protection;
    private final Limits limits;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private MllpServer(ServerSocket door, Desk desk, Protection protection, Limits limits) {
        this.door = door;
        this.desk = desk;
        this.protection = protection;
        this.limits = limits;
        this.free = new Semaphore(limits.connections());
    }

    /** Opens a port; 0 lets the system choose. */
    public static MllpServer start(
            InetSocketAddress address, Desk desk, Protection protection, Limits limits)
            throws IOException {
        var door = new ServerSocket();
        door.bind(address);
        var server = new MllpServer(door, desk, protection, limits);
        Thread.ofVirtual().name("mllp-door").start(server::accept);
        return server;
    }

    public int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                take(door.accept());
            } catch (Exception e) { // The accept loop goes on, whatever one connection did.
                if (!door.isClosed()) {
                    LOG.log(Level.WARNING, "An HL7 connection could not be accepted", e);
                }
            }
        }
    }

    private void take(Socket accepted) throws IOException {
        var from = accepted.getInetAddress();
        if (!desk.admits(from)) {
            LOG.log(Level.WARNING, "HL7: {0} may not send", from.getHostAddress());
            accepted.close();
        } else if (!free.tryAcquire()) {
            LOG.log(Level.WARNING, "HL7: too many connections, {0} waits", from.getHostAddress());
            accepted.close();
        } else {
            open.add(accepted);
            threads.execute(() -> serve(accepted));
        }
    }

    private void serve(Socket accepted) {
        var from = accepted.getInetAddress().getHostAddress();
        try (accepted) {
            allow(accepted, limits.patience());
            converse(protection.protect(accepted));
        } catch (MalformedFrameException malformed) {
            LOG.log(Level.WARNING, "HL7: {0}: {1}", from, malformed.getMessage());
        } catch (SocketTimeoutException _) {
            LOG.log(Level.INFO, "HL7: {0} was silent", from);
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.INFO, "HL7: {0} is gone: {1}", from, e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            // Unanswered, the sender sends it again. What is thrown might quote the message.
            LOG.log(Level.ERROR, "HL7: a message of {0} failed: {1}", from, trace(e));
        } finally {
            open.remove(accepted);
            free.release();
        }
    }

    /** Which exceptions, and from where, without what they say. */
    private static String trace(Throwable failure) {
        var text = new StringBuilder(failure.getClass().getName());
        for (var frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("spiders.")) {
                return text.append(" at ").append(frame).toString();
            }
        }
        return text.toString();
    }

    private void converse(Socket socket) throws IOException {
        var out = socket.getOutputStream();
        var frames =
                new FrameReader(
                        new BufferedInputStream(socket.getInputStream()),
                        limits.patience(),
                        System::nanoTime);
        allow(socket, limits.idle());
        while (frames.begins()) {
            // A frame that stalls holds no place of another for as long as an idle line may.
            allow(socket, limits.patience());
            var answer = desk.answer(socket.getInetAddress(), frames.rest());
            var frame = new byte[answer.length + 3];
            frame[0] = 0x0B;
            System.arraycopy(answer, 0, frame, 1, answer.length);
            frame[answer.length + 1] = 0x1C;
            frame[answer.length + 2] = '\r';
            out.write(frame);
            out.flush();
            allow(socket, limits.idle());
        }
    }

    private static void allow(Socket socket, Duration silence) throws IOException {
        socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
    }

    /** Takes no more messages; what is being answered may end within some seconds. */
    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : open) {
            shut(socket);
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (var socket : open) {
            socket.close();
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.shutdownInput();
        } catch (IOException _) {
            // It is closed already.
            LOG.log(Level.DEBUG, "An HL7 connection was closed");
        }
    }
}
