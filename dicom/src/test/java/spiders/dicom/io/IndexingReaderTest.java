// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.RealFiles;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

class IndexingReaderTest {

    @TempDir Path folder;

    static Stream<TransferSyntax> syntaxes() {
        return RoundTripTest.syntaxes();
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void what_is_received_is_kept_byte_by_byte_behind_a_new_meta(TransferSyntax syntax)
            throws IOException {
        var dataSet = image();
        byte[] raw = DataSetWriter.bytes(dataSet, syntax);
        var meta = FileMeta.of(dataSet, syntax);
        var file = new ByteArrayOutputStream();

        var object =
                IndexingReader.dataSet(
                        new ByteArrayInputStream(raw), meta, file, ReadOptions.withoutBulkData());

        byte[] written = file.toByteArray();
        int offset = (int) object.dataSetOffset();
        assertThat(Arrays.copyOfRange(written, offset, written.length)).isEqualTo(raw);
        assertThat(object.dataSet().element(Tags.PixelData).orElseThrow())
                .isInstanceOf(BulkDataElement.class);
        assertThat(Part10.read(new ByteArrayInputStream(written), ReadOptions.defaults()).dataSet())
                .isEqualTo(dataSet);
    }

    @ParameterizedTest
    @ValueSource(strings = {RealFiles.CT, RealFiles.RT_DOSE, RealFiles.RT_STRUCTURE_SET})
    void a_file_passes_through_unchanged(String name) throws IOException {
        byte[] received = RealFiles.bytes(name);
        var file = new ByteArrayOutputStream();

        var object =
                IndexingReader.file(
                        new ByteArrayInputStream(received), file, ReadOptions.withoutBulkData());

        assertThat(file.toByteArray()).isEqualTo(received);
        assertThat(object.dataSet().has(Tags.SOPInstanceUID)).isTrue();
    }

    @Test
    void what_is_not_parsed_is_written_too() throws IOException {
        byte[] received = RealFiles.bytes(RealFiles.CT);
        var file = new ByteArrayOutputStream();
        var options = ReadOptions.withoutBulkData().stoppingBefore(Tags.PatientName);

        var object = IndexingReader.file(new ByteArrayInputStream(received), file, options);

        assertThat(file.toByteArray()).isEqualTo(received);
        assertThat(object.dataSet().has(Tags.PatientName)).isFalse();
    }

    @Test
    void a_stream_that_ends_within_pixel_data_is_malformed() {
        byte[] received = RealFiles.bytes(RealFiles.CT);
        var cut = new ByteArrayInputStream(received, 0, received.length - 1);

        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() ->
                        IndexingReader.file(
                                cut, new ByteArrayOutputStream(), ReadOptions.withoutBulkData()));
    }

    @Test
    void a_file_that_ends_within_pixel_data_is_malformed_too() throws IOException {
        byte[] received = RealFiles.bytes(RealFiles.CT);
        var file = Files.write(folder.resolve("cut"), Arrays.copyOf(received, received.length - 1));

        for (var options : List.of(ReadOptions.defaults(), ReadOptions.withoutBulkData())) {
            assertThatExceptionOfType(MalformedDataSetException.class)
                    .isThrownBy(() -> Part10.read(file, options));
        }
    }

    @Test
    void frames_are_served_from_the_file_without_parsing_again() throws IOException {
        byte[] received = RealFiles.bytes(RealFiles.RT_DOSE);
        var file = folder.resolve("dose");
        Part10Object object;
        try (var out = new FileOutputStream(file.toFile())) {
            object =
                    IndexingReader.file(
                            new ByteArrayInputStream(received), out, ReadOptions.withoutBulkData());
        }

        var index = FrameIndex.of(object.dataSet(), BulkDataSource.file(file));

        var pixels = Part10.read(file).dataSet().bytes(Tags.PixelData).orElseThrow();
        int frames = object.dataSet().integer(Tags.NumberOfFrames).orElseThrow();
        assertThat(index.count()).isEqualTo(frames).isGreaterThan(1);
        int size = pixels.length() / frames;
        for (int frame = 0; frame < frames; frame++) {
            try (var in = index.open(frame)) {
                assertThat(Bytes.of(in.readAllBytes())).isEqualTo(pixels.slice(frame * size, size));
            }
            assertThat(index.segments(frame)).hasSize(1);
            assertThat(index.length(frame)).isEqualTo(size);
        }
    }

