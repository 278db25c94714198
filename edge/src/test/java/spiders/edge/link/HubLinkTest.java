// SPDX-License-Identifier: Apache-2.0
package spiders.edge.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import spiders.retrieval.edge.EdgeAnswer;
import spiders.testkit.peer.Certificates;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

class HubLinkTest {

    private static final HubLink.Waits SHORT =
            new HubLink.Waits(Duration.ofSeconds(1), Duration.ofMillis(500));

    @TempDir Path folder;
    private final CountDownLatch end = new CountDownLatch(1);

    /** What hangs behind the headers is no matter of a request's own time, and once had no end. */
    @Test
    @Timeout(30)
    void an_answer_that_hangs_in_its_middle_ends_the_call_all_the_same() throws Exception {
        var certificates = Certificates.create(folder.resolve("tls"));
        var server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.tls().serverContext()));
        server.createContext("/", this::hang);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        var address =
                new HubAddress(
                        URI.create("https://localhost:" + server.getAddress().getPort()),
                        List.of());
        try (var link = new HubLink(address, certificates.tls(), SHORT)) {
            long start = System.nanoTime();

            assertThatExceptionOfType(LinkDownException.class)
                    .isThrownBy(() -> link.answer(UUID.randomUUID(), new EdgeAnswer.Echoed("")))
                    .satisfies(down -> assertThat(down.isFailure()).isFalse());

            assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
        } finally {
            end.countDown();
            server.stop(0);
        }
    }

    private void hang(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
