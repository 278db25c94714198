// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.ArchivePolicy;
import spiders.archive.Ingested;
import spiders.archive.Removal;
import spiders.archive.RemovalCause;
import spiders.archive.RemovedObject;
import spiders.archive.RemovedObject.Presence;
import spiders.archive.Samples;
import spiders.archive.store.Selection;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.security.AccessRefusedException;
import spiders.security.Action;
import spiders.security.PatientKey;
import spiders.security.Purpose;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;

/** Studies leave by rule and by session, and it can be proven. */
class RetentionTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final UID OTHER = new UID(Samples.STUDY.value() + ".77");
    private static final RetentionPolicy POLICY =
            new RetentionPolicy(
                    new RetentionPolicy.AfterBoard.Leave(DAY.multipliedBy(30)),
                    List.of(
                            new RetentionRule(
                                    "echographies",
                                    Set.of("angers"),
                                    Set.of("US"),
                                    DAY.multipliedBy(400))));

    @TempDir private Path folder;
    private LifeCycleFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new LifeCycleFixture(folder, POLICY, ArchivePolicy.DEFAULT);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void a_boards_study_leaves_so_long_after_the_last_session_and_not_before() throws Exception {
        store(3);
        fixture.board(Samples.STUDY, DAY, 3);

        fixture.pass(DAY.multipliedBy(30));
        assertThat(fixture.lifeCycle().run()).isZero();
        assertThat(fixture.archive().instances(Samples.STUDY)).hasSize(3);

        fixture.pass(DAY.multipliedBy(2));
        assertThat(fixture.lifeCycle().run()).isEqualTo(1);
        assertThat(fixture.archive().study(Samples.STUDY)).isEmpty();
        assertThat(fixture.files()).isEmpty();
        assertThat(fixture.lifeCycle().run()).as("once").isZero();
    }

    @Test
    void a_removal_is_proven_object_by_object_and_audited() throws Exception {
        var stored = store(3);
        fixture.board(Samples.STUDY, DAY, 3);
        fixture.pass(DAY.multipliedBy(40));

        fixture.lifeCycle().run();

        var removals = fixture.lifeCycle().removals();
        var removal = removals.latest(10).getFirst();
        assertThat(removal.isFinished()).isTrue();
        assertThat(removal.cause()).isEqualTo(new RemovalCause.BoardOver());
        assertThat(removal.objects()).isEqualTo(3);
        var certificate = removals.certificate(removal.id()).orElseThrow();
        assertThat(certificate.isIntact()).isTrue();
        assertThat(certificate.objects())
                .extracting(RemovedObject::sha256)
                .containsExactlyElementsOf(
                        stored.stream()
                                .map(Ingested.Stored::instance)
                                .map(instance -> instance.sha256())
                                .toList());
        assertThat(certificate.objects())
                .extracting(RemovedObject::presence)
                .containsOnly(new Presence.Gone(fixture.now()));
        assertThat(fixture.audit(Action.REMOVE_OBJECTS))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.detail())
                                .contains("board-over", "3 objects", removal.manifest()));
        assertThat(fixture.verify().isClean()).isTrue();
    }

    @Test
    void a_certificate_that_was_tampered_with_says_so() throws Exception {
        store(2);
        fixture.board(Samples.STUDY, DAY, 2);
        fixture.pass(DAY.multipliedBy(40));
        fixture.lifeCycle().run();
        fixture.jdbc()
                .sql("update archive.removed_object set length = length + 1 where uid = ?")
                .param(Samples.instance(1).value())
                .update();

        var removals = fixture.lifeCycle().removals();
        var removal = removals.latest(1).getFirst();

        assertThat(removals.certificate(removal.id()).orElseThrow().isIntact()).isFalse();
    }

    @Test
    void no_trait_of_the_patient_is_left_where_nothing_else_carries_it() throws Exception {
        store(1);
        fixture.board(Samples.STUDY, DAY, 1);
        fixture.pass(DAY.multipliedBy(40));

        fixture.lifeCycle().run();

        for (var table : List.of("study", "series", "instance", "identity")) {
            assertThat(
                            fixture.jdbc()
                                    .sql("select count(*) from archive." + table)
                                    .query(Long.class)
                                    .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void what_a_person_keeps_stays_until_it_is_released() throws Exception {
        store(1);
        fixture.board(Samples.STUDY, DAY, 1);
        var kept = fixture.lifeCycle().kept();
        var purpose = new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID());
        var patient = PatientKey.random();
        kept.keep(LifeCycleFixture.RADIOLOGIST, purpose, patient, Samples.STUDY, "enseignement");
        fixture.pass(DAY.multipliedBy(400));

        assertThat(fixture.lifeCycle().run()).isZero();
        assertThat(departure()).isInstanceOf(Departure.Kept.class);

        kept.release(LifeCycleFixture.RADIOLOGIST, purpose, patient, Samples.STUDY);
        assertThat(fixture.lifeCycle().run()).isEqualTo(1);
        assertThat(fixture.audit(Action.KEEP_STUDY)).hasSize(2);
        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() ->
                        kept.keep(
                                LifeCycleFixture.ADMINISTRATOR,
                                purpose,
                                patient,
                                Samples.STUDY,
                                "non"));
    }

    @Test
    void a_study_of_which_more_is_here_than_the_boards_brought_stays() throws Exception {
        store(3);
        fixture.board(Samples.STUDY, DAY, 2);
        fixture.pass(DAY.multipliedBy(100));

        assertThat(fixture.lifeCycle().run()).isZero();
        assertThat(departure()).isInstanceOf(Departure.Never.class);
    }

    @Test
    void a_rule_goes_by_origin_modality_and_age_and_waits_for_the_board() throws Exception {
        store(1);
        ultrasound();
        fixture.board(OTHER, DAY.multipliedBy(410), 0);

        fixture.pass(DAY.multipliedBy(405));
        assertThat(fixture.lifeCycle().run()).as("the board has not met").isZero();

        fixture.pass(DAY.multipliedBy(6));
        assertThat(fixture.lifeCycle().run()).isEqualTo(1);
        assertThat(fixture.archive().study(OTHER)).isEmpty();
        assertThat(fixture.archive().study(Samples.STUDY)).as("CT has no rule").isPresent();
        assertThat(fixture.lifeCycle().removals().latest(1).getFirst().cause())
                .isEqualTo(new RemovalCause.ByRule("echographies"));
    }

    @Test
    void a_removed_study_that_comes_again_is_taken_in_again() throws Exception {
        var removed = store(2);
        fixture.board(Samples.STUDY, DAY, 2);
        fixture.pass(DAY.multipliedBy(40));
        fixture.lifeCycle().run();
        var digests = removed.stream().map(one -> one.instance().sha256()).toList();
        assertThat(fixture.lifeCycle().removals().gone(digests))
                .containsExactlyInAnyOrderElementsOf(digests);

        store(2); // The archive remembers the series: its row is gone.

        assertThat(fixture.archive().instances(Samples.STUDY)).hasSize(2);
        assertThat(fixture.lifeCycle().removals().gone(digests)).isEmpty();
        assertThat(fixture.lifeCycle().removals().removedAt(Samples.STUDY)).isPresent();
    }

    @Test
    void files_that_a_stop_left_go_at_the_next_start_and_are_not_taken_in() throws Exception {
        store(2);
        fixture.board(Samples.STUDY, DAY, 2);
        fixture.pass(DAY.multipliedBy(40));
        var decided = decideOnly();
        assertThat(fixture.files()).hasSize(2);
        assertThat(decided.leftOver()).isEqualTo(2);

        fixture.restart(ArchivePolicy.DEFAULT);

        assertThat(fixture.files()).isEmpty();
        assertThat(fixture.archive().study(Samples.STUDY)).isEmpty();
        var removal = fixture.lifeCycle().removals().latest(1).getFirst();
        assertThat(removal.isFinished()).isTrue();
    }

    /** The rows' part of a removal, as if the process had been killed after its commit. */
    private Removal decideOnly() {
        return fixture.lifeCycle()
                .removals()
                .decide(
                        LifeCycleFixture.ADMINISTRATOR.name(),
                        new Selection.Study(Samples.STUDY),
                        new RemovalCause.BoardOver())
                .orElseThrow();
    }

    @Test
    void what_is_stored_while_its_study_is_removed_is_whole_afterwards() throws Exception {
        for (int round = 0; round < 10; round++) {
            store(4);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var storing = threads.submit(() -> store(5, 12));
                var removing =
                        threads.submit(() ->
                                fixture.lifeCycle()
                                        .removals()
                                        .remove(
                                                LifeCycleFixture.ADMINISTRATOR.name(),
                                                new Selection.Study(Samples.STUDY),
                                                new RemovalCause.Rejected()));
                storing.get();
                removing.get();
            }
            assertThat(fixture.verify().isClean()).isTrue();
            for (var instance : fixture.archive().instances(Samples.STUDY)) {
                assertThat(fixture.archive().has(instance.sopInstanceUID())).isTrue();
            }
        }
    }

    private Departure departure() {
        var studies = List.of(Samples.STUDY);
        return Objects.requireNonNull(
                fixture.lifeCycle().retention().departures(studies).get(Samples.STUDY));
    }

    private List<Ingested.Stored> store(int count) throws Exception {
        return store(1, count);
    }

    private List<Ingested.Stored> store(int first, int last) throws Exception {
        var stored = new ArrayList<Ingested.Stored>();
        for (int number = first; number <= last; number++) {
            if (Samples.ingest(fixture.archive(), Samples.ct(number))
                    instanceof Ingested.Stored one) {
                stored.add(one);
            }
        }
        return stored;
    }

    private void ultrasound() throws Exception {
        var object =
                Samples.ct(50)
                        .with(Tags.Modality, "US")
                        .with(Tags.StudyInstanceUID, OTHER.value())
                        .with(Tags.SeriesInstanceUID, OTHER.value() + ".1");
        assertThat(Samples.ingest(fixture.archive(), object)).isInstanceOf(Ingested.Stored.class);
    }
}