    @Test
    void bulk_data_left_in_a_file_is_written_from_there_in_any_order() throws IOException {
        var file = Files.write(folder.resolve("ct"), RealFiles.bytes(RealFiles.CT));
        var whole = Part10.read(file).dataSet();
        var left = Part10.read(file, ReadOptions.withoutBulkData()).dataSet();

        for (var syntax : syntaxes().toList()) {
            var out = new ByteArrayOutputStream();
            DataSetWriter.write(left, syntax, out, BulkDataSource.file(file));
            assertThat(DataSetReader.read(out.toByteArray(), syntax)).isEqualTo(whole);
        }
    }

    @Test
    void compressed_frames_are_found_by_the_offset_table() throws IOException {
        // Two frames in three fragments: the first in two, with 8 bytes of header each.
        var table = new byte[] {0, 0, 0, 0, 20, 0, 0, 0};
        var object = compressed(2, Bytes.of(table), "FFD8FF01", "AAAA", "FFD8FF02");

        assertThat(object.count()).isEqualTo(2);
        assertThat(object.segments(0)).hasSize(2);
        assertThat(object.open(0).readAllBytes())
                .isEqualTo(spiders.dicom.Hex.bytes("FFD8FF01AAAA"));
        assertThat(object.open(1).readAllBytes()).isEqualTo(spiders.dicom.Hex.bytes("FFD8FF02"));
    }

    @Test
    void compressed_frames_are_found_by_how_code_streams_begin() throws IOException {
        for (var table : List.of(Bytes.empty(), Bytes.of(new byte[] {0, 0, 0, 0, 19, 0, 0, 0}))) {
            var object = compressed(2, table, "FFD8FF01", "AAAAAAAA", "FFD8FF02", "BBBB");

            assertThat(object.open(0).readAllBytes())
                    .isEqualTo(spiders.dicom.Hex.bytes("FFD8FF01AAAAAAAA"));
            assertThat(object.open(1).readAllBytes())
                    .isEqualTo(spiders.dicom.Hex.bytes("FFD8FF02BBBB"));
        }
    }

    @Test
    void compressed_frames_are_found_by_the_extended_offset_table() throws IOException {
        // The second frame's item is 8 + 4 + 8 + 2 bytes behind the first's; no fragment says so.
        var table = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(0).putLong(22);
        var extended =
                DataSet.builder()
                        .set(Tags.ExtendedOffsetTable, VR.OV, table.array())
                        .set(Tags.ExtendedOffsetTableLengths, VR.OV, new byte[16])
                        .build();
        var object = compressed(extended, 2, Bytes.empty(), "FFD8FF01", "AAAA", "BBBB", "CC00");

        assertThat(object.count()).isEqualTo(2);
        assertThat(object.open(0).readAllBytes())
                .isEqualTo(spiders.dicom.Hex.bytes("FFD8FF01AAAA"));
        assertThat(object.open(1).readAllBytes()).isEqualTo(spiders.dicom.Hex.bytes("BBBBCC00"));
    }

    @Test
    void frames_of_a_fragment_each_need_no_offset_table() throws IOException {
        var object = compressed(3, Bytes.empty(), "AA01", "BB02", "CC03");

        assertThat(object.count()).isEqualTo(3);
        assertThat(object.open(2).readAllBytes()).isEqualTo(spiders.dicom.Hex.bytes("CC03"));
    }

    @Test
    void a_single_frame_may_be_in_any_number_of_fragments() throws IOException {
        var object = compressed(1, Bytes.empty(), "FFD8FF01", "FFD8FF02", "CC03");

        assertThat(object.count()).isEqualTo(1);
        assertThat(object.open(0).readAllBytes())
                .isEqualTo(spiders.dicom.Hex.bytes("FFD8FF01FFD8FF02CC03"));
    }

