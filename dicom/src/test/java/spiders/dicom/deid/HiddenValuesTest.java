// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.deid.Refusal.Reason;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A patient whose name is wherever somebody could have put it: none of it is in what is written.
 */
class HiddenValuesTest {

    private static final String NAME = "QUIMPERLE";
    private static final String ID = "ZZ815162";
    private static final String BORN = "19530717";
    private static final String STUDY = "1.2.276.0.7230010.3.1.2.53071742";
    private static final List<String> SECRETS = List.of(NAME, ID, BORN, STUDY, "53071742");
    private static final String LONG = (NAME + " ").repeat(2000);

    @TempDir Path folder;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static DataSetBuilder patient(UID sopClass) {
        return Samples.object(sopClass, "CT")
                .set(Tags.PatientName, NAME + "^Zoe")
                .set(Tags.PatientID, ID)
                .set(Tags.PatientBirthDate, BORN)
                .set(Tags.StudyInstanceUID, new UID(STUDY))
                .set(Tags.BodyPartExamined, "CHEST");
    }

    /** What is in an object and in each of its items. */
    private static DataSetBuilder hidden(DataSetBuilder object) {
        return object.set(Tag.of(0x0009, 0x10), VR.LO, "VENDOR " + NAME)
                .set(Tag.of(0x0009, 0x1001), VR.LO, NAME)
                .set(Tag.of(0x0009, 0x1002), VR.OB, ascii(LONG))
                .set(Tag.of(0x0009, 0x1003), VR.UN, ascii(NAME + " "))
                // Attributes that the standard's table has not, of every VR that holds text.
                .set(Tags.ManufacturerModelName, "Model of " + NAME)
                .set(Tags.SoftwareVersions, "1.2", STUDY, BORN, ID)
                .set(received(Tags.ScanningSequence, VR.CS, NAME))
                .set(received(Tags.ImageType, VR.CS, "ORIGINAL\\PRIMARY\\" + NAME))
                .set(received(Tags.SliceThickness, VR.DS, NAME))
                .set(received(Tags.SeriesNumber, VR.IS, NAME))
                .set(ValueElement.of(Tags.ReceiveCoilName, VR.OB, ascii(NAME + " ")))
                .set(ValueElement.of(Tags.ConvolutionKernel, VR.UN, ascii(NAME + " ")))
                .set(received(Tags.FilterType, VR.UT, NAME))
                // Identifiers that are none.
                .set(received(Tags.CodingSchemeUID, VR.UI, NAME))
                .set(
                        received(
                                Tags.SynchronizationFrameOfReferenceUID,
                                VR.UI,
                                "1.2.840.10008." + BORN))
                .set(received(Tags.ReferencedSOPInstanceUID, VR.UI, NAME))
                // What belongs into a directory or into a message.
                .set(Tag.of(0x0004, 0x1500), VR.CS, NAME, "IM1")
                .set(Tag.of(0x0004, 0x1130), VR.CS, NAME)
                // An overlay without its bits, and one with.
                .set(Tag.of(0x6002, 0x0022), VR.LO, NAME)
                .set(Tag.of(0x6002, 0x1500), VR.LO, "left " + NAME)
                .set(Tag.of(0x6004, 0x0040), VR.CS, "R")
                .set(Tag.of(0x6004, 0x0022), VR.LO, "Hospital where Smith works")
                .set(Tag.of(0x6004, 0x3000), VR.OW, new byte[] {1, 2})
                .set(Tag.of(0x5000, 0x2500), VR.LO, NAME)
                .set(Tags.DataSetTrailingPadding, VR.OB, ascii(NAME + " "));
    }

    private static ValueElement received(Tag tag, VR vr, String text) {
        return ValueElement.received(tag, vr, text);
    }

    private static DataSet object() {
        var text =
                DataSet.builder()
                        .set(Tags.RelationshipType, "CONTAINS")
                        .set(Tags.ValueType, "TEXT")
                        .set(Tags.TextValue, "nodule of " + NAME)
                        .build();
        return hidden(patient(UIDs.ComprehensiveSRStorage))
                .sequence(Tags.ContentSequence, text, hidden(DataSet.builder()).build())
                .sequence(Tags.RTReferencedStudySequence, hidden(DataSet.builder()).build())
                .sequence(Tag.of(0x0009, 0x1009), hidden(DataSet.builder()).build())
                .build();
    }

    private byte[] written(DataSet object, TransferSyntax syntax) throws IOException {
        var out = new ByteArrayOutputStream();
        Part10.write(out, object, syntax);
        var bytes = out.toByteArray();
        System.arraycopy(ascii("%PDF-1.4 " + NAME), 0, bytes, 0, 9 + NAME.length());
        return bytes;
    }

