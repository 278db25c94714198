// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What TCP meets of a link: its rate, its delay, its loss, and its cuts. */
@Tag("peer")
@Tag("root")
class BadLinkTest {

    private static final int MEGABYTES = 4;

    @Test
    void a_link_has_the_delay_and_the_rate_that_are_asked_for() throws Exception {
        var quality = Quality.of(20_000_000, Duration.ofMillis(25), 0);
        try (var hub = NetworkNamespace.create();
                var hospital = NetworkNamespace.create();
                var link = BadLink.between(hub, hospital, quality, 1);
                var server = server(hub)) {
            long start = System.nanoTime();
            try (var sender = connected(hospital, server)) {
                // Connecting is one round trip.
                assertThat(millisSince(start)).isBetween(50L, 250L);
                start = System.nanoTime();
                sent(sender, server);
            }

            // 4 MiB take 1.68 s at 20 Mbit/s; headers and the slow start are some tenths more.
            assertThat(millisSince(start)).isBetween(1_650L, 4_000L);
            assertThat(link.up().bytes()).isGreaterThan(MEGABYTES << 20);
            assertThat(link.up().lost()).isZero();
        }
    }

    @Test
    void what_is_lost_comes_again_and_a_cut_stops_everything_until_it_is_mended() throws Exception {
        var quality = Quality.of(100_000_000, Duration.ofMillis(2), 0.01);
        try (var hub = NetworkNamespace.create();
                var hospital = NetworkNamespace.create();
                var link = BadLink.between(hub, hospital, quality, 2);
                var server = server(hub);
                var sender = connected(hospital, server)) {
            sent(sender, server);
            // One in a hundred of some 2,900 packets.
            assertThat(link.up().lost()).isBetween(5L, 120L);

            link.cut(true);
            server.setSoTimeout(300);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> {
                        var _ = connectedWithin(hospital, server, 300);
                    });
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);

            link.cut(false);
            server.setSoTimeout(10_000);
            try (var second = connected(hospital, server)) {
                sent(second, server);
            }
        }
    }

    @Test
    void a_namespace_reaches_nothing_but_what_was_laid_to_it() throws Exception {
        try (var alone = NetworkNamespace.create();
                var ours = new ServerSocket(0)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() ->
                            alone.call(() ->
                                    SocketChannel.open(
                                            new InetSocketAddress(
                                                    InetAddress.getLoopbackAddress(),
                                                    ours.getLocalPort()))));
        }
    }

    private static ServerSocket server(NetworkNamespace hub) throws Exception {
        return hub.call(() -> {
            var server = new ServerSocket();
            server.bind(new InetSocketAddress(BadLink.HUB, 0));
            return server;
        });
    }

    private static SocketChannel connected(NetworkNamespace hospital, ServerSocket server)
            throws Exception {
        return hospital.call(() -> SocketChannel.open(server.getLocalSocketAddress()));
    }

    private static SocketChannel connectedWithin(
            NetworkNamespace hospital, ServerSocket server, int millis) throws Exception {
        return hospital.call(() -> {
            var channel = SocketChannel.open();
            channel.socket().connect(server.getLocalSocketAddress(), millis);
            return channel;
        });
    }

    /** Sends some megabytes, and returns when the other side has them all. */
    private static void sent(SocketChannel sender, ServerSocket server) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var receiver = server.accept()) {
            Future<byte[]> received =
                    threads.submit(() -> receiver.getInputStream().readNBytes(MEGABYTES << 20));
            var bytes = ByteBuffer.allocate(MEGABYTES << 20);
            while (bytes.hasRemaining()) {
                sender.write(bytes);
            }
            assertThat(received.get()).hasSize(MEGABYTES << 20);
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
