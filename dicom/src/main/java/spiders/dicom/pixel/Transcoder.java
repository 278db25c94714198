// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.io.Part10Object;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes objects in another transfer syntax, frame by frame, with the attributes that go with it.
 *
 * <p>One frame is in memory at a time; compressed frames wait in a temporary file if they are big,
 * because the offset table comes before them. Safe for use by threads.
 */
public final class Transcoder {

    /** Where the frames stand that are not in the source's file: beyond every file. */
    private static final long ELSEWHERE = 1L << 62;

    private static final long MAX_LENGTH = 0xFFFF_FFFEL;

    private final FrameCodecs codecs;
    private final @Nullable FrameChange change;

    public Transcoder(FrameCodecs codecs) {
        this(codecs, null);
    }

    private Transcoder(FrameCodecs codecs, @Nullable FrameChange change) {
        this.codecs = codecs;
        this.change = change;
    }

    /** Changes frames on their way; safe for use by threads. */
    @FunctionalInterface
    public interface FrameChange {

        /** Returns a decoded frame as it is to be written, or changes its cells and returns it. */
        Frame changed(Frame frame);
    }

    /** The same, but every frame is decoded, changed and encoded, whatever the syntaxes are. */
    public Transcoder changing(FrameChange frames) {
        return new Transcoder(codecs, frames);
    }

    /** A transcoder with every codec of the toolkit. */
    public static Transcoder standard() {
        return new Transcoder(FrameCodecs.standard());
    }

    /** Whether objects can be written in a transfer syntax that are in another. */
    public boolean canTranscode(TransferSyntax from, TransferSyntax to) {
        return from.equals(to)
                || ((!from.isEncapsulated() || codecs.decoder(from).isPresent())
                        && (!to.isEncapsulated() || codecs.encoder(to).isPresent()));
    }

    /**
     * Writes an object as a file in a transfer syntax; the stream stays open.
     *
     * <p>Colours that a lossy code stream has as YBR become RGB. A lossy target makes a new SOP
     * Instance, derived from the source (PS3.3 section C.7.6.1.1.5).
     *
     * @param bulkData gives the bytes that were left in the source's file
     * @return the data set as it was written, but for where its pixel data is
     * @throws UnsupportedFrameException if there is no codec for one of both, or if the target
     *     cannot hold such samples
     * @throws MalformedFrameException if a frame is not what it should be
     * @throws InvalidImageException if the data set has pixel data and describes no image
     */
    public DataSet write(
            Part10Object source, BulkDataSource bulkData, TransferSyntax target, OutputStream out)
            throws IOException {
        var from = source.meta().transferSyntax();
        var dataSet = source.dataSet();
        boolean hasPixels = dataSet.element(Tags.PixelData).filter(e -> !e.isEmpty()).isPresent();
        boolean isCopied =
                change == null
                        && (from.equals(target)
                                || (!from.isEncapsulated() && !target.isEncapsulated()));
        if (isCopied || !hasPixels) {
            if (!isCopied && hasRealPixels(dataSet)) {
                throw new UnsupportedFrameException("Real numbers in " + target);
            }
            Part10.write(out, dataSet, target, bulkData);
            return dataSet;
        }
        if (!canTranscode(from, target)) {
            throw new UnsupportedFrameException("%s to %s".formatted(from, target));
        }
        var frames = new SourceFrames(dataSet, from, bulkData, codecs, change);
        return target.isEncapsulated()
                ? encapsulated(frames, target, out)
                : nativeForm(frames, target, out);
    }

    /**
     * The frames of an object in a transfer syntax, each made when it is asked for, without the
     * data set around them.
     *
     * @param bulkData gives the bytes that were left in the source's file
     * @throws UnsupportedFrameException if there is no codec for one of both
     * @throws InvalidImageException if the data set describes no image
     */
    public TranscodedFrames frames(
            Part10Object source, BulkDataSource bulkData, TransferSyntax target)
            throws IOException {
        var from = source.meta().transferSyntax();
        if (!canTranscode(from, target)) {
            throw new UnsupportedFrameException("%s to %s".formatted(from, target));
        }
        var frames = new SourceFrames(source.dataSet(), from, bulkData, codecs, change);
        return new TranscodedFrames(frames, codecs.encoder(target).orElse(null));
    }

    private static boolean hasRealPixels(DataSet dataSet) {
        return dataSet.has(Tags.FloatPixelData) || dataSet.has(Tags.DoubleFloatPixelData);
    }