    @Test
    void fragments_that_match_no_count_of_frames_are_malformed() {
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() -> compressed(2, Bytes.empty(), "FFD8FF01", "AAAAAAAA", "BBBB"));
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() -> compressed(3, Bytes.empty(), "FFD8FF01", "FFD8FF02"));
    }

    @Test
    void a_video_is_one_stream_whatever_its_count_of_frames() throws IOException {
        var object = compressed(250, Bytes.empty(), "000001B3", "12345678");

        assertThat(object.count()).isEqualTo(1);
        assertThat(object.length(0)).isEqualTo(8);
    }

    @ParameterizedTest // Refused until 2026-11, where fragments were more than frames.
    @ValueSource(
            strings = {
                "000001B3 12345678", // MPEG-2
                "00000001 67640028", // H.264
                "47400010 0000B00D", // a transport stream
                "00000018 66747970", // MP4
            })
    void a_video_may_be_in_more_fragments_than_it_has_frames(String start) throws IOException {
        var object = compressed(2, Bytes.empty(), start, "1234", "5678");

        assertThat(object.count()).isEqualTo(1);
        assertThat(object.length(0)).isEqualTo(12);
    }

    /** Writes an object in fragments, indexes it as it passes, and opens its frames. */
    private FrameIndex compressed(int frames, Bytes table, String... fragments) throws IOException {
        return compressed(DataSet.empty(), frames, table, fragments);
    }

    private FrameIndex compressed(DataSet more, int frames, Bytes table, String... fragments)
            throws IOException {
        var held =
                Stream.of(fragments)
                        .map(hex ->
                                (Fragment)
                                        new Fragment.Held(Bytes.of(spiders.dicom.Hex.bytes(hex))))
                        .toList();
        var dataSet =
                DataSet.builder()
                        .set(Tags.SOPClassUID, UIDs.SecondaryCaptureImageStorage)
                        .set(Tags.SOPInstanceUID, "1.2.3")
                        .set(Tags.NumberOfFrames, frames)
                        .setAll(more)
                        .set(new EncapsulatedElement(Tags.PixelData, VR.OB, table, held))
                        .build();
        var syntax = TransferSyntax.JPEG_BASELINE;
        byte[] raw = DataSetWriter.bytes(dataSet, syntax);
        assertThat(DataSetReader.read(raw, syntax)).isEqualTo(dataSet);
        var file = Files.createTempFile(folder, "compressed", ".dcm");
        try (var out = new FileOutputStream(file.toFile())) {
            var object =
                    IndexingReader.dataSet(
                            new ByteArrayInputStream(raw),
                            FileMeta.of(dataSet, syntax),
                            out,
                            ReadOptions.withoutBulkData());
            return FrameIndex.of(object.dataSet(), BulkDataSource.file(file));
        }
    }

    @Test
    void an_object_without_pixels_has_no_frames() throws IOException {
        var index = FrameIndex.of(DataSet.empty(), BulkDataSource.none());

        assertThat(index.count()).isZero();
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> index.open(0));
    }

    @Test
    void frames_of_single_bits_say_at_which_bit_they_begin() throws IOException {
        var dataSet =
                DataSet.builder()
                        .set(Tags.Rows, 3)
                        .set(Tags.Columns, 3)
                        .set(Tags.BitsAllocated, 1)
                        .set(Tags.NumberOfFrames, 3)
                        .set(Tags.PixelData, VR.OB, new byte[4])
                        .build();
        var index = FrameIndex.of(dataSet, BulkDataSource.none());

        assertThat(index.firstBit(2)).isEqualTo(2);
        assertThat(index.length(2)).isEqualTo(2);
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() ->
                        FrameIndex.of(dataSet.with(Tags.NumberOfFrames, 4), BulkDataSource.none()));
    }

    private static DataSet image() throws IOException {
        return Part10.read(
                        new ByteArrayInputStream(RealFiles.bytes(RealFiles.CT)),
                        ReadOptions.defaults())
                .dataSet();
    }
}
