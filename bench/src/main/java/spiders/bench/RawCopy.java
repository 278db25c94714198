// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;

/**
 * The bound: files read, sent over loopback, written as files and answered with a byte each, by as
 * little code as that takes.
 */
final class RawCopy {

    private static final int BUFFER = 256 << 10;

    private final Path folder;
    private final int count;
    private final int bytes;

    RawCopy(Path folder, int count, int bytes) {
        this.folder = folder;
        this.count = count;
        this.bytes = bytes;
    }

    /** Files a second over so many connections at once. */
    double perSecond(int connections) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var source = folder.resolve("source");
        Files.write(source, new byte[bytes]);
        try (var door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var threads = new ArrayList<Thread>();
            long start = System.nanoTime();
            for (int i = 0; i < connections; i++) {
                var sender = SocketChannel.open(door.getLocalAddress());
                var receiver = door.accept();
                sender.setOption(StandardSocketOptions.TCP_NODELAY, true);
                receiver.setOption(StandardSocketOptions.TCP_NODELAY, true);
                int share = count / connections;
                int place = i;
                threads.add(Thread.ofPlatform().start(() -> send(sender, source, share)));
                threads.add(Thread.ofPlatform().start(() -> receive(receiver, share, place)));
            }
            for (var thread : threads) {
                thread.join();
            }
            return count * 1e9 / (System.nanoTime() - start);
        }
    }

    private void send(SocketChannel channel, Path source, int share) {
        var buffer = ByteBuffer.allocateDirect(BUFFER);
        var answer = ByteBuffer.allocateDirect(1);
        try (channel) {
            for (int i = 0; i < share; i++) {
                try (var file = FileChannel.open(source)) {
                    while (file.read(buffer.clear()) > 0) {
                        channel.write(buffer.flip());
                    }
                }
                channel.read(answer.clear());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void receive(SocketChannel channel, int share, int place) {
        var buffer = ByteBuffer.allocateDirect(BUFFER);
        var answer = ByteBuffer.allocateDirect(1);
        try (channel) {
            for (int i = 0; i < share; i++) {
                var target = folder.resolve(place + "-" + i);
                try (var file =
                        FileChannel.open(
                                target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    for (int left = bytes; left > 0; ) {
                        buffer.clear().limit(Math.min(left, BUFFER));
                        left -= channel.read(buffer);
                        file.write(buffer.flip());
                    }
                }
                channel.write(answer.clear());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
