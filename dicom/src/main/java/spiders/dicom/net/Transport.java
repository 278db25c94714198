// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import jdk.net.ExtendedSocketOptions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection, plain or TLS, whose every wait ends.
 *
 * <p>Small packets leave at once (TCP_NODELAY), and acknowledgements too: TCP_QUICKACK, which the
 * kernel forgets, is set again after every read. A sender that waits for acknowledgements before it
 * sends its last fragment, as DCMTK and Orthanc do as shipped, else loses 40 ms an object.
 */
final class Transport implements AutoCloseable {

    /**
     * Bytes that must come within one allowance of time, so that dripping bytes do not renew it.
     */
    private static final int PROGRESS = 4 << 10;

    /** The most that one TLS record holds (RFC 8446 section 5.1). */
    private static final int TLS_RECORD = 16 << 10;

    private static final int FAIR_SHARE = 1 << 20;

    private static final SocketOption<Boolean> QUICKACK = ExtendedSocketOptions.TCP_QUICKACK;

    private final SocketChannel channel;
    private final boolean quickAck;
    private final Duration writeTimeout;
    private final Deadline readDeadline;
    private final Deadline writeDeadline;
    private final ReentrantLock writeLock = new ReentrantLock();
    private final Traffic traffic = new Traffic();

    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private volatile Runnable onReadExpiry = () -> {};
    private volatile ChannelSecurity security = new ChannelSecurity.Plain();
    private long allowance;
    private long renewal;
    private int progress;
    private int sinceYield;

    /** Takes over a connected channel, which closing this closes, unless this fails. */
    Transport(SocketChannel channel, Duration writeTimeout) throws IOException {
        this.channel = channel;
        this.writeTimeout = writeTimeout;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        quickAck = channel.supportedOptions().contains(QUICKACK);
        socket = channel.socket();
        in = socket.getInputStream();
        out = socket.getOutputStream();
        acknowledgeQuickly();
        // Last, since who fails above is never closed.
        readDeadline = new Deadline(this::readExpired);
        writeDeadline = new Deadline(this::writeExpired);
    }

    /** Puts TLS over the connection; {@code secured} wraps its socket and ends its handshake. */
    void secure(Socket secured, ChannelSecurity how) throws IOException {
        socket = secured;
        in = secured.getInputStream();
        out = secured.getOutputStream();
        security = how;
    }

    Socket socket() {
        return socket;
    }

    /** What was read and written, but for what TLS adds. */
    Traffic traffic() {
        return traffic;
    }

    ChannelSecurity security() {
        return security;
    }

    InetSocketAddress remoteAddress() {
        return new InetSocketAddress(channel.socket().getInetAddress(), channel.socket().getPort());
    }

    /** What to do when a read waits too long, before the connection is closed. */
    void onReadExpiry(Runnable action) {
        onReadExpiry = action;
    }

    /** Gives the reads that follow this much time in all, not counting the time between them. */
    void allow(Duration wait) {
        allowance = wait.toNanos();
        renewal = 0;
    }

    /** Gives the reads that follow this much time for every {@value #PROGRESS} bytes. */
    void allowWhileFlowing(Duration wait) {
        allowance = wait.toNanos();
        renewal = allowance;
        progress = 0;
    }

    /** Runs what waits on the peer without reading through us, within the time allowed. */
    void handshake(Handshake handshake) throws IOException {
        long start = Watchdog.now();
        readDeadline.arm(allowance);
        try {
            handshake.run();
        } finally {
            readDeadline.disarm();
            allowance -= Watchdog.now() - start;
        }
    }

    /** A step of a connection's set-up that waits on the peer. */
    interface Handshake {
        void run() throws IOException;
    }

    /** As {@link InputStream#read(byte[], int, int)}. */
    int read(byte[] buffer, int offset, int length) throws IOException {
        long start = Watchdog.now();
        readDeadline.arm(allowance);
        try {
            int count = in.read(buffer, offset, length);
            acknowledgeQuickly();
            spend(Watchdog.now() - start, count);
            return count;
        } finally {
            readDeadline.disarm();
        }
    }

