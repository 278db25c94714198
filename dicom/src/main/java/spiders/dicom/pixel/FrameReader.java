// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FrameIndex;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the frames of an image one by one, whether its pixel data is in memory or in its file.
 *
 * <p>Safe for use by threads, if the source of bulk data is.
 */
public final class FrameReader {

    private static final List<Tag> PIXELS =
            List.of(Tags.PixelData, Tags.FloatPixelData, Tags.DoubleFloatPixelData);

    /** What a code stream may be longer than its frame: profiles, comments, padding. */
    private static final long SLACK = 16L << 20;

    private final ImagePixel image;
    private final TransferSyntax syntax;
    private final FrameIndex index;
    private final BulkDataSource bulkData;
    private final Optional<FrameDecoder> decoder;

    /** The native pixel data left in a big-endian file. */
    private final Optional<BulkDataElement> bigEndian;

    private FrameReader(
            ImagePixel image,
            TransferSyntax syntax,
            FrameIndex index,
            BulkDataSource bulkData,
            Optional<FrameDecoder> decoder,
            Optional<BulkDataElement> bigEndian) {
        this.image = image;
        this.syntax = syntax;
        this.index = index;
        this.bulkData = bulkData;
        this.decoder = decoder;
        this.bigEndian = bigEndian;
    }

    /** A reader with all codecs of the toolkit; see the other. */
    public static FrameReader of(DataSet dataSet, TransferSyntax syntax, BulkDataSource bulkData)
            throws IOException {
        return of(dataSet, syntax, bulkData, FrameCodecs.standard());
    }

    /**
     * A reader of an image's frames.
     *
     * @param syntax the transfer syntax of the data set
     * @param bulkData gives the bytes that were left in the file
     * @throws InvalidImageException if the data set describes no image
     * @throws UnsupportedFrameException if there is no decoder of the syntax
     * @throws spiders.dicom.io.MalformedDataSetException if the pixel data does not hold the frames
     *     it should
     */
    public static FrameReader of(
            DataSet dataSet, TransferSyntax syntax, BulkDataSource bulkData, FrameCodecs codecs)
            throws IOException {
        var image = ImagePixel.of(dataSet);
        var decoder = codecs.decoder(syntax);
        if (syntax.isEncapsulated() && decoder.isEmpty()) {
            throw new UnsupportedFrameException("Frames of " + syntax);
        }
        var bigEndian =
                PIXELS.stream()
                        .flatMap(tag -> dataSet.element(tag).stream())
                        .filter(BulkDataElement.class::isInstance)
                        .map(BulkDataElement.class::cast)
                        .filter(bulk -> bulk.order() == ByteOrder.BIG_ENDIAN)
                        .filter(bulk -> bulk.vr().wordSize() > 1)
                        .findFirst();
        var index = FrameIndex.of(dataSet, bulkData);
        return new FrameReader(image, syntax, index, bulkData, decoder, bigEndian);
    }

    /** What the data set says of the frames; a decoded frame tells itself what it is. */
    public ImagePixel image() {
        return image;
    }

    /** How many frames there are; 0 without pixel data. */
    public int count() {
        return index.count();
    }

    /** Returns the bytes of a frame, numbered from 0: a code stream, or little-endian cells. */
    public byte[] encoded(int frame) throws IOException {
        long length = index.length(frame);
        if (length > 2 * image.frameBytes() + SLACK || length > Integer.MAX_VALUE - 16) {
            throw new MalformedFrameException(
                    0, "%d bytes for a frame of %d".formatted(length, image.frameBytes()));
        }
        if (bigEndian.isPresent()) {
            return swapped(bigEndian.get(), index.segments(frame).getFirst());
        }
        try (var in = index.open(frame)) {
            var bytes = in.readNBytes((int) length);
            if (bytes.length < length) {
                throw new MalformedFrameException(bytes.length, "The frame ends too early");
            }
            return bytes;
        }
    }

    /** Turns words around, where a frame may begin and end within one. */
    private byte[] swapped(BulkDataElement pixels, FrameIndex.Segment segment) throws IOException {
        int word = pixels.vr().wordSize();
        long from = segment.offset() - pixels.offset();
        long start = from / word * word;
        long end = Math.ceilDiv(from + segment.length(), word) * word;
        end = Math.min(end, pixels.length());
        var bytes = new byte[(int) segment.length()];
        try (var in = bulkData.open(pixels.offset() + start, end - start)) {
            var words = in.readNBytes((int) (end - start));
            for (int i = 0; i < bytes.length; i++) {
                int at = (int) (from - start) + i;
                int there = at / word * word + (word - 1 - at % word);
                if (there >= words.length) {
                    throw new MalformedFrameException(i, "The frame ends too early");
                }
                bytes[i] = words[there];
            }
        }
        return bytes;
    }

    /**
     * Decodes a frame, numbered from 0.
     *
     * @throws MalformedFrameException if its bytes are not what they should be
     * @throws UnsupportedFrameException if they use what there is no decoder for
     */
    public Frame frame(int frame) throws IOException {
        var bytes = encoded(frame);
        return syntax.isEncapsulated()
                ? decoder.orElseThrow().decode(bytes, image)
                : NativeCells.read(bytes, index.firstBit(frame), image);
    }
}
