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

    /** Gives the bytes of a frame. */
    @FunctionalInterface
    private interface ByteSource {

        byte[] bytes(int frame) throws IOException;
    }

    private final ImagePixel image;
    private final FrameIndex index;
    private final ByteSource source;
    private final FrameDecoder decoder;

    private FrameReader(
            ImagePixel image, FrameIndex index, ByteSource source, FrameDecoder decoder) {
        this.image = image;
        this.index = index;
        this.source = source;
        this.decoder = decoder;
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
        var decoder =
                syntax.isEncapsulated()
                        ? codecs.decoder(syntax)
                        : Optional.<FrameDecoder>of(new UncompressedCodec());
        if (decoder.isEmpty()) {
            throw new UnsupportedFrameException("Frames of " + syntax);
        }
        var index = FrameIndex.of(dataSet, bulkData);
        ByteSource source =
                bigEndian(dataSet)
                        .<ByteSource>map(pixels ->
                                frame ->
                                        swapped(pixels, index.segments(frame).getFirst(), bulkData))
                        .orElse(frame -> asIs(index, frame));
        return new FrameReader(image, index, source, decoder.get());
    }

    /** The native pixel data that was left in a big-endian file. */
    private static Optional<BulkDataElement> bigEndian(DataSet dataSet) {
        return PIXELS.stream()
                .flatMap(tag -> dataSet.element(tag).stream())
                .filter(BulkDataElement.class::isInstance)
                .map(BulkDataElement.class::cast)
                .filter(pixels -> pixels.order() == ByteOrder.BIG_ENDIAN)
                .filter(pixels -> pixels.vr().wordSize() > 1)
                .findFirst();
    }

    /** What the data set says of the frames; a decoded frame tells itself what it is. */
    public ImagePixel image() {
        return image;
    }

    /** How many frames there are; 0 without pixel data. */
    public int count() {
        return index.count();
    }

    /** How many times longer the frames are decoded than they are here. */
    double ratio() {
        long length = 0;
        for (int i = 0; i < count(); i++) {
            length += index.length(i);
        }
        return (double) count() * image.frameBytes() / Math.max(1, length);
    }

    /** Returns the bytes of a frame, numbered from 0: a code stream, or little-endian cells. */
    public byte[] encoded(int frame) throws IOException {
        long length = index.length(frame);
        if (length > 2 * image.frameBytes() + SLACK || length > Integer.MAX_VALUE - 16) {
            throw new MalformedFrameException(
                    0, "%d bytes for a frame of %d".formatted(length, image.frameBytes()));
        }
        return source.bytes(frame);
    }

    private static byte[] asIs(FrameIndex index, int frame) throws IOException {
        int length = (int) index.length(frame);
        try (var in = index.open(frame)) {
            var bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new MalformedFrameException(bytes.length, "The frame ends too early");
            }
            return bytes;
        }
    }

    /** Turns words around, where a frame may begin and end within one. */
    private static byte[] swapped(
            BulkDataElement pixels, FrameIndex.Segment segment, BulkDataSource bulkData)
            throws IOException {
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
        int firstBit = index.firstBit(frame);
        return firstBit == 0
                ? decoder.decode(bytes, image)
                : NativeCells.read(bytes, firstBit, image);
    }
}
