// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchivePolicy;
import spiders.archive.ArchiveSettings;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.Refusal;
import spiders.archive.Rejection;
import spiders.archive.RejectionReason;
import spiders.archive.RemovalCause;
import spiders.archive.Samples;
import spiders.archive.StoredInstance;
import spiders.archive.store.Selection;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.security.AccessRefusedException;
import spiders.security.Action;
import spiders.testkit.peer.PeerCommand;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

/** Objects are taken out of use, come back, or go for good. */
class RejectionTest {

    private static final Origin MANAGER = new Origin("pacs-manager", "CHU-ANGERS");
    private static final Selection STUDY = new Selection.Study(Samples.STUDY);
    private static final Selection SECOND =
            new Selection.Instance(Samples.STUDY, Samples.SERIES, Samples.instance(2));

    @TempDir private Path folder;
    private LifeCycleFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture =
                new LifeCycleFixture(
                        folder.resolve("objects"), RetentionPolicy.NEVER, ArchivePolicy.DEFAULT);
        for (int number = 1; number <= 3; number++) {
            Samples.ingest(fixture.archive(), Samples.ct(number));
        }
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void a_rejected_instance_is_served_no_more_and_its_file_stays() throws Exception {
        var rejection = reject(SECOND);

        assertThat(rejection.objects()).isEqualTo(1);
        assertThat(served()).containsExactly(Samples.instance(1), Samples.instance(3));
        assertThat(fixture.archive().study(Samples.STUDY).orElseThrow().instances()).isEqualTo(2);
        assertThat(fixture.files()).as("three slices and the note").hasSize(4);
        var report = fixture.verify();
        assertThat(report.isClean()).isTrue();
        assertThat(report.files()).as("what is set aside is looked at too").isEqualTo(4);
        assertThat(fixture.audit(Action.REJECT_OBJECTS))
                .singleElement()
                .satisfies(event -> assertThat(event.detail()).contains("QUALITY; 1 objects"));
    }

