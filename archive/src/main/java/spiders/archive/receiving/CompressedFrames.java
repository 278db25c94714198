// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

import spiders.archive.receiving.BulkParts.Part;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.pixel.CodeStreams;
import spiders.dicom.pixel.EncodedImage;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Compressed pixel data: a frame a fragment, or a video in one (PS3.5 section A.4). A frame is a
 * part, or all frames follow each other in one; of a JP2 file its code stream is taken.
 *
 * @param described the metadata, with what the code streams say of the pixels where metadata do not
 *     (PS3.18 section 10.5.2)
 */
record CompressedFrames(DataSet described, EncapsulatedElement element, TransferSyntax syntax) {

    private static final long MOST_BYTES = 0xFFFF_FFFEL;
    private static final int ITEM_HEADER = 8;

    /** Those whose header tells what they are. */
    private static final Set<String> TELLING =
            Set.of(
                    "image/jpeg",
                    "image/jls",
                    "image/x-jls",
                    "image/jp2",
                    "image/jpx",
                    "image/jphc");

    /** The Content-Location of a frame that is a part of its own, from 1. */
    static String location(String uri, int frame) {
        return uri + "/frames/" + frame;
    }

    static CompressedFrames of(
            DataSet metadata, BulkParts parts, String uri, BulkDataSource scratch)
            throws IOException {
        int count = Math.max(1, metadata.integer(Tags.NumberOfFrames).orElse(1));
        var given = new ArrayList<Part>();
        if (parts.has(uri)) {
            given.add(parts.part(uri));
        } else {
            for (int frame = 1; frame <= count; frame++) {
                given.add(parts.part(location(uri, frame)));
            }
        }
        return new Reading(metadata, count, scratch).read(given);
    }

    /** Takes the frames of one object from its parts. */
    private static final class Reading {

        private final int count;
        private final BulkDataSource scratch;
        private DataSet described;
        private TransferSyntax syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        private final List<Fragment> fragments = new ArrayList<>();

        Reading(DataSet metadata, int count, BulkDataSource scratch) {
            this.described = metadata;
            this.count = count;
            this.scratch = scratch;
        }

        CompressedFrames read(List<Part> parts) throws IOException {
            for (var part : parts) {
                if (!part.type().equals(parts.getFirst().type())) {
                    throw new UnfitException(Flaw.CONTRADICTORY, "Frames of several media types");
                }
                boolean isOfAll = parts.size() == 1 && count > 1;
                read(part, PixelMediaTypes.of(part), isOfAll);
            }
            var element = new EncapsulatedElement(Tags.PixelData, VR.OB, offsets(), fragments);
            return new CompressedFrames(described, element, syntax);
        }

        private void read(Part part, List<TransferSyntax> possible, boolean isOfAll)
                throws IOException {
            var first = possible.getFirst();
            if (!TELLING.contains(part.type())) {
                if (isOfAll && !PixelMediaTypes.isVideo(first)) {
                    throw new UnfitException(
                            Flaw.UNSUPPORTED, "Frames in one part that do not say where they end");
                }
                take(first, part.offset(), part.length());
                return;
            }
            try {
                if (isOfAll) {
                    readAll(part, possible);
                } else {
                    readImage(part.offset(), part.length(), possible);
                }
            } catch (MalformedFrameException e) {
                throw new UnfitException(Flaw.CONTRADICTORY, String.valueOf(e.getMessage()));
            } catch (UnsupportedFrameException e) {
                throw new UnfitException(Flaw.UNSUPPORTED, String.valueOf(e.getMessage()));
            }
        }

        private void readAll(Part part, List<TransferSyntax> possible) throws IOException {
            List<CodeStreams.Extent> streams;
            try (var in = scratch.open(part.offset(), part.length())) {
                streams = CodeStreams.of(in, count);
            }
            if (streams.size() != count) {
                throw new UnfitException(
                        Flaw.CONTRADICTORY,
                        "%d code streams for %d frames".formatted(streams.size(), count));
            }
            for (var stream : streams) {
                readImage(part.offset() + stream.offset(), stream.length(), possible);
            }
        }

