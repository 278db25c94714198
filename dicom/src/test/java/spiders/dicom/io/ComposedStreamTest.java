// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.RealFiles;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

class ComposedStreamTest {

    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir Path folder;

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private BulkDataSource values(int length) throws IOException {
        return BulkDataSource.file(Files.write(folder.resolve("values"), bytes(length)));
    }

    private static DataSet object() {
        return DataSet.builder()
                .set(Tags.SOPClassUID, new UID("1.2.3"))
                .set(Tags.SOPInstanceUID, new UID("1.2.4"))
                .set(Tags.PatientName, "DEMO^ÉLODIE")
                .build();
    }

    private static BulkDataElement left(Tag tag, VR vr, long offset, long length) {
        return new BulkDataElement(tag, vr, offset, length, ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] written(DataSet dataSet, TransferSyntax syntax, BulkDataSource values)
            throws IOException {
        var out = new ByteArrayOutputStream();
        Part10.write(out, dataSet, syntax, values);
        return out.toByteArray();
    }

    private static byte[] opened(DataSet dataSet, TransferSyntax syntax, BulkDataSource values)
            throws IOException {
        try (var in = Part10.open(dataSet, syntax, values)) {
            return in.readAllBytes();
        }
    }

    static List<String> files() {
        return RealFiles.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_real_file_is_opened_as_it_is_written(String name) throws IOException {
        var file = Files.write(folder.resolve("real.dcm"), RealFiles.bytes(name));
        var whole = Part10.read(file);
        if (whole.meta().transferSyntax().isEncapsulated()) {
            return;
        }
        var sparse = Part10.read(file, ReadOptions.withoutBulkData());
        var source = BulkDataSource.file(file);

        assertThat(opened(sparse.dataSet(), EXPLICIT, source))
                .isEqualTo(written(whole.dataSet(), EXPLICIT, BulkDataSource.none()));
    }

    @Test
    void values_within_items_and_fragments_are_read_in_their_turn() throws IOException {
        var source = values(5000);
        var item =
                DataSet.builder()
                        .set(left(Tags.WaveformData, VR.OW, 10, 1001))
                        .set(Tags.WaveformBitsAllocated, 16)
                        .build();
        var frames =
                new EncapsulatedElement(
                        Tags.PixelData,
                        VR.OB,
                        Bytes.empty(),
                        List.of(
                                new Fragment.Left(0, 99),
                                new Fragment.Held(Bytes.of((byte) 1, (byte) 2)),
                                new Fragment.Left(99, 4000)));
        var dataSet = object().with(frames).toBuilder().sequence(Tags.WaveformSequence, item);
        var syntax = TransferSyntax.JPEG_BASELINE;

        byte[] bytes = opened(dataSet.build(), syntax, source);

        assertThat(bytes).isEqualTo(written(dataSet.build(), syntax, source));
        var read = Part10.read(new ByteArrayInputStream(bytes), ReadOptions.defaults()).dataSet();
        assertThat(read.items(Tags.WaveformSequence).getFirst().bytes(Tags.WaveformData))
                .hasValueSatisfying(value -> assertThat(value.length()).isEqualTo(1002));
    }

    @Test // Written with a length of 16 bits, and so another one, until 2026-12.
    void a_value_that_is_too_long_for_its_vr_is_written_as_unknown() throws IOException {
        var source = values(70_000);
        var tag = Tags.LUTData;
        var dataSet = object().with(left(tag, VR.US, 0, 70_000));

        byte[] bytes = written(dataSet, EXPLICIT, source);

        var read = Part10.read(new ByteArrayInputStream(bytes), ReadOptions.defaults()).dataSet();
        assertThat(read.bytes(tag).map(Bytes::length)).contains(70_000);
        assertThat(bytes)
                .isEqualTo(
                        written(
                                object().with(ValueElement.of(tag, VR.US, bytes(70_000))),
                                EXPLICIT,
                                BulkDataSource.none()));
        assertThat(opened(dataSet, EXPLICIT, source)).isEqualTo(bytes);
    }

    @Test
    void values_that_are_not_there_fail_and_do_not_end_the_file() throws IOException {
        var source = values(100);
        var beyond = object().with(left(Tags.EncapsulatedDocument, VR.OB, 50, 51));
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() -> opened(beyond, EXPLICIT, source));
        BulkDataSource early = (_, length) -> new ByteArrayInputStream(new byte[(int) length - 1]);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> opened(beyond, EXPLICIT, early))
                .withMessageContaining("1 bytes early");
    }

    @Test
    void what_cannot_be_made_as_it_is_read_is_refused() throws IOException {
        var source = values(100);
        var big = new BulkDataElement(Tags.PixelData, VR.OW, 0, 100, ByteOrder.BIG_ENDIAN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> opened(object().with(big), EXPLICIT, source));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        opened(
                                object(),
                                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                                source));
    }
}
