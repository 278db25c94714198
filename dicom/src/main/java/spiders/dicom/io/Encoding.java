// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Dictionary;

/** How element headers and words are laid out. */
enum Encoding {
    IMPLICIT_LITTLE_ENDIAN,
    EXPLICIT_LITTLE_ENDIAN,
    EXPLICIT_BIG_ENDIAN;

    /**
     * General Electric's Implicit VR Big Endian DLX, whose headers are little-endian all the same.
     */
    private static final UID GE_DLX = new UID("1.2.840.113619.5.2");

    static Encoding of(TransferSyntax syntax) {
        if (syntax.isBigEndian()) {
            return EXPLICIT_BIG_ENDIAN;
        }
        return syntax.isExplicitVR() && !syntax.uid().equals(GE_DLX)
                ? EXPLICIT_LITTLE_ENDIAN
                : IMPLICIT_LITTLE_ENDIAN;
    }

    boolean isExplicit() {
        return this != IMPLICIT_LITTLE_ENDIAN;
    }

    boolean isBigEndian() {
        return this == EXPLICIT_BIG_ENDIAN;
    }

    /**
     * Looks at the eight bytes of a first element, and believes them rather than what was declared.
     *
     * <p>Archives that convert objects and forget the meta, and network peers that ignore what was
     * negotiated, are met in every hospital; DCMTK looks at the first element alike.
     */
    Encoding orAsFound(PagedInput in) {
        if (in.shortAt(0, false) == 0x0008) {
            return VR.isKnown(in.byteAt(4), in.byteAt(5))
                    ? EXPLICIT_LITTLE_ENDIAN
                    : IMPLICIT_LITTLE_ENDIAN;
        }
        return isBigEndian(in) ? EXPLICIT_BIG_ENDIAN : this;
    }

    /** Group 0008 in big-endian, of a VR that makes it no odd element of a group 0800. */
    private static boolean isBigEndian(PagedInput in) {
        int code = in.shortAt(0, true) << 16 | in.shortAt(2, true);
        var vr = VR.of(in.byteAt(4), in.byteAt(5), VR.UN);
        return code >>> 16 == 0x0008 && vr != VR.UN && vr == Dictionary.implicitVR(code, false);
    }

    /**
     * Looks at the first element of an item that should be implicit.
     *
     * <p>A sequence of VR UN holds Implicit VR, but archives that did not know the attribute have
     * copied explicit items into one.
     */
    Encoding orExplicitItem(PagedInput in) {
        return in.shortAt(0, false) != 0xFFFE && VR.isKnown(in.byteAt(4), in.byteAt(5))
                ? EXPLICIT_LITTLE_ENDIAN
                : this;
    }
}
