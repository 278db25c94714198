// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Samples;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.CommitmentRequest;
import spiders.dicom.net.CommitmentResult;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.SOPReference;
import spiders.dicom.net.Status;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.Outcome;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.OrthancProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Storage commitment, on the caller's association and on a new one, over a restart, to Orthanc. */
class CommitmentTest {

    private static final SOPReference KEPT =
            new SOPReference(UIDs.CTImageStorage, Samples.instance(1));
    private static final SOPReference OTHER_CLASS =
            new SOPReference(UIDs.MRImageStorage, Samples.instance(2));
    private static final SOPReference UNKNOWN =
            new SOPReference(UIDs.CTImageStorage, new UID("1.2.3.4.5"));

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final List<AuditEvent> audit = Collections.synchronizedList(new ArrayList<>());
    private Archive archive;

    @BeforeEach
    void open() throws Exception {
        archive =
                new Archive(
                        new ArchiveSettings(folder.resolve("objects"), "test", 0),
                        database,
                        List.of());
        for (int i = 1; i <= 3; i++) {
            Samples.ingest(archive, Samples.ct(i));
        }
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
        database.close();
    }

    private Association asking(DimseArchive dimse, AETitle caller) {
        return Association.open(
                dimse.node(),
                AssociationRequest.forServices(caller, UIDs.StorageCommitmentPushModel),
                NetworkOptions.defaults());
    }

    @Test
    void each_object_is_reported_as_it_is_on_the_association_that_asked() throws Exception {
        removeFile(3);
        var gone = new SOPReference(UIDs.CTImageStorage, Samples.instance(3));
        var reports = new LinkedBlockingQueue<CommitmentResult>();
        try (var dimse = new DimseArchive(archive, database, audit::add);
                var association = asking(dimse, DimseArchive.STATION)) {
            association.onEvent((event, _) -> {
                reports.add(CommitmentResult.of(event));
                return Status.SUCCESS;
            });
            var request = CommitmentRequest.of(List.of(KEPT, OTHER_CLASS, UNKNOWN, gone));

            assertThat(association.perform(request.action()).status()).isEqualTo(Status.SUCCESS);
            assertThat(association.awaitEvent(Duration.ofSeconds(30))).isTrue();

            var result = reports.remove();
            assertThat(result.transactionUID()).isEqualTo(request.transactionUID());
            assertThat(result.committed()).containsExactly(KEPT);
            assertThat(result.failed())
                    .containsExactly(
                            new CommitmentResult.Failure(OTHER_CLASS, 0x0119),
                            new CommitmentResult.Failure(UNKNOWN, 0x0112),
                            new CommitmentResult.Failure(gone, 0x0112));
            await(() -> dimse.commitments().owed() == 0);
            assertThat(audit)
                    .filteredOn(event -> event.action() == Action.COMMIT_OBJECTS)
                    .extracting(AuditEvent::detail)
                    .singleElement()
                    .asString()
                    .contains("STATION", "1 kept, 3 not");
        }
    }

    /** The object's file loses its last byte, so that its length is no longer what it was. */
    private void removeFile(int number) throws IOException {
        var uid = Samples.instance(number).value();
        try (var files = Files.walk(folder.resolve("objects"))) {
            var file =
                    files.filter(Files::isRegularFile)
                            .filter(one -> holds(one, uid))
                            .findFirst()
                            .orElseThrow();
            var bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
        }
    }