    private static DataSet nativeForm(SourceFrames frames, TransferSyntax target, OutputStream out)
            throws IOException {
        var first = Interleaving.byPixel(frames.frame(0));
        var image = first.image();
        long bits = (long) image.samples() * image.depth().allocated() * frames.count();
        long length = (bits + 7) / 8;
        if (length > MAX_LENGTH) {
            throw new UnsupportedFrameException(
                    "%d bytes are too many for native pixel data".formatted(length));
        }
        var vr = image.depth().allocated() > 8 ? VR.OW : VR.OB;
        var pixels =
                new BulkDataElement(Tags.PixelData, vr, ELSEWHERE, length, ByteOrder.LITTLE_ENDIAN);
        var dataSet =
                described(frames, image)
                        .remove(Tags.ExtendedOffsetTable)
                        .remove(Tags.ExtendedOffsetTableLengths)
                        .set(pixels)
                        .build();
        boolean isBits = image.depth().allocated() == 1;
        BulkDataSource both =
                (offset, count) ->
                        offset < ELSEWHERE
                                ? frames.bulkData().open(offset, count)
                                : new NativeFrameStream(
                                        number ->
                                                number == 0
                                                        ? first
                                                        : Interleaving.byPixel(
                                                                frames.frame(number)),
                                        frames.count(),
                                        isBits);
        Part10.write(out, dataSet, target, both);
        return dataSet;
    }

    private DataSet encapsulated(SourceFrames frames, TransferSyntax target, OutputStream out)
            throws IOException {
        var encoder = codecs.encoder(target).orElseThrow();
        var overlays =
                new EmbeddedOverlays(
                        frames.dataSet(), frames.keepsUnusedBits() && !encoder.keepsUnusedBits());
        try (var spool = new FrameSpool()) {
            var fragments = new ArrayList<Fragment>(frames.count());
            Optional<ImagePixel> image = Optional.empty();
            for (int i = 0; i < frames.count(); i++) {
                var frame = frames.frame(i);
                image = Optional.of(encoder.encoded(frame.image()));
                overlays.take(frame, i);
                var encoded = encoder.encode(frame);
                long offset = ELSEWHERE + spool.add(encoded);
                fragments.add(new Fragment.Left(offset, encoded.length));
            }
            var described = described(frames, image.orElseThrow());
            overlays.into(described);
            pixels(described, fragments);
            long before = frames.count() * frames.reader().image().frameBytes();
            encoder.lossyMethod()
                    .ifPresent(method -> lossy(described, frames, method, before, fragments));
            var spooled = spool.source();
            BulkDataSource both =
                    (offset, count) ->
                            offset < ELSEWHERE
                                    ? frames.bulkData().open(offset, count)
                                    : spooled.open(offset - ELSEWHERE, count);
            var written = described.build();
            Part10.write(out, written, target, both);
            return written;
        }
    }

    /** Sets the fragments, one a frame, and where each is (PS3.5 section A.4). */
    private static void pixels(DataSetBuilder dataSet, List<Fragment> fragments) {
        var offsets = new long[fragments.size()];
        var lengths = new long[fragments.size()];
        long offset = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = offset;
            lengths[i] = fragments.get(i).length();
            offset += 8 + lengths[i];
        }
        dataSet.remove(Tags.ExtendedOffsetTable).remove(Tags.ExtendedOffsetTableLengths);
        var basic = ByteBuffer.allocate(4 * offsets.length).order(ByteOrder.LITTLE_ENDIAN);
        if (offsets[offsets.length - 1] <= MAX_LENGTH) {
            for (long one : offsets) {
                basic.putInt((int) one);
            }
        } else {
            dataSet.set(Tags.ExtendedOffsetTable, VR.OV, bytes(offsets));
            dataSet.set(Tags.ExtendedOffsetTableLengths, VR.OV, bytes(lengths));
        }
        var table = Bytes.wrap(basic.array(), 0, basic.position());
        dataSet.set(new EncapsulatedElement(Tags.PixelData, VR.OB, table, fragments));
    }

    private static byte[] bytes(long[] values) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return bytes.array();
    }

    private static DataSetBuilder described(SourceFrames frames, ImagePixel image) {
        var dataSet =
                frames.dataSet().toBuilder()
                        .set(Tags.SamplesPerPixel, image.samplesPerPixel())
                        .set(
                                Tags.PhotometricInterpretation,
                                image.photometricInterpretation().term())
                        .set(Tags.BitsAllocated, image.depth().allocated())
                        .set(Tags.BitsStored, image.depth().stored())
                        .set(Tags.HighBit, image.depth().highBit());
        if (image.samplesPerPixel() > 1) {
            dataSet.set(Tags.PlanarConfiguration, image.isPlanar() ? 1 : 0);
        } else {
            dataSet.remove(Tags.PlanarConfiguration);
        }
        LossyCompression.remember(
                dataSet, frames.dataSet(), frames.syntax(), frames.reader().ratio());
        return dataSet;
    }

    private static void lossy(
            DataSetBuilder dataSet,
            SourceFrames frames,
            String method,
            long before,
            List<Fragment> fragments) {
        long after = fragments.stream().mapToLong(Fragment::length).sum();
        LossyCompression.derive(dataSet, frames.dataSet(), method, (double) before / after);
    }
}
