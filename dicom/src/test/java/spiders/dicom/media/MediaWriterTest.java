// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class MediaWriterTest {

    @TempDir Path folder;

    @Test
    void what_is_written_is_read_by_patient_study_and_series() throws IOException {
        var medium = Medium.open(MediaSamples.medium(folder));
        var directory = medium.directory().orElseThrow();

        assertThat(directory.problems()).isEmpty();
        assertThat(medium.check(directory)).isEmpty();
        assertThat(directory.fileSetID()).isEqualTo("BOARD_1");
        assertThat(directory.records().map(DirectoryRecord::type))
                .containsExactly(
                        "PATIENT",
                        "STUDY",
                        "SERIES",
                        "IMAGE",
                        "IMAGE",
                        "SERIES",
                        "IMAGE",
                        "PATIENT",
                        "STUDY",
                        "SERIES",
                        "RT STRUCTURE SET",
                        "SERIES",
                        "SR DOCUMENT");
        assertThat(medium.instances()).hasSize(5);
    }

    @Test
    void each_file_is_the_instance_its_record_names_in_the_profile_s_syntax() throws IOException {
        var medium = Medium.open(MediaSamples.medium(folder));
        for (var record : (Iterable<DirectoryRecord>) leaves(medium)::iterator) {
            var object = Part10.read(medium.file(record.fileID()).orElseThrow());

            assertThat(object.dataSet().uid(Tags.SOPInstanceUID))
                    .isEqualTo(record.sopInstanceUID());
            assertThat(object.dataSet().uid(Tags.SOPClassUID)).isEqualTo(record.sopClassUID());
            assertThat(object.meta().transferSyntax())
                    .isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            assertThat(record.transferSyntaxUID())
                    .contains(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
            assertThat(object.dataSet().has(Tags.PixelData))
                    .isEqualTo(record.type().equals("IMAGE"));
        }
    }

    private static java.util.stream.Stream<DirectoryRecord> leaves(Medium medium)
            throws IOException {
        return medium.directory().orElseThrow().records().filter(r -> !r.fileID().isEmpty());
    }

    @Test
    void keys_are_copied_and_what_the_instance_lacks_is_made_up() throws IOException {
        var medium = Medium.open(MediaSamples.medium(folder));
        var patient = medium.directory().orElseThrow().roots().get(1);
        var study = patient.children().getFirst();
        var contours = study.children().getFirst().children().getFirst();

        assertThat(patient.keys().string(Tags.PatientName)).contains("DÉMO^Zoé");
        assertThat(study.keys().string(Tags.StudyID)).contains("1");
        assertThat(study.keys().has(Tags.StudyDescription)).isTrue();
        assertThat(contours.keys().string(Tags.StructureSetLabel)).contains("Contours");
        assertThat(contours.keys().has(Tags.StructureSetDate)).isTrue();
        assertThat(contours.fileID())
                .containsExactly("DICOM", "PA000002", "ST000001", "SE000001", "IM000001");
        assertThat(patient.toString()).doesNotContain("Zoé");
    }

    @Test
    void what_the_profile_or_the_standard_has_no_place_for_is_refused() throws IOException {
        var compressed =
                MediaSamples.image("P", "1.2", "1.3", 1)
                        .set(
                                new EncapsulatedElement(
                                        Tags.PixelData,
                                        VR.OB,
                                        Bytes.empty(),
                                        List.of(
                                                new EncapsulatedElement.Fragment.Held(
                                                        Bytes.of(new byte[4])))))
                        .build();
        var jpeg = MediaSamples.file(folder, compressed, TransferSyntax.JPEG_BASELINE);
        var plain = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        var protocol =
                MediaSamples.file(folder, MediaSamples.report(UIDs.RTRadiationSetStorage), plain);
        var nobody =
                MediaSamples.file(
                        folder,
                        MediaSamples.image("P", "1.2", "1.4", 1)
                                .remove(Tags.StudyInstanceUID)
                                .build(),
                        plain);
        var writer = new MediaWriter(folder.resolve("m"), "", MediaProfile.STD_GEN_CD);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.add(jpeg))
                .withMessageContaining("STD-GEN-CD has no JPEG Baseline");
        assertThatIllegalArgumentException().isThrownBy(() -> writer.add(protocol));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.add(nobody));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MediaWriter(folder, "lower case", MediaProfile.STD_GEN_CD));
        try (var dvd = new MediaWriter(folder.resolve("d"), "", MediaProfile.STD_GEN_DVD_JPEG)) {
            assertThat(dvd.add(jpeg).components()).hasSize(5);
            assertThatIllegalArgumentException().isThrownBy(() -> dvd.add(jpeg));
            assertThat(dvd.count()).isEqualTo(1);
        }
        assertThat(Files.size(folder.resolve("d/DICOM/PA000001/ST000001/SE000001/IM000001")))
                .isEqualTo(Files.size(jpeg));
    }

    /** 0.1 listed the half of a file in the DICOMDIR, and its patient. */
    @Test
    void what_could_not_be_copied_is_neither_listed_nor_left() throws IOException {
        var plain = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        var first = MediaSamples.file(folder, image("1.2", 1), plain);
        var second = MediaSamples.file(folder, image("1.3", 2), plain);
        var disc = folder.resolve("disc");
        var inTheWay = disc.resolve("DICOM/PA000001/ST000001/SE000001/IM000001/note.txt");
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "not ours");
        try (var writer = new MediaWriter(disc, "", MediaProfile.STD_GEN_CD)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> writer.add(first));
            assertThat(writer.count()).isZero();
            writer.add(second);
        }
        var medium = Medium.open(disc);
        var directory = medium.directory().orElseThrow();
        assertThat(directory.records().map(DirectoryRecord::type))
                .containsExactly("PATIENT", "STUDY", "SERIES", "IMAGE");
        assertThat(medium.check(directory)).isEmpty();
        assertThat(medium.instances()).hasSize(1);
    }

    private static DataSet image(String study, int number) {
        return MediaSamples.image("P" + number, study, study + ".1", number).build();
    }

    /** 0.1 wrote it for its owner alone, where the images were for all. */
    @Test
    void who_may_read_the_images_may_read_the_dicomdir() throws IOException {
        var medium = MediaSamples.medium(folder);
        var image = medium.resolve("DICOM/PA000001/ST000001/SE000001/IM000001");
        assertThat(Files.getPosixFilePermissions(medium.resolve("DICOMDIR")))
                .isEqualTo(Files.getPosixFilePermissions(image));
    }

    @Test
    void a_dicomdir_is_never_written_over() throws IOException {
        var medium = MediaSamples.medium(folder);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new MediaWriter(medium, "", MediaProfile.STD_GEN_CD));
    }

    @Test
    void a_medium_may_be_empty() throws IOException {
        var empty = folder.resolve("empty");
        new MediaWriter(empty, "", MediaProfile.STD_GEN_USB_J2K).close();

        var directory = Medium.open(empty).directory().orElseThrow();
        assertThat(directory.roots()).isEmpty();
        assertThat(directory.problems()).isEmpty();
    }
}
