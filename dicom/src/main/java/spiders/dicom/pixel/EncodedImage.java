// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.TransferSyntax;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;

/**
 * What the header of a compressed image says of it, from which a service derives the attributes
 * that a sender left out (PS3.18 section 10.5.2). Nothing is decoded.
 *
 * @param transferSyntax the narrowest that the code stream is one of
 * @param bits of a sample
 * @param codeStreamOffset where the code stream begins: 0, unless it is in the boxes of a JP2 file
 * @param codeStreamLength its bytes, and those that follow it where nothing says its end
 */
public record EncodedImage(
        TransferSyntax transferSyntax,
        int rows,
        int columns,
        int bits,
        boolean isSigned,
        PhotometricInterpretation photometricInterpretation,
        long codeStreamOffset,
        long codeStreamLength) {

    /** Which further transfer syntaxes the code streams of one may stand in. */
    private static final Map<TransferSyntax, Set<TransferSyntax>> WIDER =
            Map.of(
                    TransferSyntax.JPEG_BASELINE,
                    Set.of(TransferSyntax.JPEG_EXTENDED),
                    // Whose scans refine no sample; the frame header does not tell.
                    TransferSyntax.JPEG_FULL_PROGRESSION,
                    Set.of(TransferSyntax.JPEG_SPECTRAL_SELECTION),
                    TransferSyntax.JPEG_LOSSLESS_SV1,
                    Set.of(TransferSyntax.JPEG_LOSSLESS),
                    TransferSyntax.JPEG_LS_LOSSLESS,
                    Set.of(TransferSyntax.JPEG_LS_NEAR_LOSSLESS),
                    TransferSyntax.JPEG_2000_LOSSLESS,
                    Set.of(
                            TransferSyntax.JPEG_2000,
                            TransferSyntax.JPEG_2000_MULTI_COMPONENT_LOSSLESS,
                            TransferSyntax.JPEG_2000_MULTI_COMPONENT),
                    TransferSyntax.JPEG_2000,
                    Set.of(TransferSyntax.JPEG_2000_MULTI_COMPONENT),
                    TransferSyntax.JPEG_2000_MULTI_COMPONENT_LOSSLESS,
                    Set.of(TransferSyntax.JPEG_2000_MULTI_COMPONENT),
                    TransferSyntax.HTJ2K_LOSSLESS,
                    Set.of(TransferSyntax.HTJ2K),
                    TransferSyntax.HTJ2K_LOSSLESS_RPCL,
                    Set.of(TransferSyntax.HTJ2K_LOSSLESS, TransferSyntax.HTJ2K));

    /**
     * Reads the header of a JPEG, JPEG-LS, JPEG 2000 or HTJ2K code stream, or JP2 file.
     *
     * @param length how many bytes the stream has
     * @throws MalformedFrameException if the bytes are none of these
     * @throws UnsupportedFrameException if no transfer syntax has them, or their colours have no
     *     Photometric Interpretation
     */
    public static EncodedImage of(InputStream in, long length) throws IOException {
        var header = new HeaderInput(in);
        int start = header.u16();
        return switch (start) {
            case JPEGHeader.SOI -> new JPEGHeader(header).read(length);
            case JPEG2000Header.SOC -> new JPEG2000Header(header).read(0, length);
            case 0 -> JPEG2000Header.inBoxes(header, length);
            default -> throw header.malformed("Neither JPEG nor JPEG 2000");
        };
    }

    /** Whether the code stream may stand in a transfer syntax. */
    public boolean fits(TransferSyntax syntax) {
        return syntax.equals(transferSyntax)
                || WIDER.getOrDefault(transferSyntax, Set.of()).contains(syntax);
    }

    /** The samples of a pixel. */
    public int samplesPerPixel() {
        return photometricInterpretation.samplesPerPixel();
    }

    /** Bits Allocated: the bits of the cell that a decoded sample needs, 8 or 16. */
    public int bitsAllocated() {
        return bits <= Byte.SIZE ? Byte.SIZE : Short.SIZE;
    }
}
