// SPDX-License-Identifier: Apache-2.0
package spiders.archive.receiving;

import spiders.archive.receiving.BulkParts.Part;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The transfer syntaxes of compressed pixel data by media type, the one that is meant where none is
 * said first (PS3.18 table 8.7.3-5).
 */
final class PixelMediaTypes {

    private static final Map<String, List<TransferSyntax>> SYNTAXES = new LinkedHashMap<>();

    static {
        SYNTAXES.put(
                "image/jpeg",
                List.of(
                        TransferSyntax.JPEG_LOSSLESS_SV1,
                        TransferSyntax.JPEG_BASELINE,
                        TransferSyntax.JPEG_EXTENDED,
                        TransferSyntax.JPEG_LOSSLESS,
                        TransferSyntax.JPEG_FULL_PROGRESSION,
                        TransferSyntax.JPEG_SPECTRAL_SELECTION));
        SYNTAXES.put("image/dicom-rle", List.of(TransferSyntax.RLE_LOSSLESS));
        SYNTAXES.put(
                "image/jls",
                List.of(TransferSyntax.JPEG_LS_LOSSLESS, TransferSyntax.JPEG_LS_NEAR_LOSSLESS));
        SYNTAXES.put(
                "image/jp2", List.of(TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.JPEG_2000));
        SYNTAXES.put(
                "image/jpx",
                List.of(
                        TransferSyntax.JPEG_2000_MULTI_COMPONENT_LOSSLESS,
                        TransferSyntax.JPEG_2000_MULTI_COMPONENT));
        SYNTAXES.put(
                "image/jphc",
                List.of(
                        TransferSyntax.HTJ2K_LOSSLESS,
                        TransferSyntax.HTJ2K_LOSSLESS_RPCL,
                        TransferSyntax.HTJ2K));
        SYNTAXES.put(
                "image/jxl",
                List.of(
                        TransferSyntax.JPEG_XL_LOSSLESS,
                        TransferSyntax.JPEG_XL_RECOMPRESSION,
                        TransferSyntax.JPEG_XL));
        SYNTAXES.put(
                "video/mpeg",
                List.of(TransferSyntax.MPEG2_MAIN_PROFILE, TransferSyntax.MPEG2_HIGH_LEVEL));
        SYNTAXES.put(
                "video/mp4",
                List.of(
                        TransferSyntax.MPEG4_HIGH_PROFILE,
                        TransferSyntax.MPEG4_BD_COMPATIBLE,
                        TransferSyntax.MPEG4_HIGH_PROFILE_2D,
                        TransferSyntax.MPEG4_HIGH_PROFILE_3D,
                        TransferSyntax.MPEG4_STEREO_HIGH_PROFILE,
                        TransferSyntax.HEVC_MAIN_PROFILE,
                        TransferSyntax.HEVC_MAIN_10_PROFILE));
        SYNTAXES.put(
                "video/h265",
                List.of(TransferSyntax.HEVC_MAIN_PROFILE, TransferSyntax.HEVC_MAIN_10_PROFILE));
    }

    /** Names that earlier editions of the standard had. */
    private static final Map<String, String> FORMER =
            Map.of(
                    "image/x-dicom-rle", "image/dicom-rle",
                    "image/x-jls", "image/jls",
                    "video/mpeg2", "video/mpeg");

    private PixelMediaTypes() {}

    /** Every media type of compressed pixel data, in order. */
    static Map<String, List<TransferSyntax>> all() {
        return Collections.unmodifiableMap(SYNTAXES);
    }

    /**
     * The transfer syntaxes that a part may be in: the one that it says, else those of its media
     * type, the standard's first choice first.
     */
    static List<TransferSyntax> of(Part part) {
        var type = FORMER.getOrDefault(part.type(), part.type());
        var possible = SYNTAXES.getOrDefault(type, List.of());
        boolean isOctets = part.type().equals(BulkParts.OCTETS);
        if (possible.isEmpty() && (!isOctets || part.isOctets())) {
            // Native frames are one value, in one part.
            throw new UnfitException(Flaw.UNSUPPORTED, "Pixel data of a foreign media type");
        }
        if (part.transferSyntax().isEmpty()) {
            return possible;
        }
        var said = said(part.transferSyntax());
        boolean isOfType = isOctets ? said.isEncapsulated() : possible.contains(said);
        if (!said.isKnown() || !isOfType) {
            throw new UnfitException(
                    Flaw.UNSUPPORTED, "A transfer syntax that its media type does not have");
        }
        return List.of(said);
    }

    private static TransferSyntax said(String uid) {
        try {
            return TransferSyntax.of(new UID(uid));
        } catch (IllegalArgumentException e) {
            throw new UnfitException(Flaw.UNSUPPORTED, "A transfer syntax that is none");
        }
    }

    /** Whether one bit stream holds all frames. */
    static boolean isVideo(TransferSyntax syntax) {
        return SYNTAXES.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().startsWith("video/") && entry.getValue().contains(syntax));
    }
}
