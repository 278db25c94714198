// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.dicom.net.RemoteNode;
import spiders.region.Retrieve;
import spiders.security.store.DatabaseAccess;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

class KillTest {

    private static final int SLICES = 60;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Retrieve.class)
    void a_transfer_whose_hub_was_killed_goes_on_in_the_next_and_fetches_nothing_twice(Retrieve way)
            throws Exception {
        var access = TestDatabases.access("security", "archive", "retrieval");
        TestStudy.of(TestStudy.ELODIE, 2, SLICES / 2).write(folder.resolve("lille"));
        int port = freePort();
        var settings =
                PacsSettings.of("LILLE", folder.resolve("lille"))
                        .withWebPort(0)
                        .withDestination(new RemoteNode(TestHub.TITLE, "127.0.0.1", port, false))
                        .withFault(new Fault.Slow(Duration.ZERO, 150_000));
        try (var pacs = Pacs.start(settings);
                var database = access.pool(6)) {
            var web = pacs.webBase().orElseThrow().toString();
            var process = start(access, port, pacs.port(), web, way);
            var id = ordered(process);
            var objects = folder.resolve("objects");
            var probe = new spiders.retrieval.store.TransferStore(database, Clock.systemUTC());
            while (probe.transfer(id).orElseThrow().counts().received() < SLICES / 4) {
                assertThat(process.isAlive()).isTrue();
                Thread.sleep(20);
            }
            process.destroyForcibly().waitFor();
            int sentBefore = pacs.counts().sent();
            long here = files(objects);
            pacs.fault(new Fault.None());

            try (var hub =
                    TestHub.open(
                            database, objects, port, KilledHub.source(pacs.port(), web, way))) {
                var start = System.nanoTime();
                var ended = hub.awaitFinal(id);

                assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
                assertThat(ended.counts().verified()).isEqualTo(SLICES);
                assertThat(here).isGreaterThanOrEqualTo(SLICES / 4);
                // Nothing that was here is asked for again; over HTTP a source has sent more into
                // the wire than had arrived, so that only the second run says how much was asked.
                assertThat(pacs.counts().sent() - sentBefore).isLessThan(SLICES - SLICES / 4 + 2);
                if (way != Retrieve.WADO) {
                    assertThat(pacs.counts().sent()).isLessThanOrEqualTo(SLICES + 8);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(Duration.ofSeconds(45));
            }
        }
    }

    private Process start(DatabaseAccess access, int port, int pacsPort, String web, Retrieve way)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledHub.class.getName(),
                        access.url(),
                        access.user(),
                        access.password(),
                        folder.resolve("objects").toString(),
                        String.valueOf(port),
                        String.valueOf(pacsPort),
                        web,
                        way.name())
                .redirectError(folder.resolve("killed.log").toFile())
                .start();
    }

    private UUID ordered(Process process) throws IOException {
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ordered ")) {
                return UUID.fromString(line.substring("ordered ".length()));
            }
        }
        throw new AssertionError(Files.readString(folder.resolve("killed.log")));
    }

    private static long files(Path objects) throws IOException {
        try (var files = Files.walk(objects)) {
            return files.filter(file -> file.toFile().length() > 0)
                    .filter(Files::isRegularFile)
                    .count();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
