// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.DataSetReader;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.pixel.FrameReader;
import spiders.dicom.pixel.FrameRenderer;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * From a hostile image to pictures of its frames: offset tables, fragments, native cells, LUTs.
 *
 * <p>The first byte chooses the transfer syntax, and whether the pixel data is left in the file; a
 * data set follows.
 */
final class FrameReaderTarget {

    static final int LEFT_IN_FILE = 0x80;

    static final List<TransferSyntax> SYNTAXES =
            List.of(
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                    TransferSyntax.RLE_LOSSLESS,
                    TransferSyntax.DEFLATED_IMAGE_FRAME_COMPRESSION,
                    TransferSyntax.ENCAPSULATED_UNCOMPRESSED_EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.JPEG_BASELINE);
    private static final ReadOptions LIMITS =
            ReadOptions.defaults().withMemoryLimit(8 << 20).withElementLimit(100_000);

    /** A bigger frame is no finding, only slow. */
    private static final long MAX_FRAME_BYTES = 1 << 20;

    private static final int MAX_FRAMES = 8;

    private FrameReaderTarget() {}

    static byte[] input(DataSet dataSet, TransferSyntax syntax) {
        var out = new ByteArrayOutputStream();
        out.write(SYNTAXES.indexOf(syntax));
        out.writeBytes(DataSetWriter.bytes(dataSet, syntax));
        return out.toByteArray();
    }

    static void run(byte[] input) {
        if (input.length > 0) {
            pictures(input);
        }
    }

    /** How many frames became pictures. */
    static int pictures(byte[] input) {
        var syntax = SYNTAXES.get((input[0] & ~LEFT_IN_FILE & 0xFF) % SYNTAXES.size());
        var bytes = Arrays.copyOfRange(input, 1, input.length);
        var options = (input[0] & LEFT_IN_FILE) == 0 ? LIMITS : LIMITS.withBulkThreshold(64);
        BulkDataSource source =
                (offset, length) ->
                        new ByteArrayInputStream(
                                bytes, Math.toIntExact(offset), Math.toIntExact(length));
        try {
            var dataSet = DataSetReader.read(new ByteArrayInputStream(bytes), syntax, options);
            ImagePixel.of(dataSet, MAX_FRAME_BYTES);
            return show(dataSet, syntax, source);
        } catch (MalformedDataSetException e) {
            if (e.offset() < 0) {
                throw new AssertionError("No offset", e);
            }
        } catch (InvalidImageException | UnsupportedFrameException e) {
            if (e.getMessage() == null) {
                throw new AssertionError("No reason", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        return 0;
    }

    private static int show(DataSet dataSet, TransferSyntax syntax, BulkDataSource source)
            throws IOException {
        var reader = FrameReader.of(dataSet, syntax, source);
        var renderer = FrameRenderer.of(dataSet, source);
        int shown = 0;
        for (int frame = 0; frame < Math.min(reader.count(), MAX_FRAMES); frame++) {
            try {
                var picture = renderer.render(reader.frame(frame), frame).image();
                if (picture.rows() != reader.image().rows()
                        || picture.columns() != reader.image().columns()) {
                    throw new AssertionError("%s of %s".formatted(picture, reader.image()));
                }
                shown++;
            } catch (MalformedFrameException e) {
                if (e.offset() < 0) {
                    throw new AssertionError("No offset", e);
                }
            }
        }
        return shown;
    }
}
