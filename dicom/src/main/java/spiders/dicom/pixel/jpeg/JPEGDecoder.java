// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameDecoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.UnsupportedFrameException;

/**
 * Decodes JPEG with Huffman coding: baseline, extended sequential and progressive of 8 and 12 bits,
 * and lossless (PS3.5 sections 8.2.1 and A.4.1).
 *
 * <p>The code stream says which process it is; that the transfer syntax says another, as some
 * systems have it, does no harm. Hierarchical processes and arithmetic coding, which DICOM has
 * retired, are refused.
 */
public final class JPEGDecoder implements FrameDecoder {

    @Override
    public Frame decode(byte[] encoded, ImagePixel image) {
        var in = new SegmentReader(encoded);
        if (in.u8() != 0xFF || in.u8() != Marker.SOI) {
            throw in.failure("No JPEG code stream");
        }
        var tables = new DecoderTables();
        while (true) {
            int marker = in.marker();
            if (Marker.isFrameHeader(marker)) {
                var header = FrameHeader.read(in, image);
                return switch (marker) {
                    case Marker.SOF_BASELINE, Marker.SOF_EXTENDED ->
                            lossy(header, tables, image, in);
                    case Marker.SOF_PROGRESSIVE -> progressive(header, tables, image, in);
                    case Marker.SOF_LOSSLESS -> lossless(header, tables, image, in);
                    default ->
                            throw new UnsupportedFrameException(
                                    in.at(), "JPEG of process %02X".formatted(marker));
                };
            }
            if (marker == Marker.EOI || marker == Marker.SOS) {
                throw in.failure("No frame header");
            }
            tables.read(in, marker);
        }
    }

    private static Frame lossy(
            FrameHeader header, DecoderTables tables, ImagePixel image, SegmentReader in) {
        var decoder = new DCTDecoder(header, tables, image, in);
        scans(header, tables, in, decoder::scan);
        return decoder.frame();
    }

    private static Frame lossless(
            FrameHeader header, DecoderTables tables, ImagePixel image, SegmentReader in) {
        var decoder = new LosslessDecoder(header, tables, image, in);
        scans(header, tables, in, decoder::scan);
        return decoder.frame();
    }

    /** Scans go on until the image ends: each may tell more of any component. */
    private static Frame progressive(
            FrameHeader header, DecoderTables tables, ImagePixel image, SegmentReader in) {
        var decoder = new ProgressiveDecoder(header, tables, image, in);
        for (int marker = in.marker(); marker != Marker.EOI; marker = in.marker()) {
            if (marker == Marker.SOS) {
                in.moveTo(decoder.scan(ScanHeader.read(in, header), in));
            } else {
                tables.read(in, marker);
            }
        }
        return decoder.frame(in);
    }

    /** What decodes a scan, and returns where it ends. */
    @FunctionalInterface
    private interface ScanDecoder {

        int scan(ScanHeader scan, SegmentReader in);
    }

    /** Decodes scans until every component was in one. */
    private static void scans(
            FrameHeader header, DecoderTables tables, SegmentReader in, ScanDecoder decoder) {
        int missing = (1 << header.components().size()) - 1;
        while (missing != 0) {
            int marker = in.marker();
            if (marker == Marker.EOI) {
                throw in.failure("Components without a scan");
            }
            if (marker != Marker.SOS) {
                tables.read(in, marker);
                continue;
            }
            var scan = ScanHeader.read(in, header);
            for (var component : scan.components()) {
                int bit = 1 << component.index();
                if ((missing & bit) == 0) {
                    throw in.failure("A component in two scans");
                }
                missing &= ~bit;
            }
            in.moveTo(decoder.scan(scan, in));
        }
    }
}
