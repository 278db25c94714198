// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.archive.PatientIdentifier;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.TLS;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.retrieval.TransferManifest.Verification;
import spiders.security.AuditSearch;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

class TransfersTest {

    private static final PatientIdentifier LILLE_7 = new PatientIdentifier("LILLE", "IPP-7");

    @TempDir Path folder;
    private HikariDataSource database;
    private int port;

    @BeforeEach
    void database() throws IOException {
        database = TestDatabases.fresh("security", "archive", "retrieval");
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Retrieve.class)
    void a_study_comes_by_each_way_and_is_verified(Retrieve way) throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 5);
        try (var pacs = pacs(study, new Fault.None());
                var hub = hub(source(pacs, way).build())) {
            var patient = hub.registerElodie(LILLE_7);

            var id = hub.searchAndOrder(patient).getFirst();
            var ended = hub.awaitFinal(id);

            assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
            assertThat(ended.counts().expected()).isEqualTo(10);
            assertThat(ended.counts().received()).isEqualTo(10);
            assertThat(ended.counts().verified()).isEqualTo(10);
            assertThat(ended.counts().fetched()).isEqualTo(10);
            assertThat(ended.counts().bytes()).isGreaterThan(10 * 64 * 64 * 2);
            assertThat(pacs.counts().sent()).isEqualTo(10);
            assertThat(hub.archive.studies(patient)).hasSize(1);
            var manifest = hub.retrieval.transfers().manifest(TestHub.CLINICIAN, hub.purpose, id);
            assertThat(manifest.orElseThrow().entries())
                    .hasSize(10)
                    .allSatisfy(entry -> assertThat(entry.digest()).matches("sha256:[0-9a-f]{64}"));
            assertThat(manifest.orElseThrow().verification()).isEqualTo(Verification.INSTANCE_LIST);
            assertThat(hub.told.getLast().state()).isEqualTo(TransferState.VERIFIED);
            assertThat(hub.complete).containsExactly(ended.studyInstanceUID());
        }
    }

    @Test
    void what_is_here_already_is_not_fetched_again() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 5);
        try (var pacs = pacs(study, new Fault.None());
                var hub = hub(source(pacs, Retrieve.GET).build())) {
            var patient = hub.registerElodie(LILLE_7);
            hub.awaitFinal(hub.searchAndOrder(patient).getFirst());
            var other =
                    new spiders.security.Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID());
            var offers = hub.search(patient).offers();

            var again =
                    hub.retrieval
                            .transfers()
                            .order(TestHub.CLINICIAN, other, patient, offers)
                            .getFirst();

            assertThat(hub.awaitFinal(again).state()).isEqualTo(TransferState.VERIFIED);
            assertThat(pacs.counts().sent()).isEqualTo(10);
        }
    }

    @Test
    void one_order_a_study_and_case_is_enough() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 2);
        try (var pacs = pacs(study, new Fault.None());
                var hub = hub(source(pacs, Retrieve.GET).build())) {
            var patient = hub.registerElodie(LILLE_7);

            assertThat(hub.searchAndOrder(patient)).isEqualTo(hub.searchAndOrder(patient));
            assertThat(hub.retrieval.transfers().of(hub.purpose.boardCase())).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Retrieve.class)
    void after_a_break_half_way_only_the_rest_is_fetched(Retrieve way) throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 10);
        try (var pacs = pacs(study, new Fault.Abort(7, 1));
                var hub = hub(source(pacs, way).build())) {
            var patient = hub.registerElodie(LILLE_7);

            var ended = hub.awaitFinal(hub.searchAndOrder(patient).getFirst());

            assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
            assertThat(ended.counts().verified()).isEqualTo(20);
            // At most the object in which the break happened is sent twice, and what was on its
            // way behind it.
            assertThat(pacs.counts().sent()).isLessThanOrEqualTo(23);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Retrieve.class,
            names = {"GET", "MOVE"})
    void objects_that_a_source_can_not_send_are_named(Retrieve way) throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 5);
        try (var pacs = pacs(study, new Fault.FailedObjects(2));
                var hub = hub(source(pacs, way).build())) {
            var patient = hub.registerElodie(LILLE_7);

            var id = hub.searchAndOrder(patient).getFirst();
            var ended = hub.awaitFinal(id);

            assertThat(ended.state()).isEqualTo(TransferState.INCOMPLETE);
            assertThat(ended.message().key()).isEqualTo("retrieval.transfer.missing");
            assertThat(ended.missing()).hasSize(1);
            assertThat(ended.missing().getFirst().sopInstanceUIDs()).isNotEmpty();
            int missing = ended.missing().getFirst().sopInstanceUIDs().size();
            assertThat(ended.counts().received()).isEqualTo(5 - missing);
            assertThat(hub.retrieval.transfers().attempts(id))
                    .anySatisfy(attempt -> assertThat(attempt.outcome()).contains("failed"));

            pacs.fault(new Fault.None());
            hub.retrieval.transfers().retry(TestHub.CLINICIAN, hub.purpose, id);

            assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
            assertThat(hub.transfer(id).missing()).isEmpty();
        }
    }

    @Test
    void a_count_that_is_wrong_is_not_believed_where_there_is_a_list() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 3);
        try (var pacs = pacs(study, new Fault.WrongCounts(4));
                var hub = hub(source(pacs, Retrieve.GET).build())) {
            var patient = hub.registerElodie(LILLE_7);

            var ended = hub.awaitFinal(hub.searchAndOrder(patient).getFirst());

            assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
            assertThat(ended.counts().verified()).isEqualTo(6);
            assertThat(ended.message())
                    .isEqualTo(Message.of("retrieval.transfer.miscounted", 10, 6));
        }
    }

    @Test
    void without_an_image_level_the_count_is_what_is_verified_and_that_is_said() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 3);
        try (var pacs = pacs(study, new Fault.NoImageLevel());
                var hub = hub(source(pacs, Retrieve.GET).build())) {
            var patient = hub.registerElodie(LILLE_7);

            var id = hub.searchAndOrder(patient).getFirst();
            var ended = hub.awaitFinal(id);

            assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
            assertThat(ended.message()).isEqualTo(Message.of("retrieval.transfer.count-only", 6));
            assertThat(
                            hub.retrieval
                                    .transfers()
                                    .manifest(TestHub.CLINICIAN, hub.purpose, id)
                                    .orElseThrow()
                                    .verification())
                    .isEqualTo(Verification.COUNT_ONLY);
        }
    }

    @ParameterizedTest
    @EnumSource(Retrieve.class)
    void truncated_objects_are_refused_and_the_transfer_says_so(Retrieve way) throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 3);
        try (var pacs = pacs(study, new Fault.Truncated(100));
                var hub = hub(source(pacs, way).build())) {
            var patient = hub.registerElodie(LILLE_7);

            var ended = hub.awaitFinal(hub.searchAndOrder(patient).getFirst());

            assertThat(ended.state()).isEqualTo(TransferState.FAILED);
            assertThat(hub.complete).isEmpty();
            assertThat(ended.missing().getFirst().sopInstanceUIDs()).hasSize(3);
            assertThat(hub.archive.instances(study.uid())).isEmpty();
        }
    }

    @Test
    void a_source_that_falls_silent_is_tried_again_and_then_given_up() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 3);
        try (var pacs = pacs(study, new Fault.None());
                var hub = hub(source(pacs, Retrieve.GET).build())) {
            var patient = hub.registerElodie(LILLE_7);
            var offers = hub.search(patient).offers();
            pacs.fault(new Fault.Refuse());
            var id =
                    hub.retrieval
                            .transfers()
                            .order(TestHub.CLINICIAN, hub.purpose, patient, offers)
                            .getFirst();

            var ended = hub.awaitFinal(id);

            assertThat(ended.state()).isEqualTo(TransferState.FAILED);
            assertThat(ended.message().key()).isEqualTo("region.failure.CALLER_UNKNOWN");
            assertThat(ended.timing().attempts()).isEqualTo(3);
            assertThat(ended.detail()).contains("AE title");
        }
    }

    @Test
    void a_closed_port_is_off_until_it_opens_again() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 3);
        study.write(folder.resolve("lille"));
        var settings = PacsSettings.of("LILLE", folder.resolve("lille")).withWebPort(0);
        var pacs = Pacs.start(settings);
        int pacsPort = pacs.port();
        try (var hub = hub(source(pacs, Retrieve.GET).build())) {
            var patient = hub.registerElodie(LILLE_7);
            var offers = hub.search(patient).offers();
            pacs.close();
            var id =
                    hub.retrieval
                            .transfers()
                            .order(TestHub.CLINICIAN, hub.purpose, patient, offers)
                            .getFirst();
            var waiting = hub.await(id, one -> one.state() == TransferState.RETRYING);
            assertThat(waiting.message().key()).isEqualTo("region.failure.NOTHING_LISTENS");

            try (var _ = Pacs.start(settings.withPort(pacsPort))) {
                hub.awaitFinal(id);
                hub.retrieval.transfers().retry(TestHub.CLINICIAN, hub.purpose, id);
                assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
            }
        }
    }

    @Test
    void one_way_that_fails_gives_way_to_the_next() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 3);
        study.write(folder.resolve("lille"));
        // This PACS does not know us as a destination.
        try (var pacs =
                        Pacs.start(
                                PacsSettings.of("LILLE", folder.resolve("lille")).withWebPort(0));
                var hub = hub(source(pacs, Retrieve.MOVE, Retrieve.WADO).build())) {
            var patient = hub.registerElodie(LILLE_7);

            var id = hub.searchAndOrder(patient).getFirst();

            assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
            var attempts = hub.retrieval.transfers().attempts(id);
            assertThat(attempts).hasSize(2);
            assertThat(attempts.get(0).way()).isEqualTo("MOVE");
            assertThat(attempts.get(0).outcome()).contains("A801");
            assertThat(attempts.get(1).way()).isEqualTo("WADO");
        }
    }

    @Test
    void tls_where_the_source_speaks_plain_is_told_apart() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 1);
        try (var pacs = pacs(study, new Fault.None())) {
            var node = new RemoteNode(pacs.aeTitle(), "127.0.0.1", pacs.port(), true);
            var source = Source.named("lille", "Lille").dimse(node).issuer("LILLE").build();
            var tls = TLS.of(javax.net.ssl.SSLContext.getDefault());
            try (var hub = new TestHub(database, folder.resolve("o"), 0, 0, tls, List.of(source))) {
                var patient = hub.registerElodie(LILLE_7);

                var answer = hub.search(patient).answers().getFirst();

                assertThat(answer).isInstanceOf(SourceAnswer.Failed.class);
                assertThat(answer.message().key()).isEqualTo("region.failure.TLS_MISMATCH");
                assertThat(answer.detail()).contains("TLS");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Retrieve.class,
            names = {"GET", "WADO"})
    void a_full_disk_pauses_the_transfer_and_room_resumes_it(Retrieve way) throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 3);
        long everything = Long.MAX_VALUE / 2;
        UUID id;
        try (var pacs = pacs(study, new Fault.None())) {
            var sources = List.of(source(pacs, way).build());
            var objects = folder.resolve("objects");
            try (var hub = new TestHub(database, objects, 0, everything, TLS.none(), sources)) {
                var patient = hub.registerElodie(LILLE_7);

                id = hub.searchAndOrder(patient).getFirst();
                var paused = hub.await(id, one -> one.timing().attempts() > 3);

                assertThat(paused.state().isFinal()).isFalse();
                assertThat(hub.told)
                        .anySatisfy(one ->
                                assertThat(one.message().key())
                                        .isEqualTo("retrieval.transfer.no-room"));
            }
            try (var hub = new TestHub(database, objects, 0, 0, TLS.none(), sources)) {
                assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
            }
        }
    }

    @Test
    void a_cancelled_transfer_stops_and_can_be_taken_up_again() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 30);
        try (var pacs = pacs(study, new Fault.Slow(Duration.ZERO, 40_000));
                var hub =
                        hub(source(pacs, Retrieve.GET).patience(Duration.ofSeconds(30)).build())) {
            var patient = hub.registerElodie(LILLE_7);
            var id = hub.searchAndOrder(patient).getFirst();
            hub.await(id, one -> one.counts().received() > 2);

            hub.retrieval.transfers().cancel(TestHub.CLINICIAN, hub.purpose, id);

            var ended = hub.awaitFinal(id);
            assertThat(ended.state()).isEqualTo(TransferState.CANCELLED);
            assertThat(ended.counts().received()).isBetween(3, 29);
            pacs.fault(new Fault.None());
            hub.retrieval.transfers().retry(TestHub.CLINICIAN, hub.purpose, id);
            assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
        }
    }

    @Test
    void what_was_done_is_audited_with_its_purpose() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 1);
        try (var pacs = pacs(study, new Fault.None());
                var hub = hub(source(pacs, Retrieve.GET).build())) {
            var patient = hub.registerElodie(LILLE_7);
            hub.awaitFinal(hub.searchAndOrder(patient).getFirst());

            var lines = hub.audit.search(everything());

            for (var action :
                    List.of(
                            spiders.security.Action.SEARCH_IMAGING,
                            spiders.security.Action.ORDER_TRANSFER,
                            spiders.security.Action.FINISH_TRANSFER)) {
                assertThat(lines)
                        .anySatisfy(line -> {
                            assertThat(line.event().action()).isEqualTo(action);
                            assertThat(line.event().purpose()).isEqualTo(hub.purpose);
                            assertThat(line.event().patients()).containsExactly(patient);
                        });
            }
        }
    }

    private static AuditSearch everything() {
        return new AuditSearch(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Instant.EPOCH,
                Instant.now().plusSeconds(60),
                Long.MAX_VALUE,
                500);
    }

    private TestHub hub(Source... sources) throws IOException {
        return TestHub.open(database, folder.resolve("objects"), port, sources);
    }

    private Pacs pacs(TestStudy study, Fault fault) throws IOException {
        study.write(folder.resolve("lille"));
        Files.createDirectories(folder.resolve("lille"));
        return Pacs.start(
                PacsSettings.of("LILLE", folder.resolve("lille"))
                        .withWebPort(0)
                        .withDestination(new RemoteNode(TestHub.TITLE, "127.0.0.1", port, false))
                        .withFault(fault));
    }

    private static Source.Builder source(Pacs pacs, Retrieve... ways) {
        return Source.named("lille", "Lille")
                .dimse(pacs.node())
                .dicomWeb(pacs.webBase().orElseThrow())
                .issuer("LILLE")
                .retrieve(List.of(ways));
    }
}
