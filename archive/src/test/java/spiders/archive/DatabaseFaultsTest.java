// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.dimse.StorageProvider;
import spiders.archive.upkeep.Finding;
import spiders.archive.upkeep.Verification;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.NetworkException;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.StorableInstance;
import spiders.security.store.DatabaseAccess;
import spiders.security.store.EmbeddedPostgres;
import spiders.security.store.Migrations;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** PostgreSQL stopped, killed and started again while four associations store. */
class DatabaseFaultsTest {

    private static final int SENDERS = 4;
    private static final int MORE = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern PORT = Pattern.compile(":(\\d+)/");

    @TempDir private Path folder;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    @Test
    void nothing_acknowledged_is_lost_and_ingest_goes_on_by_itself() throws Exception {
        var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        try (var relay = new Relay(port(postgres));
                var database = pool(postgres, relay)) {
            Migrations.run(database, "archive");
            try (var archive = new Archive(settings(), database, List.of());
                    var door = door(archive)) {
                var senders = senders(door.port().orElseThrow());
                awaitMore();
                postgres.close();
                Thread.sleep(500);
                postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                relay.to(port(postgres));
                awaitMore();
                kill();
                postgres.close();
                postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
                relay.to(port(postgres));
                awaitMore();
                isOver = true;
                for (var sender : senders) {
                    sender.join();
                }
                assertThat(archive.instances(Samples.STUDY))
                        .extracting(StoredInstance::sopInstanceUID)
                        .containsAll(acknowledged.stream().map(Samples::instance).toList());
            }
            assertThat(refused).as("the stops were noticed").hasPositiveValue();
            assertNamed(database);
        } finally {
            postgres.close();
        }
    }

    /** Every row has its bytes; a file without a row is named, and taken in by the next start. */
    private void assertNamed(HikariDataSource database) throws IOException {
        try (var check = new Verification(settings(), database)) {
            var report = check.run(Verification.Depth.DIGESTS, (_, _) -> {});
            assertThat(report.counts().keySet()).isSubsetOf(Finding.Kind.ORPHAN);
        }
    }

    private ArchiveSettings settings() {
        return new ArchiveSettings(folder.resolve("objects"), "test", 0);
    }

    private static int port(EmbeddedPostgres postgres) {
        var found = PORT.matcher(postgres.access().url());
        assertThat(found.find()).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private static HikariDataSource pool(EmbeddedPostgres postgres, Relay relay) {
        var access = postgres.access();
        var url = PORT.matcher(access.url()).replaceFirst(":" + relay.port() + "/");
        var pool = new DatabaseAccess(url, access.user(), access.password()).pool(6);
        pool.setConnectionTimeout(2000);
        return pool;
    }

    /** kill -9 of the whole server, as a crash of its machine is. */
    private void kill() throws IOException, InterruptedException {
        var pid = Files.readAllLines(folder.resolve("postgres/cluster/postmaster.pid")).getFirst();
        var server = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        var all = new ArrayList<>(server.descendants().toList());
        all.add(server);
        all.forEach(ProcessHandle::destroyForcibly);
        while (all.stream().anyMatch(ProcessHandle::isAlive)) {
            Thread.sleep(10);
        }
    }

    private void awaitMore() throws InterruptedException {
        int enough = acknowledged.size() + MORE;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (acknowledged.size() < enough && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(enough);
    }

    private static AssociationServer door(Archive archive) throws IOException {
        return new StorageProvider(archive, _ -> {}, caller -> new Origin(caller.value(), "CHU"))
                .serve(AssociationServer.builder(new AETitle("SPIDERS")))
                .callers(Callers.any())
                .port(0)
                .start();
    }

    private List<Thread> senders(int port) {
        var senders = new ArrayList<Thread>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(Thread.ofVirtual().start(() -> sendOn(port)));
        }
        return senders;
    }

    /** As a PACS does: an association that broke is opened again, a refused object sent again. */
    private void sendOn(int port) {
        while (!isOver) {
            try {
                send(port);
            } catch (NetworkException | IOException e) {
                refused.incrementAndGet();
            }
        }
    }

    private void send(int port) throws IOException {
        var node = new RemoteNode(new AETitle("SPIDERS"), "127.0.0.1", port, false);
        var request =
                AssociationRequest.forStore(
                        new AETitle("SENDER"), UIDs.CTImageStorage, Samples.EXPLICIT);
        int number = next.getAndIncrement();
        try (var association = Association.open(node, request, NetworkOptions.defaults())) {
            while (!isOver) {
                var bytes = Samples.bytes(Samples.ct(number));
                var object =
                        new StorableInstance(
                                UIDs.CTImageStorage,
                                Samples.instance(number),
                                Samples.EXPLICIT,
                                () -> new ByteArrayInputStream(bytes));
                if (association.store(object).isSuccess()) {
                    acknowledged.add(number);
                    number = next.getAndIncrement();
                } else {
                    refused.incrementAndGet();
                }
            }
        }
    }
}
