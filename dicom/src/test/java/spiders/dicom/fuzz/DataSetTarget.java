// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.DataSetReader;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.ReadOptions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * The data-set parser: the first byte chooses the transfer syntax, and what is left in the file.
 */
final class DataSetTarget {

    private static final List<TransferSyntax> SYNTAXES =
            List.of(
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                    TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.JPEG_BASELINE);
    private static final ReadOptions LIMITS =
            ReadOptions.defaults()
                    .withMemoryLimit(8 << 20)
                    .withInflatedLimit(8 << 20)
                    .withElementLimit(100_000);

    private DataSetTarget() {}

    static void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var syntax = SYNTAXES.get((input[0] & 0x7F) % SYNTAXES.size());
        var bytes = Arrays.copyOfRange(input, 1, input.length);
        try {
            if (input[0] < 0) {
                read(bytes, syntax, LIMITS.withBulkThreshold(16));
                return;
            }
            var dataSet = read(bytes, syntax, LIMITS);
            askEverything(dataSet);
            requireTheSame(dataSet);
        } catch (MalformedDataSetException e) {
            if (e.offset() < 0) {
                throw new AssertionError("No offset", e);
            }
        }
    }

    private static DataSet read(byte[] bytes, TransferSyntax syntax, ReadOptions options) {
        try {
            return DataSetReader.read(new ByteArrayInputStream(bytes), syntax, options);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }

    /** Questions are lenient: none of them may throw. */
    static void askEverything(DataSet dataSet) {
        for (var element : dataSet) {
            var tag = element.tag();
            dataSet.personName(tag);
            dataSet.dateRange(tag);
            dataSet.timeRange(tag);
            dataSet.moment(tag);
            dataSet.uids(tag);
            dataSet.items(tag).forEach(DataSetTarget::askEverything);
            if (element instanceof ValueElement value) {
                value.strings();
                value.integers();
                value.reals();
            }
        }
        dataSet.timezoneOffset();
    }

    /** What was read is written in a form that reads as the same. */
    private static void requireTheSame(DataSet dataSet) {
        boolean isEncapsulated =
                dataSet.element(Tags.PixelData)
                        .filter(EncapsulatedElement.class::isInstance)
                        .isPresent();
        var syntax =
                isEncapsulated
                        ? TransferSyntax.JPEG_BASELINE
                        : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        var once = DataSetWriter.bytes(dataSet, syntax);
        var again = read(once, syntax, ReadOptions.defaults());
        if (!Arrays.equals(once, DataSetWriter.bytes(again, syntax))) {
            throw new AssertionError("Written and read, it is another");
        }
    }
}