    /** The same into a buffer; plain bytes go straight into one outside the heap. */
    int read(ByteBuffer buffer) throws IOException {
        int count;
        if (buffer.hasArray()) {
            int at = buffer.arrayOffset() + buffer.position();
            count = read(buffer.array(), at, buffer.remaining());
            buffer.position(buffer.position() + Math.max(count, 0));
        } else if (security instanceof ChannelSecurity.Plain) {
            count = readPlain(buffer);
        } else {
            var decrypted = new byte[Math.min(buffer.remaining(), TLS_RECORD)];
            count = read(decrypted, 0, decrypted.length);
            buffer.put(decrypted, 0, Math.max(count, 0));
        }
        beFair(count);
        return count;
    }

    private int readPlain(ByteBuffer buffer) throws IOException {
        long start = Watchdog.now();
        readDeadline.arm(allowance);
        try {
            int count = channel.read(buffer);
            acknowledgeQuickly();
            spend(Watchdog.now() - start, count);
            return count;
        } finally {
            readDeadline.disarm();
        }
    }

    /**
     * Lets others have the core from time to time: a virtual thread keeps it as long as it never
     * waits, and a fast sender never lets us wait.
     */
    @SuppressWarnings("ThreadPriorityCheck") // Virtual threads are not preempted.
    private void beFair(int count) {
        sinceYield += Math.max(count, 0);
        if (sinceYield >= FAIR_SHARE) {
            sinceYield = 0;
            Thread.yield();
        }
    }

    private void spend(long nanos, int count) {
        allowance -= nanos;
        traffic.received(count);
        progress += Math.max(count, 0);
        if (renewal > 0 && progress >= PROGRESS) {
            allowance = renewal;
            progress = 0;
        }
    }

    /** Writes whole PDUs, all of them or none beside another thread's. */
    void write(byte[] buffer, int offset, int length) throws IOException {
        writeLock.lock();
        try {
            writeDeadline.arm(writeTimeout);
            out.write(buffer, offset, length);
            out.flush();
            traffic.sent(length);
        } finally {
            writeDeadline.disarm();
            writeLock.unlock();
        }
    }

    /** The same from a buffer outside the heap, which is written to its limit. */
    void write(ByteBuffer buffer) throws IOException {
        if (!(security instanceof ChannelSecurity.Plain)) {
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            write(bytes, 0, bytes.length);
            return;
        }
        writeLock.lock();
        try {
            writeDeadline.arm(writeTimeout);
            while (buffer.hasRemaining()) {
                traffic.sent(channel.write(buffer));
            }
        } finally {
            writeDeadline.disarm();
            writeLock.unlock();
        }
    }

    /** Writes a last PDU if no stuck writer is in the way; never waits long, never fails. */
    void writeLast(byte[] pdu, Duration patience) {
        try {
            if (writeLock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    writeDeadline.arm(patience);
                    out.write(pdu);
                    out.flush();
                } finally {
                    writeDeadline.disarm();
                    writeLock.unlock();
                }
            }
        } catch (IOException e) {
            closeChannel(); // A peer that cannot be told has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeChannel();
        }
    }

    /** Ends a read under way in another thread as if its time were over. */
    void expireRead() {
        readDeadline.expire();
    }

    /** Reads and drops until the peer closes; nothing limits it but that another closes this. */
    void dropRest() throws IOException {
        var dropped = new byte[8 << 10];
        int count = 0;
        while (count >= 0) {
            count = in.read(dropped, 0, dropped.length);
        }
    }

    boolean isReadExpired() {
        return readDeadline.isExpired();
    }

    boolean isWriteExpired() {
        return writeDeadline.isExpired();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    private void acknowledgeQuickly() {
        if (quickAck) {
            try {
                channel.setOption(QUICKACK, true);
            } catch (IOException e) {
                return; // Closed meanwhile, which the next read says better.
            }
        }
    }

    private void readExpired() {
        onReadExpiry.run();
        close();
    }

    private void writeExpired() {
        closeChannel();
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // It is closed all the same.
        }
    }

    /** Ends the connection, and frees whoever waits on it. */
    @Override
    public void close() {
        if (channel.isOpen() && security instanceof ChannelSecurity.Encrypted) {
            closeNotify();
        }
        closeChannel();
        readDeadline.close();
        writeDeadline.close();
    }

    private void closeNotify() {
        if (writeLock.tryLock()) {
            try {
                writeDeadline.arm(writeTimeout);
                socket.close();
            } catch (IOException e) {
                return; // The peer did not wait for our goodbye.
            } finally {
                writeDeadline.disarm();
                writeLock.unlock();
            }
        }
    }
}
