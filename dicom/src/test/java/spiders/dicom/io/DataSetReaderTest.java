// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.Hex.bytes;
import static spiders.dicom.data.TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
import static spiders.dicom.data.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
import static spiders.dicom.data.TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class DataSetReaderTest {

    // (0008,0060) CS "CT", (0028,0010) US 512
    private static final String IMPLICIT = "08006000 02000000 4354  28001000 02000000 0002";
    private static final String EXPLICIT = "08006000 4353 0200 4354  28001000 5553 0200 0002";
    private static final String BIG = "00080060 4353 0002 4354  00280010 5553 0002 0200";

    // (0008,1140) SQ of undefined length, one such item with (0008,1155) UI "1.2"
    private static final String OPEN_SEQUENCE =
            "08004011 5351 0000 FFFFFFFF"
                    + "FEFF00E0 FFFFFFFF  08005511 5549 0400 312E3200  FEFF0DE0 00000000"
                    + "FEFFDDE0 00000000";

    // The same with lengths
    private static final String CLOSED_SEQUENCE =
            "08004011 5351 0000 14000000  FEFF00E0 0C000000  08005511 5549 0400 312E3200";

    // (7FE0,0010) OB in fragments: offset table of one offset 0, then 2 and 4 bytes
    private static final String FRAGMENTS =
            "E07F1000 4F42 0000 FFFFFFFF"
                    + "FEFF00E0 04000000 00000000"
                    + "FEFF00E0 02000000 FFD8"
                    + "FEFF00E0 04000000 01020304"
                    + "FEFFDDE0 00000000";

    static Stream<Arguments> wellFormed() {
        return Stream.of(
                Arguments.of(IMPLICIT, IMPLICIT_VR_LITTLE_ENDIAN),
                Arguments.of(EXPLICIT, EXPLICIT_VR_LITTLE_ENDIAN),
                Arguments.of(BIG, EXPLICIT_VR_BIG_ENDIAN),
                Arguments.of(OPEN_SEQUENCE, EXPLICIT_VR_LITTLE_ENDIAN),
                Arguments.of(CLOSED_SEQUENCE, EXPLICIT_VR_LITTLE_ENDIAN),
                Arguments.of(FRAGMENTS, TransferSyntax.JPEG_BASELINE));
    }

    @Test
    void each_encoding_reads_as_the_same_data_set() {
        var dataSet = DataSet.builder().set(Tags.Modality, "CT").set(Tags.Rows, 512).build();

        assertThat(read(IMPLICIT, IMPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(dataSet);
        assertThat(read(EXPLICIT, EXPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(dataSet);
        assertThat(read(BIG, EXPLICIT_VR_BIG_ENDIAN)).isEqualTo(dataSet);
    }

    @Test
    void sequences_read_the_same_with_and_without_lengths() {
        var open = read(OPEN_SEQUENCE, EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(open.items(Tags.ReferencedImageSequence)).hasSize(1);
        assertThat(
                        open.items(Tags.ReferencedImageSequence)
                                .getFirst()
                                .string(Tags.ReferencedSOPInstanceUID))
                .contains("1.2");
        assertThat(read(CLOSED_SEQUENCE, EXPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(open);
    }

    @Test
    void fragments_are_kept_as_they_are() {
        var pixels =
                read(FRAGMENTS, TransferSyntax.JPEG_BASELINE).element(Tags.PixelData).orElseThrow();

        assertThat(pixels)
                .isEqualTo(
                        new EncapsulatedElement(
                                Tags.PixelData,
                                VR.OB,
                                Bytes.of(new byte[4]),
                                List.of(held("FFD8"), held("01020304"))));
        assertThat(((EncapsulatedElement) pixels).offsets()).containsExactly(0L);
    }

    private static EncapsulatedElement.Fragment held(String hex) {
        return new EncapsulatedElement.Fragment.Held(Bytes.of(bytes(hex)));
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void cut_anywhere_it_fails_as_malformed(String hex, TransferSyntax syntax) {
        byte[] whole = bytes(hex);
        // Between two elements a data set may end.
        var ends =
                hex.equals(IMPLICIT) || hex.equals(EXPLICIT) || hex.equals(BIG)
                        ? List.of(0, 10)
                        : List.of(0);
        for (int length = 0; length < whole.length; length++) {
            if (ends.contains(length)) {
                continue;
            }
            var cut = java.util.Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MalformedDataSetException.class)
                    .as("cut at %d", length)
                    .isThrownBy(() -> DataSetReader.read(cut, syntax));
            assertThatExceptionOfType(MalformedDataSetException.class)
                    .as("cut at %d", length)
                    .isThrownBy(() -> leaving(cut, syntax));
        }
    }

    private static DataSet leaving(byte[] bytes, TransferSyntax syntax) throws java.io.IOException {
        var options = ReadOptions.defaults().withBulkThreshold(0);
        return DataSetReader.read(new ByteArrayInputStream(bytes), syntax, options);
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void with_random_bytes_within_it_is_read_or_malformed(String hex, TransferSyntax syntax)
            throws java.io.IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = bytes(hex);
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(DataSetReader.read(bytes, syntax).depth()).isNotNegative();
                assertThat(leaving(bytes, syntax).depth()).isNotNegative();
            } catch (MalformedDataSetException e) {
                assertThat(e.offset()).as("seed %d", seed).isBetween(0L, (long) bytes.length);
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), e);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void bytes_by_random_alone_are_read_or_malformed(String hex, TransferSyntax syntax) {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            try {
                DataSetReader.read(noise, syntax);
            } catch (MalformedDataSetException e) {
                assertThat(e.offset()).as("seed %d", seed).isNotNegative();
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), e);
            }
        }
    }

    @Test
    void every_vr_keeps_its_value_through_both_explicit_orders() {
        for (var vr : VR.values()) {
            if (vr == VR.SQ) {
                continue;
            }
            var value =
                    vr.isText()
                            ? "12345678".getBytes(java.nio.charset.StandardCharsets.US_ASCII)
                            : bytes("0102030405060708");
            var dataSet = DataSet.builder().set(new Tag(0x00091001), vr, value).build();
            for (var syntax : List.of(EXPLICIT_VR_LITTLE_ENDIAN, EXPLICIT_VR_BIG_ENDIAN)) {
                assertThat(DataSetReader.read(DataSetWriter.bytes(dataSet, syntax), syntax))
                        .as("%s in %s", vr, syntax)
                        .isEqualTo(dataSet);
            }
        }
    }

    @Test
    void implicit_choices_of_vr_follow_the_pixel_representation() {
        // (0028,0103) US 1, (0028,0106) xs -1, (0028,3006) lut, (7FE0,0010) pixels
        var dataSet =
                read(
                        "28000301 02000000 0100  28000601 02000000 FFFF"
                                + "28000630 02000000 0100  E07F1000 02000000 0100",
                        IMPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.integer(Tags.SmallestImagePixelValue)).hasValue(-1);
        assertThat(dataSet.element(Tags.LUTData).orElseThrow().vr()).isEqualTo(VR.OW);
        assertThat(dataSet.element(Tags.PixelData).orElseThrow().vr()).isEqualTo(VR.OW);
    }

    @Test
    void items_inherit_the_character_set_unless_they_have_their_own() {
        // (0008,0005) ISO_IR 100, (0008,1110) SQ of two items with (0008,1080) LO "é": E9, and in
        // UTF-8
        var dataSet =
                read(
                        "08000500 4353 0A00 49534F5F495220313030"
                                + "08001011 5351 0000 FFFFFFFF"
                                + "FEFF00E0 0A000000 08008010 4C4F 0200 E920"
                                + "FEFF00E0 1C000000 08000500 4353 0A00 49534F5F495220313932"
                                + "08008010 4C4F 0200 C3A9"
                                + "FEFFDDE0 00000000",
                        EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(dataSet.items(Tags.ReferencedStudySequence))
                .extracting(item -> item.string(Tags.AdmittingDiagnosesDescription).orElseThrow())
                .containsExactly("é", "é");
    }

    @Test
    void reading_stops_before_a_tag_or_a_higher_one() throws java.io.IOException {
        var options = ReadOptions.defaults().stoppingBefore(Tags.SamplesPerPixel);
        var in = new ByteArrayInputStream(bytes(EXPLICIT));

        var head = DataSetReader.read(in, EXPLICIT_VR_LITTLE_ENDIAN, options);

        assertThat(head.has(Tags.Modality)).isTrue();
        assertThat(head.size()).isEqualTo(1);
    }

    private static DataSet read(String hex, TransferSyntax syntax) {
        return DataSetReader.read(bytes(hex), syntax);
    }
}
