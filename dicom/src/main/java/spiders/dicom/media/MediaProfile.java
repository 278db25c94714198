// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import spiders.dicom.data.TransferSyntax;

import java.util.List;

/** General purpose application profiles (PS3.11 annexes D, H and J), and what they let in. */
public enum MediaProfile {
    /** CD-R, uncompressed: every reader of the standard has it. */
    STD_GEN_CD(Compression.NONE),
    /** DVD, uncompressed. */
    STD_GEN_DVD_RAM(Compression.NONE),
    /** DVD with JPEG. */
    STD_GEN_DVD_JPEG(Compression.JPEG),
    /** DVD with JPEG 2000. */
    STD_GEN_DVD_J2K(Compression.JPEG_2000),
    /** USB stick with JPEG. */
    STD_GEN_USB_JPEG(Compression.JPEG),
    /** USB stick with JPEG 2000. */
    STD_GEN_USB_J2K(Compression.JPEG_2000);

    private enum Compression {
        NONE,
        JPEG,
        JPEG_2000
    }

    private final Compression compression;

    MediaProfile(Compression compression) {
        this.compression = compression;
    }

    /** The identifier of the profile, {@code STD-GEN-CD}. */
    public String identifier() {
        return name().replace('_', '-');
    }

    /** The transfer syntaxes a file of the medium may have. */
    public List<TransferSyntax> transferSyntaxes() {
        var plain = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        return switch (compression) {
            case NONE -> List.of(plain);
            case JPEG ->
                    List.of(
                            plain,
                            TransferSyntax.JPEG_LOSSLESS_SV1,
                            TransferSyntax.JPEG_BASELINE,
                            TransferSyntax.JPEG_EXTENDED);
            case JPEG_2000 ->
                    List.of(plain, TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.JPEG_2000);
        };
    }
}
