// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/** A connection whose peer has said all it will say, and takes whatever is answered. */
final class MemoryChannel extends SocketChannel {

    private final ByteBuffer incoming;
    private final Socket socket = new MemorySocket();
    private long answered;

    MemoryChannel(byte[] incoming) {
        super(SelectorProvider.provider());
        this.incoming = ByteBuffer.wrap(incoming);
    }

    /** The bytes that were written to the peer. */
    synchronized long answered() {
        return answered;
    }

    @Override
    public synchronized int read(ByteBuffer buffer) throws IOException {
        requireOpen();
        if (!incoming.hasRemaining()) {
            return -1;
        }
        int count = Math.min(buffer.remaining(), incoming.remaining());
        buffer.put(incoming.slice().limit(count));
        incoming.position(incoming.position() + count);
        return count;
    }

    @Override
    public synchronized int write(ByteBuffer buffer) throws IOException {
        requireOpen();
        int count = buffer.remaining();
        buffer.position(buffer.limit());
        answered += count;
        return count;
    }

    private void requireOpen() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public Socket socket() {
        return socket;
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) {
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException(name.name());
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public SocketChannel bind(SocketAddress local) {
        throw new UnsupportedOperationException("It is bound to nothing");
    }

    @Override
    public SocketChannel shutdownInput() {
        return this;
    }

    @Override
    public SocketChannel shutdownOutput() {
        return this;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean connect(SocketAddress remote) {
        return true;
    }

    @Override
    public boolean finishConnect() {
        return true;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) {
        throw new UnsupportedOperationException("Nobody scatters");
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) {
        throw new UnsupportedOperationException("Nobody gathers");
    }

    @Override
    protected void implCloseSelectableChannel() {}

    @Override
    protected void implConfigureBlocking(boolean block) {}

    private final class MemorySocket extends Socket {

        @Override
        public InetAddress getInetAddress() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    var one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return MemoryChannel.this.read(ByteBuffer.wrap(bytes, offset, length));
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    MemoryChannel.this.write(ByteBuffer.wrap(bytes, offset, length));
                }
            };
        }
    }
}
