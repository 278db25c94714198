// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.archive.PatientIdentifier;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.region.Query;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.region.SourceProfile.Quirk;
import spiders.security.AccessRefusedException;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

class StudySearchTest {

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

    @Test
    void every_source_is_named_with_its_own_outcome() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 3);
        study.write(folder.resolve("lille"));
        folder.resolve("empty").toFile().mkdirs();
        try (var lille = Pacs.start("LILLE", folder.resolve("lille"));
                var amiens = Pacs.start("AMIENS", folder.resolve("empty"));
                var arras = pacs("ARRAS", new Fault.Silent());
                var lens = pacs("LENS", new Fault.Refuse());
                var hub =
                        hub(
                                source("lille", lille).build(),
                                source("amiens", amiens).build(),
                                source("arras", arras).patience(Duration.ofSeconds(1)).build(),
                                source("lens", lens).build(),
                                off("creil"))) {
            var patient = hub.registerElodie(LILLE_7);

            var start = System.nanoTime();
            var result = hub.search(patient);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(8));
            assertThat(result.answers()).hasSize(5);
            assertThat(result.answers().get(0)).isInstanceOf(SourceAnswer.Found.class);
            assertThat(result.answers().get(1)).isInstanceOf(SourceAnswer.None.class);
            assertThat(result.answers().get(2)).isInstanceOf(SourceAnswer.Late.class);
            assertThat(result.answers().get(3)).isInstanceOf(SourceAnswer.Refused.class);
            assertThat(result.answers().get(4)).isInstanceOf(SourceAnswer.Off.class);
            assertThat(result.answers().get(3).message().key())
                    .isEqualTo("region.failure.CALLER_UNKNOWN");
            assertThat(result.isFinished()).isTrue();
            var offer = result.offers().getFirst();
            assertThat(offer.studyInstanceUID()).isEqualTo(study.uid());
            assertThat(offer.grade()).isEqualTo(MatchGrade.CERTAIN);
            assertThat(offer.isProposable()).isTrue();
            assertThat(offer.description().instances()).isEqualTo(6);
            assertThat(offer.description().modalities()).containsExactly("CT");
            assertThat(hub.heard).hasSize(5);
        }
    }

    @Test
    void a_search_can_be_shown_again_by_its_case() throws Exception {
        TestStudy.of(TestStudy.ELODIE, 1, 1).write(folder.resolve("lille"));
        try (var lille = Pacs.start("LILLE", folder.resolve("lille"));
                var hub = hub(source("lille", lille).build())) {
            var patient = hub.registerElodie(LILLE_7);

            var result = hub.search(patient);
            var again = hub.retrieval.search().latest(TestHub.CLINICIAN, hub.purpose).orElseThrow();

            assertThat(again).isEqualTo(result);
        }
    }

    @Test
    void one_study_in_two_places_is_offered_once_and_the_fuller_copy_chosen() throws Exception {
        var files = TestStudy.of(TestStudy.ELODIE, 1, 4).write(folder.resolve("lille"));
        folder.resolve("amiens").toFile().mkdirs();
        try (var lille = Pacs.start("LILLE", folder.resolve("lille"));
                var amiens = Pacs.start("AMIENS", folder.resolve("amiens"));
                var hub = hub(source("amiens", amiens).build(), source("lille", lille).build())) {
            for (var file : files.subList(0, 3)) {
                amiens.add(file);
            }
            var patient = hub.registerElodie(LILLE_7);

            var offers = hub.search(patient).offers();

            assertThat(offers).hasSize(1);
            assertThat(offers.getFirst().provenances()).hasSize(2);
            assertThat(offers.getFirst().best().source()).isEqualTo("lille");
            assertThat(offers.getFirst().reason())
                    .isEqualTo(Message.of("retrieval.best.instances", 4, 3));
        }
    }

    @Test
    void equal_traits_under_another_number_wait_for_a_person() throws Exception {
        var elsewhere =
                new TestStudy.Person("ZZ-1", "AMIENS", "DEMO MARTIN^ELODIE", "19790312", "F");
        var study = TestStudy.of(elsewhere, 1, 1);
        study.write(folder.resolve("amiens"));
        try (var amiens = Pacs.start("AMIENS", folder.resolve("amiens"));
                var hub = hub(source("amiens", amiens).build())) {
            var patient = hub.registerElodie(LILLE_7);
            var result = hub.search(patient);
            var offer = result.offers().getFirst();
            assertThat(offer.grade()).isEqualTo(MatchGrade.PROBABLE);
            assertThatExceptionOfType(TransferNotAllowedException.class)
                    .isThrownBy(() ->
                            hub.retrieval
                                    .transfers()
                                    .order(
                                            TestHub.CLINICIAN,
                                            hub.purpose,
                                            patient,
                                            List.of(offer)));
            var question = new IdentityQuestion(result.id(), study.uid(), "amiens");
            var decisions = hub.retrieval.decisions();
            assertThatExceptionOfType(AccessRefusedException.class)
                    .isThrownBy(
                            () -> decisions.confirm(TestHub.SECRETARY, hub.purpose, question, ""));

            var decision =
                    decisions.confirm(TestHub.CLINICIAN, hub.purpose, question, "vu ensemble");

            assertThat(current(hub, result.id()).isAllowed()).isTrue();
            assertThat(decision.displayed()).isEqualTo(offer.best().comparison());
            decisions.revoke(TestHub.CLINICIAN, hub.purpose, decision.id(), "erreur");
            assertThat(current(hub, result.id()).isAllowed()).isFalse();
            decisions.refuse(TestHub.CLINICIAN, hub.purpose, question, "autre personne");
            assertThat(current(hub, result.id()).best().verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(decisions.of(TestHub.CLINICIAN, hub.purpose, patient)).hasSize(2);
        }
    }

    @Test
    void the_same_number_with_another_birth_date_is_a_conflict_that_nobody_can_confirm()
            throws Exception {
        var other = new TestStudy.Person("IPP-7", "LILLE", "DEMO-MARTIN^ELODIE", "19650101", "F");
        var study = TestStudy.of(other, 1, 1);
        study.write(folder.resolve("lille"));
        try (var lille = Pacs.start("LILLE", folder.resolve("lille"));
                var hub = hub(source("lille", lille).build())) {
            var patient = hub.registerElodie(LILLE_7);

            var result = hub.search(patient);

            assertThat(result.offers().getFirst().grade()).isEqualTo(MatchGrade.CONFLICT);
            assertThat(result.offers().getFirst().isAllowed()).isFalse();
            var question = new IdentityQuestion(result.id(), study.uid(), "lille");
            assertThatExceptionOfType(UndecidableIdentityException.class)
                    .isThrownBy(() ->
                            hub.retrieval
                                    .decisions()
                                    .confirm(TestHub.CLINICIAN, hub.purpose, question, ""));
        }
    }

    @Test
    void a_homonym_is_neither_shown_nor_kept() throws Exception {
        var homonym = new TestStudy.Person("X", "LILLE", "DEMO MARTIN^ELODIE", "19650312", "F");
        TestStudy.of(homonym, 1, 1).write(folder.resolve("lille"));
        try (var lille = Pacs.start("LILLE", folder.resolve("lille"));
                var hub = hub(source("lille", lille).build())) {
            var result = hub.search(hub.registerElodie(LILLE_7));

            assertThat(result.offers()).isEmpty();
            assertThat(result.answers().getFirst()).isInstanceOf(SourceAnswer.None.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"19790313,FIND", "19790312,FIND", "19970312,QIDO", "19791203,QIDO"})
    void a_slip_in_the_birth_date_is_shown_and_left_to_a_person(String birthDate, Query query)
            throws Exception {
        var near = new TestStudy.Person("X", "AMIENS", "DEMO MARTIN^ELODIE", birthDate, "F");
        var study = TestStudy.of(near, 1, 1);
        study.write(folder.resolve("lille"));
        var settings = PacsSettings.of("LILLE", folder.resolve("lille")).withWebPort(0);
        try (var lille = Pacs.start(settings);
                var hub =
                        hub(
                                source("lille", lille)
                                        .dicomWeb(lille.webBase().orElseThrow())
                                        .query(query)
                                        .build())) {
            var patient = hub.registerElodie(LILLE_7);
            var offer = hub.search(patient).offers().getFirst();

            boolean equal = birthDate.equals("19790312");
            assertThat(offer.grade()).isEqualTo(equal ? MatchGrade.PROBABLE : MatchGrade.POSSIBLE);
            assertThat(offer.isAllowed()).isFalse();
            assertThat(offer.isProposable()).isFalse();
            assertThat(offer.best().comparison().differences())
                    .extracting(FieldComparison::field)
                    .contains(equal ? ComparedField.IDENTIFIER : ComparedField.BIRTH_DATE);
            assertThat(hub.searchAndOrder(patient)).isEmpty();
        }
    }

    @Test
    void a_source_is_asked_by_qido_when_its_profile_says_so() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 2);
        study.write(folder.resolve("lille"));
        var settings = PacsSettings.of("LILLE", folder.resolve("lille")).withWebPort(0);
        try (var lille = Pacs.start(settings);
                var hub =
                        hub(
                                Source.named("lille", "Lille")
                                        .dicomWeb(lille.webBase().orElseThrow())
                                        .issuer("LILLE")
                                        .query(Query.QIDO)
                                        .quirk(Quirk.BODY_PART_BY_SERIES)
                                        .retrieve(List.of(Retrieve.WADO))
                                        .build())) {
            var offer = hub.search(hub.registerElodie(LILLE_7)).offers().getFirst();

            assertThat(offer.studyInstanceUID()).isEqualTo(study.uid());
            assertThat(offer.description().bodyParts()).containsExactly("CHEST");
            assertThat(offer.grade()).isEqualTo(MatchGrade.CERTAIN);
        }
    }

    @Test
    void a_slow_source_is_late_and_its_studies_are_added_when_they_come() throws Exception {
        TestStudy.of(TestStudy.ELODIE, 1, 1).write(folder.resolve("lille"));
        var slow =
                PacsSettings.of("LILLE", folder.resolve("lille"))
                        .withFault(new Fault.Slow(Duration.ofMillis(700), 0));
        try (var lille = Pacs.start(slow);
                var hub = hub(source("lille", lille).patience(Duration.ofMillis(1_200)).build())) {
            var patient = hub.registerElodie(LILLE_7);

            var result = hub.search(patient);

            assertThat(result.answers().getFirst()).isInstanceOf(SourceAnswer.Late.class);
            awaitOffers(hub, result.id());
            assertThat(hub.heard.getLast()).isInstanceOf(SourceAnswer.Found.class);
        }
    }

    @Test
    void an_administrator_searches_no_patient() throws Exception {
        try (var hub = hub(off("creil"))) {
            var patient = hub.registerElodie(LILLE_7);

            assertThatExceptionOfType(AccessRefusedException.class)
                    .isThrownBy(() ->
                            hub.retrieval
                                    .search()
                                    .search(
                                            TestHub.ADMINISTRATOR,
                                            hub.purpose,
                                            ImagingRequest.of(patient)));
            assertThat(hub.heard).isEmpty();
        }
    }

    private static void awaitOffers(TestHub hub, UUID search) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            var result = hub.retrieval.search().result(search).orElseThrow();
            if (!result.offers().isEmpty()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the late answer never came");
    }

    private static StudyOffer current(TestHub hub, UUID search) {
        return hub.retrieval.search().result(search).orElseThrow().offers().getFirst();
    }

    private TestHub hub(Source... sources) throws IOException {
        return TestHub.open(database, folder.resolve("objects"), 0, sources);
    }

    private Pacs pacs(String title, Fault fault) throws IOException {
        folder.resolve(title).toFile().mkdirs();
        return Pacs.start(PacsSettings.of(title, folder.resolve(title)).withFault(fault));
    }

    private static Source.Builder source(String id, Pacs pacs) {
        return Source.named(id, id).dimse(pacs.node()).issuer(pacs.aeTitle().value());
    }

    private static Source off(String id) throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var node = new RemoteNode(new AETitle("CREIL"), "127.0.0.1", port, false);
        return Source.named(id, id).dimse(node).issuer("CREIL").build();
    }
}
