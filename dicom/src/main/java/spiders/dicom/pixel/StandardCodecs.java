// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.pixel.jpeg.JPEGDecoder;
import spiders.dicom.pixel.jpeg.JPEGEncoder;
import spiders.dicom.pixel.jpeg.JPEGLSDecoder;
import spiders.dicom.pixel.jpeg.JPEGLSEncoder;
import spiders.dicom.pixel.jpeg2000.HTJ2KFrameEncoder;
import spiders.dicom.pixel.jpeg2000.JPEG2000FrameDecoder;
import spiders.dicom.pixel.rle.RLEDecoder;
import spiders.dicom.pixel.rle.RLEEncoder;

/** The codecs of the toolkit, a line each. */
final class StandardCodecs {

    static final FrameCodecs ALL = withEncoders(decoders());

    private StandardCodecs() {}

    private static FrameCodecs decoders() {
        return FrameCodecs.none()
                .with(
                        TransferSyntax.ENCAPSULATED_UNCOMPRESSED_EXPLICIT_VR_LITTLE_ENDIAN,
                        (FrameDecoder) new UncompressedCodec())
                .with(
                        TransferSyntax.DEFLATED_IMAGE_FRAME_COMPRESSION,
                        (FrameDecoder) new DeflatedCodec())
                .with(TransferSyntax.RLE_LOSSLESS, new RLEDecoder())
                .with(TransferSyntax.JPEG_BASELINE, new JPEGDecoder())
                .with(TransferSyntax.JPEG_EXTENDED, new JPEGDecoder())
                .with(TransferSyntax.JPEG_SPECTRAL_SELECTION, new JPEGDecoder())
                .with(TransferSyntax.JPEG_FULL_PROGRESSION, new JPEGDecoder())
                .with(TransferSyntax.JPEG_LOSSLESS, new JPEGDecoder())
                .with(TransferSyntax.JPEG_LOSSLESS_SV1, new JPEGDecoder())
                .with(TransferSyntax.JPEG_LS_LOSSLESS, new JPEGLSDecoder())
                .with(TransferSyntax.JPEG_LS_NEAR_LOSSLESS, new JPEGLSDecoder())
                .with(TransferSyntax.JPEG_2000_LOSSLESS, new JPEG2000FrameDecoder())
                .with(TransferSyntax.JPEG_2000, new JPEG2000FrameDecoder())
                // Of Part 2, what does without its transforms.
                .with(TransferSyntax.JPEG_2000_MULTI_COMPONENT_LOSSLESS, new JPEG2000FrameDecoder())
                .with(TransferSyntax.JPEG_2000_MULTI_COMPONENT, new JPEG2000FrameDecoder())
                .with(TransferSyntax.HTJ2K_LOSSLESS, new JPEG2000FrameDecoder())
                .with(TransferSyntax.HTJ2K_LOSSLESS_RPCL, new JPEG2000FrameDecoder())
                .with(TransferSyntax.HTJ2K, new JPEG2000FrameDecoder());
    }

    private static FrameCodecs withEncoders(FrameCodecs decoders) {
        return decoders.with(
                        TransferSyntax.ENCAPSULATED_UNCOMPRESSED_EXPLICIT_VR_LITTLE_ENDIAN,
                        (FrameEncoder) new UncompressedCodec())
                .with(
                        TransferSyntax.DEFLATED_IMAGE_FRAME_COMPRESSION,
                        (FrameEncoder) new DeflatedCodec())
                .with(TransferSyntax.RLE_LOSSLESS, new RLEEncoder())
                .with(TransferSyntax.JPEG_BASELINE, new JPEGEncoder(JPEGEncoder.QUALITY))
                .with(TransferSyntax.JPEG_LS_LOSSLESS, new JPEGLSEncoder())
                .with(TransferSyntax.HTJ2K_LOSSLESS, new HTJ2KFrameEncoder())
                .with(TransferSyntax.HTJ2K_LOSSLESS_RPCL, new HTJ2KFrameEncoder());
    }
}
