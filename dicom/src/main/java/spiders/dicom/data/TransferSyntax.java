// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a data set is laid out in bytes (PS3.5 section 10 and annex A).
 *
 * <p>One that is not known here is taken for what every compressed one is: Explicit VR Little
 * Endian with encapsulated pixel data.
 */
public final class TransferSyntax {

    private static final Map<UID, TransferSyntax> KNOWN = new LinkedHashMap<>();

    public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN =
            known("1.2.840.10008.1.2", "Implicit VR Little Endian", Form.IMPLICIT);
    public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN =
            known("1.2.840.10008.1.2.1", "Explicit VR Little Endian", Form.EXPLICIT);
    public static final TransferSyntax ENCAPSULATED_UNCOMPRESSED_EXPLICIT_VR_LITTLE_ENDIAN =
            known("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR Little Endian");
    public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN =
            known("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", Form.DEFLATED);
    public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN =
            known("1.2.840.10008.1.2.2", "Explicit VR Big Endian", Form.BIG_ENDIAN);
    public static final TransferSyntax JPEG_BASELINE =
            known("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)");
    public static final TransferSyntax JPEG_EXTENDED =
            known("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)");

    /** Retired. */
    public static final TransferSyntax JPEG_SPECTRAL_SELECTION =
            known("1.2.840.10008.1.2.4.53", "JPEG Spectral Selection (Process 6 and 8)");

    /** Retired. */
    public static final TransferSyntax JPEG_FULL_PROGRESSION =
            known("1.2.840.10008.1.2.4.55", "JPEG Full Progression (Process 10 and 12)");

    public static final TransferSyntax JPEG_LOSSLESS =
            known("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)");
    public static final TransferSyntax JPEG_LOSSLESS_SV1 =
            known("1.2.840.10008.1.2.4.70", "JPEG Lossless, First-Order Prediction");
    public static final TransferSyntax JPEG_LS_LOSSLESS =
            known("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless");
    public static final TransferSyntax JPEG_LS_NEAR_LOSSLESS =
            known("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless)");
    public static final TransferSyntax JPEG_2000_LOSSLESS =
            known("1.2.840.10008.1.2.4.90", "JPEG 2000 (Lossless Only)");
    public static final TransferSyntax JPEG_2000 = known("1.2.840.10008.1.2.4.91", "JPEG 2000");
    public static final TransferSyntax JPEG_2000_MULTI_COMPONENT_LOSSLESS =
            known("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Multi-component (Lossless Only)");
    public static final TransferSyntax JPEG_2000_MULTI_COMPONENT =
            known("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 Multi-component");
    public static final TransferSyntax JPIP_REFERENCED =
            known("1.2.840.10008.1.2.4.94", "JPIP Referenced", Form.EXPLICIT);
    public static final TransferSyntax JPIP_REFERENCED_DEFLATE =
            known("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate", Form.DEFLATED);
    public static final TransferSyntax MPEG2_MAIN_PROFILE =
            known("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level");
    public static final TransferSyntax MPEG2_HIGH_LEVEL =
            known("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level");
    public static final TransferSyntax MPEG4_HIGH_PROFILE =
            known("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1");
    public static final TransferSyntax MPEG4_BD_COMPATIBLE =
            known("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible / Level 4.1");
    public static final TransferSyntax MPEG4_HIGH_PROFILE_2D =
            known("1.2.840.10008.1.2.4.104", "MPEG-4 AVC/H.264 High Profile / Level 4.2 for 2D");
    public static final TransferSyntax MPEG4_HIGH_PROFILE_3D =
            known("1.2.840.10008.1.2.4.105", "MPEG-4 AVC/H.264 High Profile / Level 4.2 for 3D");
    public static final TransferSyntax MPEG4_STEREO_HIGH_PROFILE =
            known("1.2.840.10008.1.2.4.106", "MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2");
    public static final TransferSyntax HEVC_MAIN_PROFILE =
            known("1.2.840.10008.1.2.4.107", "HEVC/H.265 Main Profile / Level 5.1");
    public static final TransferSyntax HEVC_MAIN_10_PROFILE =
            known("1.2.840.10008.1.2.4.108", "HEVC/H.265 Main 10 Profile / Level 5.1");
    public static final TransferSyntax JPEG_XL_LOSSLESS =
            known("1.2.840.10008.1.2.4.110", "JPEG XL Lossless");
    public static final TransferSyntax JPEG_XL_RECOMPRESSION =
            known("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression");
    public static final TransferSyntax JPEG_XL = known("1.2.840.10008.1.2.4.112", "JPEG XL");
    public static final TransferSyntax HTJ2K_LOSSLESS =
            known("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 (Lossless Only)");
    public static final TransferSyntax HTJ2K_LOSSLESS_RPCL =
            known("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL (Lossless Only)");
    public static final TransferSyntax HTJ2K =
            known("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000");
    public static final TransferSyntax JPIP_HTJ2K_REFERENCED =
            known("1.2.840.10008.1.2.4.204", "JPIP HTJ2K Referenced", Form.EXPLICIT);
    public static final TransferSyntax JPIP_HTJ2K_REFERENCED_DEFLATE =
            known("1.2.840.10008.1.2.4.205", "JPIP HTJ2K Referenced Deflate", Form.DEFLATED);
    public static final TransferSyntax DEFLATED_IMAGE_FRAME_COMPRESSION =
            known("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression");
    public static final TransferSyntax RLE_LOSSLESS = known("1.2.840.10008.1.2.5", "RLE Lossless");

    private enum Form {
        IMPLICIT,
        EXPLICIT,
        DEFLATED,
        BIG_ENDIAN,
        ENCAPSULATED
    }

    private final UID uid;
    private final String name;
    private final Form form;

    private TransferSyntax(UID uid, String name, Form form) {
        this.uid = uid;
        this.name = name;
        this.form = form;
    }

    private static TransferSyntax known(String uid, String name) {
        return known(uid, name, Form.ENCAPSULATED);
    }

    private static TransferSyntax known(String uid, String name, Form form) {
        var syntax = new TransferSyntax(new UID(uid), name, form);
        KNOWN.put(syntax.uid, syntax);
        return syntax;
    }

    /** Returns the transfer syntax of an identifier; never fails. */
    public static TransferSyntax of(UID uid) {
        var known = KNOWN.get(uid);
        return known == null ? new TransferSyntax(uid, uid.value(), Form.ENCAPSULATED) : known;
    }

    /** Every transfer syntax named here. */
    public static List<TransferSyntax> known() {
        return List.copyOf(KNOWN.values());
    }

    public UID uid() {
        return uid;
    }

    public String name() {
        return name;
    }

    public boolean isKnown() {
        return KNOWN.containsKey(uid);
    }

    public boolean isExplicitVR() {
        return form != Form.IMPLICIT;
    }

    public boolean isBigEndian() {
        return form == Form.BIG_ENDIAN;
    }

    public boolean isDeflated() {
        return form == Form.DEFLATED;
    }

    public boolean isEncapsulated() {
        return form == Form.ENCAPSULATED;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransferSyntax that && uid.equals(that.uid);
    }

    @Override
    public int hashCode() {
        return uid.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
