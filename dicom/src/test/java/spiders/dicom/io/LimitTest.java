// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static spiders.dicom.Hex.bytes;
import static spiders.dicom.data.TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN;
import static spiders.dicom.data.TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class LimitTest {

    // (0008,1140) SQ of undefined length, an item of undefined length
    private static final byte[] NESTING = bytes("08004011 5351 0000 FFFFFFFF  FEFF00E0 FFFFFFFF");
    private static final byte[] CLOSING = bytes("FEFF0DE0 00000000  FEFFDDE0 00000000");

    @Test
    void items_nest_as_deep_as_the_limit_and_no_deeper() throws IOException {
        assertThat(read(nested(100, true), ReadOptions.defaults()).depth()).isEqualTo(100);
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() -> read(nested(101, true), ReadOptions.defaults()))
                .withMessageContaining("deeper than 100");
    }

    @Test // DCMTK 3.6.7 ends with SIGSEGV at 30,000, dcm4che 5.34 with StackOverflowError at 2,000.
    void a_hundred_thousand_nested_sequences_are_malformed() {
        var deepest = ReadOptions.defaults().withDepthLimit(DataSet.MAX_DEPTH);
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() -> read(nested(100_000, false), deepest));
    }

    @Test
    void the_deepest_that_can_be_allowed_fits_a_small_stack() throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(null, this::nestAsDeepAsAllowed, "small", 512 * 1024);
        thread.setUncaughtExceptionHandler((_, e) -> failure.set(e));
        thread.start();
        thread.join();

        assertThat(failure.get()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadOptions.defaults().withDepthLimit(DataSet.MAX_DEPTH + 1));
    }

    private void nestAsDeepAsAllowed() {
        var deepest = ReadOptions.defaults().withDepthLimit(DataSet.MAX_DEPTH);
        try {
            var dataSet = read(nested(DataSet.MAX_DEPTH, true), deepest);
            var written = DataSetWriter.bytes(dataSet, EXPLICIT_VR_LITTLE_ENDIAN);
            var again = read(written, deepest);
            assertThat(again.equals(dataSet) && again.hashCode() == dataSet.hashCode()).isTrue();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] nested(int depth, boolean isClosed) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < depth; i++) {
            out.writeBytes(NESTING);
        }
        for (int i = 0; isClosed && i < depth; i++) {
            out.writeBytes(CLOSING);
        }
        return out.toByteArray();
    }

    @Test
    void elements_are_counted_items_and_delimiters_among_them() throws IOException {
        var options = ReadOptions.defaults();
        // A sequence, an item and two delimiters.
        assertThat(read(nested(1, true), options.withElementLimit(4)).size()).isEqualTo(1);
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() -> read(nested(1, true), options.withElementLimit(3)));
    }

    @Test
    void values_in_memory_are_summed() throws IOException {
        var two = bytes("10002000 4C4F 0400 31323334  10001010 4153 0400 30343559");

        assertThat(read(two, ReadOptions.defaults().withMemoryLimit(8)).size()).isEqualTo(2);
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() -> read(two, ReadOptions.defaults().withMemoryLimit(7)));
    }

    @Test // dcm4che 5.34 runs out of memory on this.
    void a_length_that_lies_costs_no_memory() {
        // (7FE0,0010) OW of 2 GB less 16 bytes, of which four are there
        var lie = bytes("E07F1000 4F57 0000 F0FFFF7F 01020304");
        var wide = ReadOptions.defaults().withMemoryLimit(Long.MAX_VALUE);
        long before = allocated();

        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() -> read(lie, wide));

        assertThat(allocated() - before).isLessThan(16 << 20);
    }

    @Test
    void a_claim_of_four_gigabytes_is_malformed_wherever_it_stands() {
        long before = allocated();
        for (var lie :
                List.of(
                        // OW, UN, SQ, an item, a fragment, each of 0xFFFFFFFE bytes
                        "E07F1000 4F57 0000 FEFFFFFF 01020304",
                        "09001010 554E 0000 FEFFFFFF 01020304",
                        "08004011 5351 0000 FEFFFFFF FEFF00E0 00000000",
                        "08004011 5351 0000 FFFFFFFF FEFF00E0 FEFFFFFF 08005511",
                        "E07F1000 4F42 0000 FFFFFFFF FEFF00E0 00000000 FEFF00E0 FEFFFFFF 01")) {
            for (var options :
                    List.of(
                            ReadOptions.defaults(),
                            ReadOptions.defaults().withMemoryLimit(Long.MAX_VALUE),
                            ReadOptions.withoutBulkData())) {
                assertThatExceptionOfType(MalformedDataSetException.class)
                        .as("%s %s", lie, options)
                        .isThrownBy(() -> read(bytes(lie), options));
            }
        }
        assertThat(allocated() - before).isLessThan(64 << 20);
    }

    @Test
    void ten_thousand_items_are_read_and_a_limit_of_elements_holds_them_off() throws IOException {
        var item = DataSet.builder().set(Tags.ReferencedSOPInstanceUID, "1.2").build();
        var many = Collections.nCopies(10_000, item);
        var dataSet = DataSet.builder().sequence(Tags.ReferencedImageSequence, many).build();
        byte[] bytes = DataSetWriter.bytes(dataSet, EXPLICIT_VR_LITTLE_ENDIAN);

        assertThat(read(bytes, ReadOptions.defaults()).items(Tags.ReferencedImageSequence))
                .hasSize(10_000);
        // A sequence and its delimiter; an item, its element and its delimiter each.
        assertThat(read(bytes, ReadOptions.defaults().withElementLimit(30_002))).isEqualTo(dataSet);
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() -> read(bytes, ReadOptions.defaults().withElementLimit(30_001)))
                .withMessageContaining("More than 30001 elements");
    }

    private static long allocated() {
        var bean = java.lang.management.ManagementFactory.getThreadMXBean();
        return ((com.sun.management.ThreadMXBean) bean).getCurrentThreadAllocatedBytes();
    }

    @Test
    void values_above_the_threshold_stay_in_the_file() throws IOException {
        // (0028,1201) OW of 2 bytes, (7FE0,0010) OW of 4 bytes
        var image = bytes("28000112 4F57 0000 02000000 0102  E07F1000 4F57 0000 04000000 01020304");

        var dataSet = read(image, ReadOptions.defaults().withBulkThreshold(2));

        assertThat(dataSet.bytes(Tags.RedPaletteColorLookupTableData)).isPresent();
        assertThat(dataSet.element(Tags.PixelData))
                .contains(
                        new spiders.dicom.data.BulkDataElement(
                                Tags.PixelData, VR.OW, 26, 4, java.nio.ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void a_deflated_data_set_inflates_up_to_the_limit() throws IOException {
        var dataSet =
                DataSet.builder().set(Tags.PixelData, VR.OW, new byte[10_000_000 - 12]).build();
        byte[] bomb = DataSetWriter.bytes(dataSet, DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        var limit = ReadOptions.defaults().withInflatedLimit(10_000_000);

        assertThat(bomb).hasSizeLessThan(20_000);
        assertThat(read(bomb, DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, limit)).isEqualTo(dataSet);
        assertThatExceptionOfType(MalformedDataSetException.class)
                .isThrownBy(() ->
                        read(
                                bomb,
                                DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                                limit.withInflatedLimit(9_999_999)))
                .withMessageContaining("inflates to more than");
    }

    @Test
    void a_deflated_data_set_cut_anywhere_is_malformed() {
        var dataSet = DataSet.builder().set(Tags.PatientID, "12345678").build();
        byte[] whole = DataSetWriter.bytes(dataSet, DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
        // The last byte may be the padding, and the end of the deflated bits is not asked for.
        for (int length = 1; length < whole.length - 2; length++) {
            var cut = java.util.Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MalformedDataSetException.class)
                    .as("cut at %d of %d", length, whole.length)
                    .isThrownBy(() -> DataSetReader.read(cut, DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN));
        }
    }

    private static DataSet read(byte[] bytes, ReadOptions options) throws IOException {
        return read(bytes, EXPLICIT_VR_LITTLE_ENDIAN, options);
    }

    private static DataSet read(byte[] bytes, TransferSyntax syntax, ReadOptions options)
            throws IOException {
        return DataSetReader.read(new ByteArrayInputStream(bytes), syntax, options);
    }
}
