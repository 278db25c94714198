// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.upkeep.Verification;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkException;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.StorableInstance;
import spiders.security.store.EmbeddedPostgres;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * kill -9 of a storage service while four associations send to it: five rounds, and a hundred in
 * the profile {@code soak}. {@code -Dkilled.seed} plays a run's moments again.
 */
class KilledArchiveTest {

    private static final long SEED = Long.getLong("killed.seed", 20260322);
    private static final int ROUNDS = Integer.getInteger("killed.rounds", 3);
    private static final int SENDERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void what_was_acknowledged_is_there_and_nothing_is_half_written() throws Exception {
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            sendUntilKilled(acknowledged.size() + 50 + random.nextInt(500), random.nextInt(50));
            assertWhole(round);
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * 50);
    }

    /** Kills at some moment after so many acknowledgements, whatever was under way. */
    private void sendUntilKilled(int enough, int millis) throws Exception {
        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                IngestServer.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            int port = port(child);
            var senders = new ArrayList<Thread>();
            for (int i = 0; i < SENDERS; i++) {
                senders.add(Thread.ofVirtual().start(() -> send(port)));
            }
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (acknowledged.size() < enough && System.nanoTime() < end) {
                Thread.sleep(1);
            }
            Thread.sleep(millis);
            child.destroyForcibly().waitFor();
            for (var sender : senders) {
                sender.join();
            }
        } finally {
            child.destroyForcibly();
        }
    }

    private static int port(Process child) throws IOException {
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("READY ")) {
                    return Integer.parseInt(line.substring(6));
                }
            }
        }
        throw new IllegalStateException("The storage service did not start");
    }

    private void send(int port) {
        var node = new RemoteNode(new AETitle("SPIDERS"), "127.0.0.1", port, false);
        var request =
                AssociationRequest.forStore(
                        new AETitle("SENDER"), UIDs.CTImageStorage, Samples.EXPLICIT);
        try (var association = Association.open(node, request, NetworkOptions.defaults())) {
            while (true) {
                int number = next.getAndIncrement();
                var bytes = Samples.bytes(Samples.ct(number));
                var status =
                        association.store(
                                new StorableInstance(
                                        UIDs.CTImageStorage,
                                        Samples.instance(number),
                                        Samples.EXPLICIT,
                                        () -> new ByteArrayInputStream(bytes)));
                assertThat(status.isSuccess()).isTrue();
                acknowledged.add(number);
            }
        } catch (NetworkException | IOException e) {
            // Killed, as it should be.
        }
    }

    private void assertWhole(int round) throws Exception {
        var settings = new ArchiveSettings(folder.resolve("objects"), "test", 0);
        try (var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                var database = postgres.access().pool(4);
                var archive = new Archive(settings, database, List.of())) {
            var stored = archive.instances(Samples.STUDY);
            assertThat(stored)
                    .as("seed %d, round %d", SEED, round)
                    .extracting(StoredInstance::sopInstanceUID)
                    .containsAll(acknowledged.stream().map(Samples::instance).toList());
            var files = files();
            assertThat(files).hasSize(stored.size());
            for (var file : files) {
                int number = Part10.read(file).dataSet().integer(Tags.InstanceNumber).orElseThrow();
                assertThat(Part10.read(file).dataSet()).isEqualTo(Samples.ct(number));
            }
            try (var check = new Verification(settings, database)) {
                var report = check.run(Verification.Depth.DIGESTS, (_, _) -> {});
                assertThat(report.counts()).as("seed %d, round %d", SEED, round).isEmpty();
                assertThat(report.files()).isEqualTo(stored.size());
            }
        }
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(folder.resolve("objects"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0) // Not the names made ahead.
                    .toList();
        }
    }
}
