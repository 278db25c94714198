// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.dicom.data.TransferSyntax;

import java.util.Map;

/** The media type of a frame in a transfer syntax (PS3.18 tables 8.7.3-2 to 8.7.3-5). */
final class FrameMediaType {

    static final String BYTES = "application/octet-stream";

    private static final Map<TransferSyntax, String> TYPES =
            Map.ofEntries(
                    Map.entry(TransferSyntax.JPEG_BASELINE, "image/jpeg"),
                    Map.entry(TransferSyntax.JPEG_EXTENDED, "image/jpeg"),
                    Map.entry(TransferSyntax.JPEG_SPECTRAL_SELECTION, "image/jpeg"),
                    Map.entry(TransferSyntax.JPEG_FULL_PROGRESSION, "image/jpeg"),
                    Map.entry(TransferSyntax.JPEG_LOSSLESS, "image/jpeg"),
                    Map.entry(TransferSyntax.JPEG_LOSSLESS_SV1, "image/jpeg"),
                    Map.entry(TransferSyntax.JPEG_LS_LOSSLESS, "image/jls"),
                    Map.entry(TransferSyntax.JPEG_LS_NEAR_LOSSLESS, "image/jls"),
                    Map.entry(TransferSyntax.JPEG_2000_LOSSLESS, "image/jp2"),
                    Map.entry(TransferSyntax.JPEG_2000, "image/jp2"),
                    Map.entry(TransferSyntax.JPEG_2000_MULTI_COMPONENT_LOSSLESS, "image/jpx"),
                    Map.entry(TransferSyntax.JPEG_2000_MULTI_COMPONENT, "image/jpx"),
                    Map.entry(TransferSyntax.JPEG_XL_LOSSLESS, "image/jxl"),
                    Map.entry(TransferSyntax.JPEG_XL_RECOMPRESSION, "image/jxl"),
                    Map.entry(TransferSyntax.JPEG_XL, "image/jxl"),
                    Map.entry(TransferSyntax.HTJ2K_LOSSLESS, "image/jphc"),
                    Map.entry(TransferSyntax.HTJ2K_LOSSLESS_RPCL, "image/jphc"),
                    Map.entry(TransferSyntax.HTJ2K, "image/jphc"),
                    Map.entry(TransferSyntax.RLE_LOSSLESS, "image/dicom-rle"),
                    Map.entry(TransferSyntax.MPEG2_MAIN_PROFILE, "video/mpeg"),
                    Map.entry(TransferSyntax.MPEG2_HIGH_LEVEL, "video/mpeg"),
                    Map.entry(TransferSyntax.MPEG4_HIGH_PROFILE, "video/mp4"),
                    Map.entry(TransferSyntax.MPEG4_BD_COMPATIBLE, "video/mp4"),
                    Map.entry(TransferSyntax.MPEG4_HIGH_PROFILE_2D, "video/mp4"),
                    Map.entry(TransferSyntax.MPEG4_HIGH_PROFILE_3D, "video/mp4"),
                    Map.entry(TransferSyntax.MPEG4_STEREO_HIGH_PROFILE, "video/mp4"),
                    Map.entry(TransferSyntax.HEVC_MAIN_PROFILE, "video/mp4"),
                    Map.entry(TransferSyntax.HEVC_MAIN_10_PROFILE, "video/mp4"));

    private FrameMediaType() {}

    /** Plain bytes for syntaxes without a media type of their own. */
    static String of(TransferSyntax syntax) {
        return TYPES.getOrDefault(syntax, BYTES);
    }
}