    private static void requireNothing(byte[] bytes, String what) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (var secret : SECRETS) {
            int at = text.indexOf(secret);
            assertThat(at)
                    .as(
                            "%s in %s: %s",
                            secret,
                            what,
                            at < 0 ? "" : text.substring(Math.max(0, at - 30), at + 10))
                    .isNegative();
        }
    }

    @ParameterizedTest
    @EnumSource(ConfidentialityOption.class)
    void nothing_of_a_patient_is_left_wherever_it_was(ConfidentialityOption option)
            throws IOException {
        // What an option keeps on purpose is no leak: UIDs of another form are in other tests.
        if (option == ConfidentialityOption.RETAIN_UIDS) {
            return;
        }
        for (var syntax : List.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1")) {
            var in = folder.resolve("in.dcm");
            var out = folder.resolve("out.dcm");
            Files.write(in, written(object(), TransferSyntax.of(new UID(syntax))));
            var report = Samples.deidentifier(option).file(in, out);

            assertThat(report.refusals()).isEmpty();
            requireNothing(Files.readAllBytes(out), "the file");
            requireNothing(ascii(report.json()), "the report");
            assertThat(new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Smith");
        }
    }

    @Test
    void what_is_in_group_0002_and_behind_the_data_set_is_not_copied() throws IOException {
        var bytes = written(patient(UIDs.CTImageStorage).build(), Samples.SYNTAX);
        int length = (bytes[140] & 0xFF) + ((bytes[141] & 0xFF) << 8);
        int meta = 144 + length;
        var file = new ByteArrayOutputStream();
        file.write(bytes, 0, 140);
        // (0002,0000) UL: longer by two elements, (0002,0016) AE and (0002,0102) OB.
        file.write(length + 40);
        file.write((length + 40) >> 8);
        file.write(bytes, 142, meta - 142);
        file.write(new byte[] {2, 0, 0x16, 0, 'A', 'E', 10, 0});
        file.write(ascii(NAME + " "));
        file.write(new byte[] {2, 0, 2, 1, 'O', 'B', 0, 0, 10, 0, 0, 0});
        file.write(ascii(NAME + " "));
        file.write(bytes, meta, bytes.length - meta);
        var in = folder.resolve(NAME + ".dcm");
        Files.write(in, file.toByteArray());
        var out = folder.resolve("out.dcm");
        assertThat(Part10.read(in).meta().elements().has(Tags.SourceApplicationEntityTitle))
                .isTrue();
        Samples.deidentifier().file(in, out);
        requireNothing(Files.readAllBytes(out), "the file");

        file.write(ascii("trailing " + NAME));
        Files.write(in, file.toByteArray());
        Files.delete(out);
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() -> Samples.deidentifier().file(in, out))
                .satisfies(
                        e -> requireNothing(ascii(String.valueOf(e.getMessage())), "the message"));
        assertThat(out).doesNotExist();
    }

    @Test
    void a_folder_is_written_without_the_names_of_its_files() throws Exception {
        var in = Files.createDirectories(folder.resolve(NAME + "/" + ID));
        Files.write(in.resolve(NAME + ".dcm"), written(object(), Samples.SYNTAX));
        Files.write(in.resolve("copy.dcm"), written(object(), Samples.SYNTAX));
        Files.writeString(in.resolve("notes.txt"), NAME);
        var out = folder.resolve("out");
        var summary = new FolderDeidentifier(Samples.deidentifier(), 2).run(in, out, new Silent());
        var json = new StringBuilder();
        summary.writeJson(json);

        assertThat(summary.cleaned()).isEqualTo(2);
        assertThat(summary.failed()).isEqualTo(1);
        requireNothing(ascii(json.toString()), "the summary");
        try (Stream<Path> files = Files.walk(out)) {
            var all = files.map(file -> out.relativize(file).toString()).toList();
            assertThat(all).hasSize(3);
            requireNothing(ascii(all.toString()), "the names");
        }
    }

    private static final class Silent implements FolderDeidentifier.Listener {

        @Override
        public void reported(Path in, DeidentificationReport report) {
            // The summary is looked at.
        }

        @Override
        public void failed(Path in, Exception cause) {
            requireNothing(ascii(String.valueOf(cause.getMessage())), "the message");
        }
    }

    @Test
    void a_voice_is_refused() {
        for (var sopClass :
                List.of(UIDs.BasicVoiceAudioWaveformStorage, UIDs.GeneralAudioWaveformStorage)) {
            var plan = Samples.deidentifier().plan(patient(sopClass).build(), Samples.SYNTAX);
            assertThat(plan.report().refusals())
                    .extracting(Refusal::reason)
                    .containsExactly(Reason.SOUND);
        }
    }

    @Test
    void an_address_of_a_value_that_is_elsewhere_goes() {
        var object =
                patient(UIDs.CTImageStorage)
                        .set(
                                new ReferencedElement(
                                        Tags.PixelData, VR.OW, "studies/" + STUDY + "/bulk"))
                        .build();
        assertThat(Samples.cleaned(object).has(Tags.PixelData)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORIGINAL\\PRIMARY\\AXIAL", "DERIVED\\SECONDARY\\MPR"})
    void coded_strings_stay_even_if_a_patient_is_called_like_one(String type) {
        var values = type.split("\\\\", -1);
        var object =
                patient(UIDs.CTImageStorage)
                        .set(Tags.PatientName, "AXIAL^MPR")
                        .set(Tags.ImageType, values)
                        .build();
        assertThat(Samples.cleaned(object).strings(Tags.ImageType))
                .isEqualTo(Arrays.asList(values));
    }
}
