// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.OptionalLong;

/** Holds pixel data against the attributes that describe it (PS3.3 C.7.6.3, PS3.5 section 8). */
final class PixelCheck {

    private static final String IMAGE_PIXEL = "PS3.3 C.7.6.3 ImagePixel";

    /** Pixel data that holds a sample in so many bits whatever Bits Allocated says. */
    private record Kind(Tag tag, int bits) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(Tags.PixelData, 0),
                    new Kind(Tags.FloatPixelData, 32),
                    new Kind(Tags.DoubleFloatPixelData, 64));

    private PixelCheck() {}

    static void check(DataSet image, Findings findings) {
        for (var kind : KINDS) {
            var element = image.element(kind.tag());
            if (element.isPresent() && !element.get().isEmpty()) {
                bits(image, kind, findings);
                samples(image, findings);
                form(image, element.get(), kind, findings);
            }
        }
    }

    private static void bits(DataSet image, Kind kind, Findings findings) {
        var allocated = image.integer(Tags.BitsAllocated);
        var stored = image.integer(Tags.BitsStored);
        var high = image.integer(Tags.HighBit);
        if (allocated.isPresent()) {
            int bits = allocated.getAsInt();
            if (kind.bits() == 0
                    ? bits != 1 && (bits % 8 != 0 || bits == 0)
                    : bits != kind.bits()) {
                tell(findings, Tags.BitsAllocated, "does not fit the pixel data");
            }
            if (stored.isPresent() && (stored.getAsInt() > bits || stored.getAsInt() < 1)) {
                tell(findings, Tags.BitsStored, "is not within Bits Allocated");
            }
        }
        if (stored.isPresent() && high.isPresent() && high.getAsInt() != stored.getAsInt() - 1) {
            tell(findings, Tags.HighBit, "is not one less than Bits Stored");
        }
        for (var tag : List.of(Tags.Rows, Tags.Columns)) {
            if (image.integer(tag).orElse(1) == 0) {
                tell(findings, tag, "is zero");
            }
        }
    }

    private static void samples(DataSet image, Findings findings) {
        var samples = image.integer(Tags.SamplesPerPixel);
        var photometric = image.string(Tags.PhotometricInterpretation);
        if (samples.isEmpty() || photometric.isEmpty()) {
            return;
        }
        var name = photometric.get();
        int expected = name.startsWith("MONOCHROME") || name.equals("PALETTE COLOR") ? 1 : 3;
        boolean isKnown =
                expected == 1
                        || name.equals("RGB")
                        || name.startsWith("YBR_")
                        || name.equals("XYB");
        if (isKnown && samples.getAsInt() != expected) {
            tell(findings, Tags.SamplesPerPixel, "does not fit the photometric interpretation");
        }
    }

    private static void form(DataSet image, Element element, Kind kind, Findings findings) {
        int frames = Math.max(1, image.integer(Tags.NumberOfFrames).orElse(1));
        switch (element) {
            case ValueElement value -> length(image, kind, frames, value.length(), findings);
            case BulkDataElement bulk -> length(image, kind, frames, bulk.length(), findings);
            case EncapsulatedElement encapsulated -> fragments(encapsulated, frames, findings);
            default -> {
                // A sequence is reported as a wrong VR; what is elsewhere cannot be measured.
            }
        }
    }

    private static void length(
            DataSet image, Kind kind, int frames, long actual, Findings findings) {
        var bits = bitsOfFrame(image, kind);
        if (bits.isEmpty()) {
            return;
        }
        long expected = ceilingDiv(bits.getAsLong() * frames, 8);
        if (actual != expected + (expected & 1)) {
            tell(
                    findings,
                    kind.tag(),
                    "has %d bytes, and its description %d"
                            .formatted(actual, expected + (expected & 1)));
        }
    }

    private static long ceilingDiv(long number, int by) {
        return Math.ceilDiv(number, (long) by);
    }

    /** The bits of one frame; empty if they are not described. */
    private static OptionalLong bitsOfFrame(DataSet image, Kind kind) {
        var rows = image.integer(Tags.Rows);
        var columns = image.integer(Tags.Columns);
        var allocated = image.integer(Tags.BitsAllocated);
        if (rows.isEmpty() || columns.isEmpty() || (allocated.isEmpty() && kind.bits() == 0)) {
            return OptionalLong.empty();
        }
        long pixels = (long) rows.getAsInt() * columns.getAsInt();
        int bits = kind.bits() == 0 ? allocated.getAsInt() : kind.bits();
        int samples = image.integer(Tags.SamplesPerPixel).orElse(1);
        // Two chrominance samples for each two pixels (PS3.3 C.7.6.3.1.2).
        boolean isHalved =
                image.string(Tags.PhotometricInterpretation)
                        .filter(name -> name.endsWith("_422"))
                        .isPresent();
        return OptionalLong.of(pixels * bits * (isHalved ? 2 : samples));
    }

    private static void fragments(EncapsulatedElement pixels, int frames, Findings findings) {
        int table = pixels.offsetTable().length() / Integer.BYTES;
        if (table != 0 && table != frames) {
            tell(findings, pixels.tag(), "has %d offsets for %d frames".formatted(table, frames));
        }
        if (pixels.fragments().size() < frames && frames > 1 && table == 0) {
            // A video is one stream whatever its frames (PS3.5 section 8.2.5).
            findings.warning(
                    Rule.PIXELS,
                    AttributePath.of(pixels.tag()),
                    "has %d fragments for %d frames".formatted(pixels.fragments().size(), frames),
                    "PS3.5 A.4");
        }
    }

    private static void tell(Findings findings, Tag tag, String text) {
        findings.error(Rule.PIXELS, AttributePath.of(tag), text, IMAGE_PIXEL);
    }
}