        private void readImage(long offset, long length, List<TransferSyntax> possible)
                throws IOException {
            EncodedImage image;
            try (var in = scratch.open(offset, length)) {
                image = EncodedImage.of(in, length);
            }
            var chosen =
                    possible.stream()
                            .filter(image::fits)
                            .findFirst()
                            .orElseThrow(() ->
                                    new UnfitException(
                                            Flaw.CONTRADICTORY,
                                            "A code stream of " + image.transferSyntax()));
            describe(image);
            take(chosen, offset + image.codeStreamOffset(), image.codeStreamLength());
        }

        /** Adds a frame; all are in one transfer syntax. */
        private void take(TransferSyntax chosen, long offset, long length) {
            if (!fragments.isEmpty() && !chosen.equals(syntax)) {
                throw new UnfitException(Flaw.CONTRADICTORY, "Frames of several transfer syntaxes");
            }
            if (length == 0 || length > MOST_BYTES) {
                throw new UnfitException(
                        Flaw.CONTRADICTORY, "A frame of %d bytes".formatted(length));
            }
            syntax = chosen;
            fragments.add(new Fragment.Left(offset, length));
        }

        /** Adds what metadata leave out, and holds the rest against the code stream. */
        private void describe(EncodedImage image) {
            describe(Tags.Rows, image.rows());
            describe(Tags.Columns, image.columns());
            describe(Tags.SamplesPerPixel, image.samplesPerPixel());
            describe(image.photometricInterpretation());
            if (image.samplesPerPixel() > 1 && !described.has(Tags.PlanarConfiguration)) {
                described = described.with(Tags.PlanarConfiguration, 0);
            }
            int allocated = described.integer(Tags.BitsAllocated).orElse(0);
            if (allocated == 0) {
                describe(Tags.BitsAllocated, image.bitsAllocated());
                describe(Tags.BitsStored, image.bits());
                describe(Tags.HighBit, image.bits() - 1);
                describe(Tags.PixelRepresentation, image.isSigned() ? 1 : 0);
            } else if (allocated < image.bits()) {
                throw contradiction(Tags.BitsAllocated);
            }
        }

        /** Which of the colours of three samples they are, metadata know better. */
        private void describe(PhotometricInterpretation found) {
            var tag = Tags.PhotometricInterpretation;
            var said = described.string(tag);
            if (said.isEmpty()) {
                described = described.with(tag, found.term());
                return;
            }
            var known = PhotometricInterpretation.of(said.get());
            if (known.filter(one -> one.samplesPerPixel() == found.samplesPerPixel()).isEmpty()) {
                throw contradiction(tag);
            }
        }

        private void describe(Tag tag, int found) {
            var said = described.integer(tag);
            if (said.isEmpty()) {
                described = described.with(tag, found);
            } else if (said.getAsInt() != found) {
                throw contradiction(tag);
            }
        }

        private static UnfitException contradiction(Tag tag) {
            return new UnfitException(
                    Flaw.CONTRADICTORY,
                    "The code stream has another %s".formatted(Dictionary.keyword(tag)));
        }

        /** The Basic Offset Table: of several frames, where each item begins. */
        private Bytes offsets() {
            if (fragments.size() == 1) {
                return Bytes.empty();
            }
            var table =
                    ByteBuffer.allocate(Integer.BYTES * fragments.size())
                            .order(ByteOrder.LITTLE_ENDIAN);
            long offset = 0;
            for (var fragment : fragments) {
                if (offset > MOST_BYTES) {
                    return Bytes.empty(); // They do not fit in it (PS3.5 section A.4).
                }
                table.putInt((int) offset);
                offset += ITEM_HEADER + fragment.length() + (fragment.length() & 1);
            }
            return Bytes.of(table.array());
        }
    }
}
