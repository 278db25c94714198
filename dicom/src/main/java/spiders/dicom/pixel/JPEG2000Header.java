// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.TransferSyntax;

import java.io.IOException;

/** Reads the main header of a JPEG 2000 code stream (ISO/IEC 15444-1 annexes A and I, and -15). */
final class JPEG2000Header {

    static final int SOC = 0xFF4F;

    private static final int SIZ = 0xFF51;
    private static final int CAP = 0xFF50;
    private static final int COD = 0xFF52;
    private static final int SOT = 0xFF90;
    private static final int PART_2 = 0x8000;
    private static final int PART_15 = 1 << 17;
    private static final int RPCL = 2;
    private static final int MAX_SIZE = 0xFFFF;

    private static final int SIGNATURE_LENGTH = 12;
    private static final int SIGNATURE = 0x6A502020;
    private static final int CODE_STREAM = 0x6A703263;
    private static final int HEADER_BOX = 0x6A703268;
    private static final int PALETTE = 0x70636C72;
    private static final int BOX_HEADER = 8;
    private static final int LONG_BOX_HEADER = 16;

    private final HeaderInput in;
    private boolean isPart2;
    private boolean isHighThroughput;
    private boolean isReversible;
    private boolean isTransformed;
    private int progression;
    private long rows;
    private long columns;
    private int components;
    private int depth;

    JPEG2000Header(HeaderInput in) {
        this.in = in;
    }

    /** Reads on behind the first two bytes of a JP2 file. */
    static EncodedImage inBoxes(HeaderInput in, long length) throws IOException {
        if (in.u16() != SIGNATURE_LENGTH || in.u32() != SIGNATURE) {
            throw in.malformed("Neither JPEG nor JPEG 2000");
        }
        in.skip(4);
        while (true) {
            long box = in.u32();
            long type = in.u32();
            long content = box - BOX_HEADER;
            if (box == 1) {
                content = (in.u32() << Integer.SIZE | in.u32()) - LONG_BOX_HEADER;
            } else if (box == 0) {
                content = length - in.at();
            }
            if (content < 0 || content > length - in.at()) {
                throw in.malformed("A box of %d bytes".formatted(content));
            }
            if (type == CODE_STREAM) {
                long offset = in.at();
                if (in.u16() != SOC) {
                    throw in.malformed("No code stream in its box");
                }
                return new JPEG2000Header(in).read(offset, content);
            }
            if (type == PALETTE) {
                throw in.unsupported("Colours of a palette");
            }
            if (type != HEADER_BOX) { // Which is gone into.
                in.skip(content);
            }
        }
    }

    /** Reads on behind SOC. */
    EncodedImage read(long offset, long length) throws IOException {
        for (int marker = in.u16(); marker != SOT; marker = in.u16()) {
            int segment = in.segmentLength();
            switch (marker) {
                case SIZ -> size(segment);
                case COD -> codingStyle(segment);
                case CAP -> {
                    isHighThroughput = (in.u32() & PART_15) != 0;
                    in.skip(segment - 4L);
                }
                default -> in.skip(segment);
            }
        }
        if (components == 0) {
            throw in.malformed("No size of the image");
        }
        int bits = (depth & 0x7F) + 1;
        if (bits > Short.SIZE) {
            throw in.unsupported("%d bits a sample".formatted(bits));
        }
        return new EncodedImage(
                syntax(),
                (int) rows,
                (int) columns,
                bits,
                depth > 0x7F,
                photometric(),
                offset,
                length);
    }

    private void size(int segment) throws IOException {
        isPart2 = (in.u16() & PART_2) != 0;
        columns = in.u32();
        rows = in.u32();
        columns -= in.u32();
        rows -= in.u32();
        in.skip(16);
        components = in.u16();
        if (components == 0 || segment != 36 + 3 * components) {
            throw in.malformed("%d components".formatted(components));
        }
        if (rows < 1 || rows > MAX_SIZE || columns < 1 || columns > MAX_SIZE) {
            throw in.unsupported("%d × %d pixels".formatted(columns, rows));
        }
        depth = in.u8();
        in.skip(2);
        for (int i = 1; i < components; i++) {
            if (in.u8() != depth) {
                throw in.unsupported("Components of different depths");
            }
            in.skip(2);
        }
    }

    private void codingStyle(int segment) throws IOException {
        in.skip(1);
        progression = in.u8();
        in.skip(2);
        isTransformed = in.u8() != 0;
        in.skip(4);
        isReversible = in.u8() == 1;
        if (segment < 10) {
            throw in.malformed("A coding style of %d bytes".formatted(segment));
        }
        in.skip(segment - 10L);
    }

    private TransferSyntax syntax() {
        if (isHighThroughput) {
            if (!isReversible) {
                return TransferSyntax.HTJ2K;
            }
            return progression == RPCL
                    ? TransferSyntax.HTJ2K_LOSSLESS_RPCL
                    : TransferSyntax.HTJ2K_LOSSLESS;
        }
        if (isPart2) {
            return isReversible
                    ? TransferSyntax.JPEG_2000_MULTI_COMPONENT_LOSSLESS
                    : TransferSyntax.JPEG_2000_MULTI_COMPONENT;
        }
        return isReversible ? TransferSyntax.JPEG_2000_LOSSLESS : TransferSyntax.JPEG_2000;
    }

    private PhotometricInterpretation photometric() {
        if (components == 1) {
            return PhotometricInterpretation.MONOCHROME2;
        }
        if (components != 3) {
            throw in.unsupported("%d components".formatted(components));
        }
        if (!isTransformed) {
            return PhotometricInterpretation.RGB;
        }
        return isReversible ? PhotometricInterpretation.YBR_RCT : PhotometricInterpretation.YBR_ICT;
    }
}