    private static boolean holds(Path file, String uid) {
        try {
            return new String(
                            Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains(uid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_promise_outlives_its_association_and_the_server() throws Exception {
        var reports = new LinkedBlockingQueue<CommitmentResult>();
        int port = freePort();
        var station = new RemoteNode(DimseArchive.STATION, "127.0.0.1", port, false);
        var request = CommitmentRequest.of(List.of(KEPT));
        try (var dimse = new DimseArchive(archive, database, audit::add, station);
                var association = asking(dimse, DimseArchive.STATION)) {
            assertThat(association.perform(request.action()).status()).isEqualTo(Status.SUCCESS);
        }
        // Nobody listened: the report is still owed, and another process gives it.
        try (var dimse = new DimseArchive(archive, database, audit::add, station)) {
            assertThat(dimse.commitments().owed()).isEqualTo(1);
            try (var listening = listener(port, reports)) {
                assertThat(listening.port()).hasValue(port);
                var result = reports.poll(30, TimeUnit.SECONDS);
                assertThat(result).isNotNull();
                assertThat(result.transactionUID()).isEqualTo(request.transactionUID());
                assertThat(result.committed()).containsExactly(KEPT);
                await(() -> dimse.commitments().owed() == 0);
            }
        }
    }

    private static AssociationServer listener(int port, BlockingQueue<CommitmentResult> reports)
            throws IOException {
        return AssociationServer.builder(DimseArchive.STATION)
                .callers(Callers.any())
                .hearing(
                        Set.of(UIDs.StorageCommitmentPushModel),
                        (event, _) -> {
                            reports.add(CommitmentResult.of(event));
                            return Status.SUCCESS;
                        })
                .port(port)
                .start();
    }

    @Test
    void the_same_request_again_is_the_same_promise_and_another_is_none() throws Exception {
        try (var dimse = new DimseArchive(archive, database, audit::add);
                var association = asking(dimse, DimseArchive.STATION)) {
            var request = CommitmentRequest.of(List.of(KEPT));
            var other = new CommitmentRequest(request.transactionUID(), List.of(UNKNOWN));
            association.onEvent((_, _) -> Status.SUCCESS);

            assertThat(association.perform(request.action()).status().isSuccess()).isTrue();
            assertThat(association.perform(request.action()).status().isSuccess()).isTrue();
            assertThat(association.perform(other.action()).status().code()).isEqualTo(0x0110);
        }
    }

    @Test
    void a_caller_that_may_only_store_is_refused_and_recorded() throws Exception {
        try (var dimse = new DimseArchive(archive, database, audit::add);
                var association = asking(dimse, DimseArchive.MODALITY)) {
            var status = association.perform(CommitmentRequest.of(List.of(KEPT)).action()).status();

            assertThat(status.code()).isEqualTo(0x0124);
        }
        assertThat(audit)
                .anySatisfy(event -> {
                    assertThat(event.outcome()).isEqualTo(Outcome.REFUSED);
                    assertThat(event.detail()).isEqualTo("MODALITY may not COMMIT");
                });
    }

    @Test
    @Tag("peer")
    void orthanc_hears_both_outcomes() throws Exception {
        int port = freePort();
        var hub = new RemoteNode(DimseArchive.TITLE, "127.0.0.1", port, false);
        // The port of the hub is not known before its server is: Orthanc is told it afterwards.
        try (var orthanc = OrthancProcess.start(folder, List.of(hub));
                var dimse = new DimseArchive(archive, database, audit::add, orthanc.node())) {
            orthanc.put(
                    "modalities/SPIDERS",
                    "{\"AET\": \"SPIDERS\", \"Host\": \"127.0.0.1\", \"Port\": %s}"
                            .formatted(dimse.port()));

            assertThat(committed(orthanc, KEPT)).contains("\"Status\" : \"Success\"");
            assertThat(committed(orthanc, KEPT, UNKNOWN))
                    .contains("\"Status\" : \"Failure\"", "1.2.3.4.5");
        }
    }

    private static String committed(OrthancProcess orthanc, SOPReference... references) {
        var list = new ArrayList<String>();
        for (var one : references) {
            list.add(
                    "{\"SOPClassUID\": \"%s\", \"SOPInstanceUID\": \"%s\"}"
                            .formatted(one.sopClassUID().value(), one.sopInstanceUID().value()));
        }
        var answer =
                orthanc.post(
                        "modalities/SPIDERS/storage-commitment",
                        "{\"DicomInstances\": [%s]}".formatted(String.join(",", list)));
        var id = answer.replaceAll("(?s).*\"ID\" : \"([0-9.]+)\".*", "$1");
        await(() -> !orthanc.get("storage-commitment/" + id).contains("Pending"));
        return orthanc.get("storage-commitment/" + id);
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in 30 seconds").isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
