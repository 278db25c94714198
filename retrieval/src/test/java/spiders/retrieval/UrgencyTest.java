// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.PatientIdentifier;
import spiders.region.FetchWindow;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.security.Purpose;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Which transfer comes first, and what persons and hours make wait. */
class UrgencyTest {

    /** About twelve objects a second. */
    private static final Fault SLOW = new Fault.Slow(Duration.ZERO, 100_000);

    private static final PatientIdentifier LILLE_7 = new PatientIdentifier("LILLE", "IPP-7");

    @TempDir Path folder;
    private HikariDataSource database;

    @BeforeEach
    void database() {
        database = TestDatabases.fresh("security", "archive", "retrieval");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Pacs pacs(Fault fault, TestStudy... studies) throws IOException {
        var objects = folder.resolve("lille");
        for (var study : studies) {
            study.write(objects);
        }
        return Pacs.start(PacsSettings.of("LILLE", objects).withFault(fault));
    }

    private static Source.Builder source(Pacs pacs) {
        return Source.named("lille", "CHU de Lille")
                .dimse(pacs.node())
                .retrieve(List.of(Retrieve.GET))
                .issuer("LILLE");
    }

    @Test
    void quiet_hours_are_waited_for_and_a_person_can_hurry() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 3);
        try (var pacs = pacs(new Fault.None(), study);
                var hub = hub(source(pacs).windows(List.of(FetchWindow.quiet("00:00-00:00"))))) {
            var patient = hub.registerElodie(LILLE_7);
            var id = hub.searchAndOrder(patient).getFirst();
            var waiting =
                    hub.await(id, t -> t.message().key().equals("retrieval.transfer.quiet-hours"));
            assertThat(waiting.state()).isEqualTo(TransferState.ORDERED);
            assertThat(pacs.counts().sent()).isZero();

            hub.retrieval.transfers().hurry(TestHub.CLINICIAN, hub.purpose, id);

            assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
        }
    }

    @Test
    void what_a_person_holds_waits_until_it_is_let_go_on_and_nothing_comes_twice()
            throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 30);
        try (var pacs = pacs(SLOW, study);
                var hub = hub(source(pacs))) {
            var patient = hub.registerElodie(LILLE_7);
            var id = hub.searchAndOrder(patient).getFirst();
            hub.await(id, t -> t.counts().received() >= 3);

            hub.retrieval.transfers().hold(TestHub.CLINICIAN, hub.purpose, id);
            var held = hub.await(id, t -> t.state() == TransferState.HELD);
            Thread.sleep(1500);
            assertThat(hub.transfer(id).counts().received())
                    .isEqualTo(held.counts().received())
                    .isLessThan(30);
            hub.retrieval.transfers().release(TestHub.CLINICIAN, hub.purpose, id);

            var ended = hub.awaitFinal(id);
            assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
            assertThat(ended.counts().fetched()).isEqualTo(30);
        }
    }

    /** Until 0.1.0 both of them fetched it, side by side. */
    @Test
    void a_study_that_two_cases_want_at_once_comes_once() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 20);
        try (var pacs = pacs(SLOW, study);
                var hub = hub(source(pacs).associations(2))) {
            var patient = hub.registerElodie(LILLE_7);
            var offers = hub.search(patient).offers();
            var another = new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID());
            var transfers = hub.retrieval.transfers();
            var one = transfers.order(TestHub.CLINICIAN, hub.purpose, patient, offers).getFirst();
            var other = transfers.order(TestHub.CLINICIAN, another, patient, offers).getFirst();

            assertThat(hub.awaitFinal(one).state()).isEqualTo(TransferState.VERIFIED);
            assertThat(hub.awaitFinal(other).state()).isEqualTo(TransferState.VERIFIED);

            assertThat(one).isNotEqualTo(other);
            assertThat(pacs.sendings().values()).hasSize(20).containsOnly(1);
            assertThat(
                            hub.transfer(one).counts().fetched()
                                    + hub.transfer(other).counts().fetched())
                    .isEqualTo(20);
        }
    }

    @Test
    void the_session_that_is_first_has_its_images_first() throws Exception {
        var studies =
                IntStream.of(90, 6, 6, 6)
                        .mapToObj(size -> TestStudy.of(TestStudy.ELODIE, 1, size))
                        .toArray(TestStudy[]::new);
        try (var pacs = pacs(SLOW, studies);
                var hub = hub(source(pacs).associations(1))) {
            var patient = hub.registerElodie(LILLE_7);
            var offers =
                    hub.search(patient).offers().stream()
                            .sorted(Comparator.comparingInt(o -> -o.best().instances()))
                            .toList();
            var now = Instant.now();
            var ids = new java.util.ArrayList<UUID>();
            for (int i = 0; i < offers.size(); i++) {
                var purpose = new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID());
                var needed = now.plus(Duration.ofDays(offers.size() - i));
                ids.addAll(
                        hub.retrieval
                                .transfers()
                                .order(
                                        TestHub.CLINICIAN,
                                        purpose,
                                        patient,
                                        List.of(offers.get(i)),
                                        Optional.of(needed)));
            }
            for (var id : ids) {
                assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
            }

            var ends =
                    hub.told.stream()
                            .filter(t -> t.state() == TransferState.VERIFIED)
                            .map(Transfer::id)
                            .toList();
            // The first, a long one, began before the others were there.
            assertThat(ends.stream().filter(id -> !id.equals(ids.getFirst())))
                    .containsExactly(ids.get(3), ids.get(2), ids.get(1));
        }
    }

    @Test
    void a_rate_that_is_set_is_kept() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 60);
        try (var pacs = pacs(new Fault.None(), study);
                var hub =
                        hub(
                                source(pacs)
                                        .windows(
                                                List.of(
                                                        FetchWindow.limited(
                                                                "00:00-00:00 200 kB/s"))))) {
            var patient = hub.registerElodie(LILLE_7);

            var ended = hub.awaitFinal(hub.searchAndOrder(patient).getFirst());

            assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
            assertThat(ended.counts().bytes()).isGreaterThan(500_000);
            assertThat(ended.bytesPerSecond()).isLessThan(220_000);
        }
    }

    @Test
    @SuppressWarnings("try") // The PACS is closed under the hub.
    void a_search_by_the_hub_keeps_what_a_silent_source_had_said() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 3);
        try (var pacs = pacs(new Fault.None(), study)) {
            try (var hub = hub(source(pacs))) {
                var patient = hub.registerElodie(LILLE_7);
                assertThat(hub.search(patient).offers()).hasSize(1);
                pacs.close();

                var again =
                        hub.retrieval
                                .search()
                                .startByHub(hub.purpose, ImagingRequest.of(patient))
                                .orElseThrow();
                while (!latest(hub).orElseThrow().id().equals(again)) {
                    Thread.sleep(20);
                }

                var found = latest(hub).orElseThrow();
                assertThat(found.answers()).hasOnlyElementsOfType(SourceAnswer.Off.class);
                assertThat(found.offers()).hasSize(1);
            }
        }
    }

    @Test
    void what_is_on_its_way_has_a_forecast() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 3);
        try (var pacs = pacs(new Fault.None(), study);
                var hub = hub(source(pacs).windows(List.of(FetchWindow.quiet("00:00-00:00"))))) {
            var patient = hub.registerElodie(LILLE_7);
            var id = hub.searchAndOrder(patient).getFirst();

            var forecasts = hub.retrieval.transfers().forecasts();
            assertThat(forecasts).containsOnlyKeys(id);
            assertThat(forecasts.values()).allMatch(forecast -> forecast.likely().isEmpty());
            hub.retrieval.transfers().hurry(TestHub.CLINICIAN, hub.purpose, id);
            hub.awaitFinal(id);

            assertThat(hub.retrieval.transfers().forecasts()).isEmpty();
        }
    }

    private TestHub hub(Source.Builder source) throws IOException {
        return TestHub.open(database, folder.resolve("archive"), 0, source.build());
    }

    private static Optional<StudySearchResult> latest(TestHub hub) {
        var id = hub.purpose.boardCase();
        return Optional.ofNullable(hub.retrieval.search().latestForHub(List.of(id)).get(id));
    }
}