    @Test
    void a_rejected_instance_is_not_taken_in_again() throws Exception {
        reject(SECOND);

        assertThat(Samples.ingest(fixture.archive(), Samples.ct(2)))
                .isInstanceOfSatisfying(
                        Ingested.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.REJECTED));
        assertThat(served()).hasSize(2);
    }

    @Test
    void a_wholly_rejected_study_is_nowhere_and_its_slices_stay_out() throws Exception {
        reject(STUDY);

        assertThat(fixture.archive().study(Samples.STUDY)).isEmpty();
        assertThat(Samples.ingest(fixture.archive(), Samples.ct(2)))
                .isInstanceOf(Ingested.Refused.class);
        assertThat(fixture.archive().study(Samples.STUDY)).as("no empty shell").isEmpty();
    }

    @Test
    void a_revoked_rejection_brings_back_the_very_objects() throws Exception {
        var before = fixture.archive().instances(Samples.STUDY);
        var rejection = reject(STUDY);
        var rejections = fixture.lifeCycle().rejections();

        assertThat(rejections.revoke(LifeCycleFixture.RADIOLOGIST, rejection.id())).isTrue();

        assertThat(fixture.archive().instances(Samples.STUDY)).isEqualTo(before);
        assertThat(rejections.revoke(LifeCycleFixture.RADIOLOGIST, rejection.id()))
                .as("a second time")
                .isFalse();
        assertThat(fixture.verify().isClean()).isTrue();
    }

    @Test
    void a_stop_between_revoking_and_bringing_back_is_made_good_at_the_start() throws Exception {
        var before = fixture.archive().instances(Samples.STUDY);
        reject(STUDY);
        fixture.jdbc()
                .sql("update archive.set_aside set why = 'RELEASED' where why = 'REJECTED'")
                .update();

        fixture.restart(ArchivePolicy.DEFAULT);

        assertThat(fixture.archive().instances(Samples.STUDY)).isEqualTo(before);
    }

    @Test
    void the_note_of_a_system_that_may_reject_is_obeyed_before_it_is_answered() throws Exception {
        var note = note(STUDY);

        assertThat(ingest(MANAGER, note)).isInstanceOf(Ingested.Stored.class);

        assertThat(fixture.archive().study(Samples.STUDY)).isEmpty();
        var rejection = fixture.lifeCycle().rejections().latest(1).getFirst();
        assertThat(rejection.madeBy()).isEqualTo("pacs-manager");
        assertThat(rejection.reason()).isEqualTo(RejectionReason.PATIENT_SAFETY);
        assertThat(ingest(MANAGER, note)).as("again").isInstanceOf(Ingested.AlreadyThere.class);
        assertThat(fixture.lifeCycle().rejections().latest(9)).hasSize(1);
    }

    @Test
    void a_note_that_was_stored_and_not_obeyed_is_obeyed_when_it_comes_again() throws Exception {
        var note = note(STUDY);
        fixture.stop();
        try (var deaf = new DeafArchive(folder.resolve("objects"), fixture.database())) {
            deaf.ingest(note);
        }
        fixture.start(ArchivePolicy.DEFAULT);
        assertThat(fixture.archive().instances(Samples.STUDY)).hasSize(4);

        assertThat(ingest(MANAGER, note)).isInstanceOf(Ingested.AlreadyThere.class);

        assertThat(fixture.archive().study(Samples.STUDY)).isEmpty();
    }

    /** An archive that nobody has told of rejections. */
    private record DeafArchive(Archive archive) implements AutoCloseable {

        DeafArchive(Path folder, DataSource database) throws IOException {
            this(new Archive(new ArchiveSettings(folder, "test", 0), database, List.of()));
        }

        void ingest(DataSet note) throws Exception {
            Samples.ingest(archive, note);
        }

        @Override
        public void close() throws IOException {
            archive.close();
        }
    }

    @Test
    void the_note_of_another_system_is_a_key_object_like_any() throws Exception {
        ingest(Samples.ORIGIN, note(STUDY));

        assertThat(fixture.archive().instances(Samples.STUDY)).hasSize(4);
    }

    @Test
    void what_was_rejected_long_ago_is_removed_and_proven() throws Exception {
        reject(SECOND);

        fixture.pass(LifeCycleFixture.REJECTED_FOR.minus(Duration.ofHours(1)));
        assertThat(fixture.lifeCycle().run()).isZero();
        fixture.pass(Duration.ofHours(2));
        assertThat(fixture.lifeCycle().run()).isEqualTo(1);

        var removal = fixture.lifeCycle().removals().latest(1).getFirst();
        assertThat(removal.cause()).isEqualTo(new RemovalCause.Rejected());
        assertThat(removal.objects()).as("the slice and the note").isEqualTo(2);
        assertThat(fixture.files()).hasSize(2);
        assertThat(fixture.verify().isClean()).isTrue();
    }

    @Test
    void who_may_not_reject_does_not() {
        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() ->
                        fixture.lifeCycle()
                                .reject(
                                        LifeCycleFixture.ADMINISTRATOR,
                                        STUDY,
                                        RejectionReason.QUALITY));
        assertThat(served()).hasSize(3);
    }

    @Test
    @Tag("peer")
    void our_notes_are_sound_for_dciodvfy_and_obeyed_after_dcmtk_wrote_them() throws Exception {
        var file = folder.resolve("note.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, note(STUDY), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        assertThat(PeerCommand.run(folder, "dciodvfy", "-new", "note.dcm").output())
                .contains("KeyObjectSelectionDocument")
                .doesNotContain("Error");

        assertThat(PeerCommand.run(folder, "dsr2xml", "note.dcm", "note.xml").exitCode()).isZero();
        assertThat(PeerCommand.run(folder, "xml2dsr", "note.xml", "theirs.dcm").exitCode())
                .isZero();
        try (var theirs = Files.newInputStream(folder.resolve("theirs.dcm"))) {
            assertThat(fixture.archive().ingestPart10(MANAGER, theirs))
                    .isInstanceOf(Ingested.Stored.class);
        }

        assertThat(fixture.archive().study(Samples.STUDY)).isEmpty();
    }

    private Rejection reject(Selection selection) throws Exception {
        return fixture.lifeCycle()
                .reject(LifeCycleFixture.RADIOLOGIST, selection, RejectionReason.QUALITY)
                .orElseThrow();
    }

    private DataSet note(Selection selection) {
        return fixture.lifeCycle()
                .rejections()
                .note(LifeCycleFixture.RADIOLOGIST, selection, RejectionReason.PATIENT_SAFETY)
                .orElseThrow();
    }

    private Ingested ingest(Origin origin, DataSet note) throws Exception {
        return fixture.archive()
                .ingest(
                        origin,
                        UIDs.KeyObjectSelectionDocumentStorage,
                        note.uid(Tags.SOPInstanceUID).orElseThrow(),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        new ByteArrayInputStream(Samples.bytes(note)));
    }

    private List<UID> served() {
        return fixture.archive().instances(Samples.STUDY).stream()
                .map(StoredInstance::sopInstanceUID)
                .toList();
    }
}
