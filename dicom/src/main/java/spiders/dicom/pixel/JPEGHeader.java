// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.TransferSyntax;

import java.io.IOException;
import java.util.Arrays;

/** Reads a JPEG code stream up to its first scan (ISO/IEC 10918-1 annex B, 14495-1 annex C). */
final class JPEGHeader {

    static final int SOI = 0xFFD8;

    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;
    private static final int LOSSLESS = 0xC3;
    private static final int LS = 0xF7;
    private static final int TABLES = 0xC4; // DHT, within the range of the frame headers
    private static final int RESERVED = 0xC8;
    private static final int CONDITIONING = 0xCC;
    private static final int LAST_FRAME = 0xCF;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP14 = 0xEE;

    private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};
    private static final int ADOBE_LENGTH = 12;
    private static final int ADOBE_VERSION_AND_FLAGS = 6;
    private static final int UNSAID = -1;

    private final HeaderInput in;
    private int transform = UNSAID;
    private int process = UNSAID;
    private int precision;
    private int rows;
    private int columns;
    private int[] components = {};

    JPEGHeader(HeaderInput in) {
        this.in = in;
    }

    /** Reads on behind SOI. */
    EncodedImage read(long length) throws IOException {
        int marker = marker();
        while (marker != SOS) {
            if (marker == EOI) {
                throw in.malformed("No scan");
            }
            segment(marker);
            marker = marker();
        }
        if (process == UNSAID) {
            throw in.malformed("A scan before the frame header");
        }
        var syntax = syntax(firstOfScan());
        return new EncodedImage(syntax, rows, columns, precision, false, photometric(), 0, length);
    }

    private int marker() throws IOException {
        if (in.u8() != 0xFF) {
            throw in.malformed("No marker");
        }
        int code = in.u8();
        while (code == 0xFF) {
            code = in.u8();
        }
        return code;
    }

    private void segment(int marker) throws IOException {
        int length = in.segmentLength();
        if (isFrame(marker)) {
            frame(marker, length);
        } else if (marker == APP14 && length >= ADOBE_LENGTH) {
            adobe(length);
        } else {
            in.skip(length);
        }
    }

    private static boolean isFrame(int marker) {
        return marker == LS
                || (marker >= BASELINE
                        && marker <= LAST_FRAME
                        && marker != TABLES
                        && marker != RESERVED
                        && marker != CONDITIONING);
    }

    private void frame(int marker, int length) throws IOException {
        process = marker;
        precision = in.u8();
        rows = in.u16();
        columns = in.u16();
        components = new int[in.u8()];
        if (length != 6 + 3 * components.length) {
            throw in.malformed("A frame header of %d components".formatted(components.length));
        }
        for (int i = 0; i < components.length; i++) {
            components[i] = in.u8();
            in.skip(2);
        }
        if (rows == 0 || columns == 0 || precision < 2 || precision > Short.SIZE) {
            throw in.unsupported("%d × %d × %d bits".formatted(columns, rows, precision));
        }
    }

    private void adobe(int length) throws IOException {
        boolean isAdobe = true;
        for (byte letter : ADOBE) {
            isAdobe &= in.u8() == letter;
        }
        in.skip(ADOBE_VERSION_AND_FLAGS);
        int said = in.u8();
        transform = isAdobe ? said : transform;
        in.skip(length - ADOBE_LENGTH);
    }

    /** The predictor of a lossless scan, or NEAR of JPEG-LS. */
    private int firstOfScan() throws IOException {
        in.segmentLength();
        in.skip(2L * in.u8());
        return in.u8();
    }

    private TransferSyntax syntax(int firstOfScan) {
        return switch (process) {
            case BASELINE -> TransferSyntax.JPEG_BASELINE;
            case EXTENDED -> TransferSyntax.JPEG_EXTENDED;
            case PROGRESSIVE -> TransferSyntax.JPEG_FULL_PROGRESSION;
            case LOSSLESS ->
                    firstOfScan == 1
                            ? TransferSyntax.JPEG_LOSSLESS_SV1
                            : TransferSyntax.JPEG_LOSSLESS;
            case LS ->
                    firstOfScan == 0
                            ? TransferSyntax.JPEG_LS_LOSSLESS
                            : TransferSyntax.JPEG_LS_NEAR_LOSSLESS;
            default -> throw in.unsupported("JPEG of process %02X".formatted(process));
        };
    }

    /**
     * Three components of a lossy process are luminance and colour differences, unless Adobe's
     * segment or their names say otherwise (PS3.5 table 8.2.1-1); of a lossless one, what they are
     * called.
     */
    private PhotometricInterpretation photometric() {
        if (components.length == 1) {
            return PhotometricInterpretation.MONOCHROME2;
        }
        if (components.length != 3) {
            throw in.unsupported("%d components".formatted(components.length));
        }
        boolean isLossy = process != LOSSLESS && process != LS;
        boolean isNamedRGB = Arrays.equals(components, new int[] {'R', 'G', 'B'});
        if (transform == 0 || isNamedRGB || (!isLossy && transform != 1)) {
            return PhotometricInterpretation.RGB;
        }
        return isLossy
                ? PhotometricInterpretation.YBR_FULL_422
                : PhotometricInterpretation.YBR_FULL;
    }
}
