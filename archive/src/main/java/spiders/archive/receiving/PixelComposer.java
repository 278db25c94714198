// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

import spiders.archive.receiving.Composer.Composed;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.FrameIndex;
import spiders.dicom.io.MalformedDataSetException;

import java.io.IOException;
import java.util.List;

/** Puts pixel data in its place, native or compressed, and holds it against the metadata. */
final class PixelComposer {

    private static final List<Tag> REQUIRED = List.of(Tags.Rows, Tags.Columns, Tags.BitsAllocated);

    private final BulkParts parts;
    private final BulkDataSource scratch;

    PixelComposer(BulkParts parts, BulkDataSource scratch) {
        this.parts = parts;
        this.scratch = scratch;
    }

    /** Metadata with the pixel data that they name, whose media type says how it is encoded. */
    Composed compose(DataSet metadata, ReferencedElement pixels) throws IOException {
        var uri = pixels.uri();
        boolean isByFrame = !parts.has(uri) && parts.has(CompressedFrames.location(uri, 1));
        if (!isByFrame && parts.part(uri).isOctets()) {
            return uncompressed(metadata, pixels);
        }
        if (!pixels.tag().equals(Tags.PixelData)) {
            throw new UnfitException(
                    Flaw.UNSUPPORTED,
                    "%s is not compressed".formatted(Dictionary.keyword(pixels.tag())));
        }
        var frames = CompressedFrames.of(metadata, parts, uri, scratch);
        var described = frames.described();
        requireDescribed(described);
        return new Composed(described.with(frames.element()), frames.syntax());
    }

    private Composed uncompressed(DataSet metadata, ReferencedElement pixels) throws IOException {
        var part = parts.part(pixels.uri());
        requireDescribed(metadata);
        var vr = vr(metadata, pixels.tag(), pixels.vr());
        var element = Composer.element(pixels.tag(), vr, part);
        var whole = metadata.with(element);
        requireSize(whole, element);
        return new Composed(whole, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Metadata with pixel data that they hold themselves; it may be empty. */
    DataSet inline(DataSet metadata, Element pixels) throws IOException {
        if (!(pixels instanceof ValueElement value) || value.isEmpty()) {
            return metadata.with(pixels);
        }
        requireDescribed(metadata);
        var vr = vr(metadata, pixels.tag(), pixels.vr());
        var whole = metadata.with(ValueElement.of(pixels.tag(), vr, value.bytes().toArray()));
        requireSize(whole, frames(whole), value.length());
        return whole;
    }

    /** Cells of more than a byte are words in Explicit VR (PS3.5 section A.2). */
    private static VR vr(DataSet metadata, Tag tag, VR said) {
        if (!tag.equals(Tags.PixelData)) {
            return Dictionary.vr(tag);
        }
        boolean isOfBytes = metadata.integer(Tags.BitsAllocated).orElse(0) <= Byte.SIZE;
        return isOfBytes && said == VR.OB ? VR.OB : VR.OW;
    }

    private static void requireDescribed(DataSet metadata) {
        for (var tag : REQUIRED) {
            if (metadata.integer(tag).orElse(0) < 1) {
                throw new UnfitException(
                        Flaw.INCOMPLETE, "Pixel data without " + Dictionary.keyword(tag));
            }
        }
    }

    private void requireSize(DataSet whole, BulkDataElement pixels) throws IOException {
        requireSize(whole, frames(whole), pixels.length());
    }

    private FrameIndex frames(DataSet whole) throws IOException {
        try {
            return FrameIndex.of(whole, scratch);
        } catch (MalformedDataSetException e) {
            throw new UnfitException(Flaw.CONTRADICTORY, "Fewer pixels than the metadata say");
        }
    }

    /** The frames fill the value; a byte may pad it to an even length. */
    private static void requireSize(DataSet whole, FrameIndex frames, long length) {
        long bits = whole.integer(Tags.BitsAllocated).orElse(0);
        long end = frames.length(0) * frames.count();
        if (bits % Byte.SIZE != 0) { // Frames begin within bytes.
            long samples = whole.integer(Tags.SamplesPerPixel).orElse(1);
            long pixels =
                    (long) whole.integer(Tags.Rows).orElse(0)
                            * whole.integer(Tags.Columns).orElse(0);
            end = Math.ceilDiv(pixels * samples * bits * frames.count(), Byte.SIZE);
        }
        if (length != end && length != end + (end & 1)) {
            throw new UnfitException(
                    Flaw.CONTRADICTORY,
                    "%d bytes of pixel data where the metadata say %d".formatted(length, end));
        }
    }
}
