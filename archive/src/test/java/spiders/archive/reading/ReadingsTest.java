// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.archive.Samples;
import spiders.archive.SeenIdentity;
import spiders.archive.Sex;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.security.Access;
import spiders.security.PatientKey;
import spiders.security.Relation;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.PeerCommand;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** A signed note and its key images become objects that other systems read. */
class ReadingsTest {

    private static final User CLINICIAN =
            new User(new UserName("dr.demo"), "Dr Demo", Set.of(Role.CLINICIAN));
    private static final UID PRIOR = new UID("1.2.826.0.1.3680043.10.1.2");
    private static final UID LOOP = new UID(PRIOR.value() + ".1");
    private static final int FRAMES = 3;

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private Archive archive;
    private Readings readings;
    private PatientRegister register;
    private PatientKey patient;
    private UUID link;

    @BeforeEach
    void open() throws Exception {
        archive =
                new Archive(
                        new ArchiveSettings(folder.resolve("objects"), "test", 0),
                        database,
                        List.of());
        Samples.ingest(archive, Samples.ct(1));
        Samples.ingest(archive, Samples.ct(2));
        Samples.ingest(archive, loop());
        readings = new Readings(archive, database);
        var access = new Access(_ -> {}, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
        register = new PatientRegister(database, access, _ -> {});
        var traits = new PatientTraits("Demo", "", "Elodie", "19500102", Sex.FEMALE, Ins.NONE);
        patient = register.register(CLINICIAN, traits, List.of());
        var identifier = new PatientIdentifier(Samples.ORIGIN.assigningAuthority(), "P1");
        link = register.link(CLINICIAN, patient, new SeenIdentity(identifier, "", "", ""), "test");
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
        database.close();
    }

    /** An image of several frames in an earlier study. */
    private static DataSet loop() {
        return Samples.ct(9).toBuilder()
                .set(Tags.SOPClassUID, UIDs.XRayAngiographicImageStorage)
                .set(Tags.StudyInstanceUID, PRIOR)
                .set(Tags.SeriesInstanceUID, LOOP)
                .set(Tags.StudyDate, "20250110")
                .set(Tags.NumberOfFrames, FRAMES)
                .set(Tags.PixelData, VR.OW, new byte[FRAMES * Samples.SIDE * Samples.SIDE * 2])
                .build();
    }

    private static KeyImage slice(int number, String caption) {
        return new KeyImage(Samples.STUDY, Samples.SERIES, Samples.instance(number), 1, caption);
    }

    private static KeyImage frame(int frame) {
        return new KeyImage(PRIOR, LOOP, Samples.instance(9), frame, "");
    }

    private static SignedReading signed(List<ReadingDocument> replaces, KeyImage... keyImages) {
        return signed("Dr Rémi TEST", "Nodule de 8 mm.\nPas d’adénopathie.", replaces, keyImages);
    }

    private static SignedReading signed(
            String name, String text, List<ReadingDocument> replaces, KeyImage... keyImages) {
        var chosen = List.of(keyImages);
        return new SignedReading(
                new SignedReading.Signature(
                        name,
                        "Centre Oscar Lambret",
                        Instant.parse("2026-03-20T16:30:00Z"),
                        Locale.FRENCH),
                Readings.documents(Samples.STUDY, chosen),
                replaces,
                "Prélecture",
                text,
                "Stable : résection possible",
                List.of(new Remark("10/01/2025 CT", "Déjà visible")),
                chosen);
    }

    @Test
    void the_series_of_a_study_are_listed_with_their_images_and_frames() {
        assertThat(readings.series(PRIOR))
                .singleElement()
                .satisfies(series -> {
                    assertThat(series.seriesInstanceUID()).isEqualTo(LOOP);
                    assertThat(series.images())
                            .containsExactly(
                                    new PictureSeries.Image(Samples.instance(9), 9, FRAMES));
                });
    }

    @Test
    void a_note_stands_in_its_study_and_each_study_with_key_images_has_key_objects()
            throws Exception {
        var reading = signed(List.of(), slice(2, "Nodule"), frame(3), frame(2));
        readings.save(patient, reading);
        readings.save(patient, reading);

        var note = object(reading.documents().getFirst());
        assertThat(note.uid(Tags.StudyInstanceUID)).contains(Samples.STUDY);
        assertThat(note.string(Tags.PatientID)).contains("P1");
        assertThat(referenced(note, Tags.PertinentOtherEvidenceSequence))
                .as("two frames of one image are one object")
                .containsExactly(Samples.instance(9));
        assertThat(referenced(note, Tags.CurrentRequestedProcedureEvidenceSequence))
                .containsExactly(Samples.instance(2));
        assertThat(reading.documents()).hasSize(3);
        assertThat(archive.instances(PRIOR)).as("the loop, and its key objects once").hasSize(2);
        var keys = object(reading.documents().getLast());
        assertThat(keys.uid(Tags.StudyInstanceUID)).contains(PRIOR);
        assertThat(referenced(keys, Tags.CurrentRequestedProcedureEvidenceSequence))
                .containsExactly(Samples.instance(9));
        assertThat(frames(keys)).containsExactly("3", "2");
    }

    private static List<String> frames(DataSet keys) {
        return keys.items(Tags.ContentSequence).stream()
                .flatMap(item -> item.items(Tags.ReferencedSOPSequence).stream())
                .map(sop -> sop.string(Tags.ReferencedFrameNumber).orElse(""))
                .toList();
    }

    private static List<UID> referenced(DataSet document, spiders.dicom.data.Tag evidence) {
        return document.items(evidence).stream()
                .flatMap(study -> study.items(Tags.ReferencedSeriesSequence).stream())
                .flatMap(series -> series.items(Tags.ReferencedSOPSequence).stream())
                .map(sop -> sop.uid(Tags.ReferencedSOPInstanceUID).orElseThrow())
                .toList();
    }

    @Test
    void a_key_image_that_is_not_here_or_not_the_patients_is_refused() {
        for (var wrong :
                List.of(
                        slice(7, ""),
                        frame(FRAMES + 1),
                        new KeyImage(PRIOR, Samples.SERIES, Samples.instance(9), 1, ""),
                        new KeyImage(Samples.STUDY, LOOP, Samples.instance(9), 1, ""))) {
            assertThatExceptionOfType(MissingKeyImageException.class)
                    .isThrownBy(() -> readings.require(patient, List.of(wrong)))
                    .satisfies(missing -> assertThat(missing.image()).isEqualTo(wrong));
        }
        var stranger = PatientKey.parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
        assertThatExceptionOfType(MissingKeyImageException.class)
                .isThrownBy(() -> readings.require(stranger, List.of(slice(1, ""))));
    }

    @Test
    void a_note_saved_late_does_not_land_in_a_study_that_is_another_patients_by_then() {
        var reading = signed(List.of());
        register.revoke(CLINICIAN, link, "Another person of the same name");

        assertThatExceptionOfType(ForeignStudyException.class)
                .isThrownBy(() -> readings.save(patient, reading))
                .satisfies(foreign -> assertThat(foreign.study()).isEqualTo(Samples.STUDY));
        assertThat(archive.instances(Samples.STUDY)).as("the images alone").hasSize(2);
    }

    @Test
    void a_long_name_is_cut_to_what_dicom_holds_of_one() throws Exception {
        var reading = signed("Dr\u0085 " + "É".repeat(117), "Vu", List.of(), slice(1, ""));
        readings.save(patient, reading);

        var verifier = object(reading.note()).items(Tags.VerifyingObserverSequence).getFirst();
        assertThat(verifier.string(Tags.VerifyingObserverName))
                .hasValueSatisfying(
                        name -> assertThat(name).hasSize(64).startsWith("Dr  É").endsWith("É"));
    }

    @Test
    void what_no_object_may_hold_is_refused_before_it_is_signed() {
        assertThatExceptionOfType(UnwritableReadingException.class)
                .isThrownBy(
                        () -> readings.require(patient, signed("Dr Test", "Vu\u0085", List.of())))
                .satisfies(
                        refused -> assertThat(refused.kind()).isEqualTo(ReadingDocument.Kind.NOTE));
        readings.require(patient, signed("Dr Test", "Vu", List.of()));
    }

    @Test
    @Tag("peer")
    void dciodvfy_finds_no_error_and_dcmtk_reads_the_note_and_the_key_images() throws Exception {
        var first = signed(List.of(), slice(1, ""));
        readings.save(patient, first);
        var second = signed(List.of(first.note()), slice(2, "Nodule"), frame(2));
        readings.save(patient, second);

        var note = file(second.note(), "note.dcm");
        assertSound(note, "BasicTextSR");
        var text = PeerCommand.run(folder, "dsrdump", "+Pf", "note.dcm");
        assertThat(text.exitCode()).as(text.output()).isZero();
        assertThat(text.output())
                .contains("Nodule de 8 mm.", "Stable : résection possible", "Déjà visible")
                .contains("Dr Rémi TEST", "VERIFIED", "Key Images", "Language");
        var page = PeerCommand.run(folder, "dsr2html", "+U8", "note.dcm", "note.html");
        assertThat(page.exitCode()).as(page.output()).isZero();
        assertThat(Files.readString(folder.resolve("note.html"))).contains("résection possible");
        for (var document : second.documents().subList(1, 3)) {
            var keys = file(document, "keys.dcm");
            assertSound(keys, "KeyObjectSelectionDocument");
            var dump = PeerCommand.run(folder, "dsrdump", "+Pf", "keys.dcm");
            assertThat(dump.exitCode()).as(dump.output()).isZero();
            assertThat(dump.output()).contains("Of Interest", "Key Object Description", "IMAGE");
        }
        assertThat(PeerCommand.run(folder, "dcmdump", "keys.dcm").output())
                .contains("ReferencedFrameNumber", Samples.instance(9).value(), "113000");
    }

    private void assertSound(Path file, String iod) {
        var said = PeerCommand.run(folder, "dciodvfy", "-new", file.toString()).output();
        assertThat(said).contains(iod).doesNotContain("Error", "SpecificCharacterSet");
    }

    private Path file(ReadingDocument document, String name) throws IOException {
        var file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, object(document), Samples.EXPLICIT);
        }
        return file;
    }

    private DataSet object(ReadingDocument document) throws IOException {
        var found = new ArrayList<DataSet>();
        var instances =
                archive.whole().instances(Set.of(), Set.of(), Set.of(document.sopInstanceUID()));
        for (var one : instances) {
            var bytes = archive.whole().bytes(one);
            var copy = new ByteArrayOutputStream();
            bytes.copyFile(0, bytes.fileLength(), copy);
            var in = new ByteArrayInputStream(copy.toByteArray());
            found.add(Part10.read(in, ReadOptions.defaults()).dataSet());
        }
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
