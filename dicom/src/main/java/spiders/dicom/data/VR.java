// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.util.Optional;

/** A value representation: the type of a data element's value (PS3.5 section 6.2). */
public enum VR {
    AE(Kind.ASCII, 16),
    AS(Kind.ASCII, 4),
    AT(Kind.BINARY, 4),
    CS(Kind.ASCII, 16),
    /** 18 bytes in a query, where a range of dates is allowed. */
    DA(Kind.ASCII, 18),
    DS(Kind.ASCII, 16),
    /** 54 bytes in a query, where a range of times is allowed. */
    DT(Kind.ASCII, 54),
    FD(Kind.BINARY, 8),
    FL(Kind.BINARY, 4),
    IS(Kind.ASCII, 12),
    LO(Kind.TEXT, 64),
    LT(Kind.LONG_TEXT, 10_240),
    OB(Kind.BYTES, 1),
    OD(Kind.BYTES, 8),
    OF(Kind.BYTES, 4),
    OL(Kind.BYTES, 4),
    OV(Kind.BYTES, 8),
    OW(Kind.BYTES, 2),
    PN(Kind.TEXT, 3 * 64 + 2),
    SH(Kind.TEXT, 16),
    SL(Kind.BINARY, 4),
    SQ(Kind.SEQUENCE, 0),
    SS(Kind.BINARY, 2),
    ST(Kind.LONG_TEXT, 1_024),
    SV(Kind.BINARY, 8),
    /** 28 bytes in a query, where a range of times is allowed. */
    TM(Kind.ASCII, 28),
    UC(Kind.TEXT, Integer.MAX_VALUE),
    UI(Kind.ASCII, 64),
    UL(Kind.BINARY, 4),
    UN(Kind.BYTES, 1),
    UR(Kind.ASCII_LONG_TEXT, Integer.MAX_VALUE),
    US(Kind.BINARY, 2),
    UT(Kind.LONG_TEXT, Integer.MAX_VALUE),
    UV(Kind.BINARY, 8);

    private enum Kind {
        /** Values of the default repertoire, parted by backslashes. */
        ASCII,
        /** Values in the data set's character set, parted by backslashes. */
        TEXT,
        /** One value in the data set's character set, backslashes and all. */
        LONG_TEXT,
        /** One value of the default repertoire. */
        ASCII_LONG_TEXT,
        /** Numbers of a fixed size. */
        BINARY,
        /** A stream of bytes or words. */
        BYTES,
        SEQUENCE
    }

    private static final VR[] BY_CODE = new VR[26 * 26];

    static {
        for (VR vr : values()) {
            BY_CODE[index(vr.name().charAt(0), vr.name().charAt(1))] = vr;
        }
    }

    private final Kind kind;
    private final int size;

    VR(Kind kind, int size) {
        this.kind = kind;
        this.size = size;
    }

    /** Returns the VR spelt by two characters, or empty if the standard has none such. */
    public static Optional<VR> of(int first, int second) {
        return isKnown(first, second)
                ? Optional.of(BY_CODE[index(first, second)])
                : Optional.empty();
    }

    /** Returns the VR spelt by two characters, or another one if the standard has none such. */
    public static VR of(int first, int second, VR otherwise) {
        var vr = isLetters(first, second) ? BY_CODE[index(first, second)] : otherwise;
        return vr == null ? otherwise : vr;
    }

    /** Whether two characters could spell a VR, if not of this edition of the standard. */
    public static boolean isLetters(int first, int second) {
        return first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
    }

    /** Whether two characters spell a VR. */
    public static boolean isKnown(int first, int second) {
        return isLetters(first, second) && BY_CODE[index(first, second)] != null;
    }

    private static int index(int first, int second) {
        return (first - 'A') * 26 + second - 'A';
    }

    /** Whether Explicit VR encodes the length in 32 bits after two reserved bytes (PS3.5 7.1.2). */
    public boolean hasLongForm() {
        return switch (this) {
            case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
            default -> false;
        };
    }

    /** Whether values are characters, of whatever repertoire. */
    public boolean isText() {
        return kind == Kind.ASCII
                || kind == Kind.TEXT
                || kind == Kind.LONG_TEXT
                || kind == Kind.ASCII_LONG_TEXT;
    }

    /** Whether (0008,0005) Specific Character Set says how values are encoded (PS3.5 6.1.2.3). */
    public boolean usesCharacterSet() {
        return kind == Kind.TEXT || kind == Kind.LONG_TEXT;
    }

    /** Whether backslashes part several values of text. */
    public boolean isBackslashSeparated() {
        return kind == Kind.ASCII || kind == Kind.TEXT;
    }

    /** Whether values are numbers of a fixed size in binary: US, FD, AT and the like. */
    public boolean isBinaryNumber() {
        return kind == Kind.BINARY;
    }

    /** Whether the value is a stream of bytes or words: OB, OW, UN and the like. */
    public boolean isBytes() {
        return kind == Kind.BYTES;
    }

    /** The bytes that change their order with the byte ordering: 1, 2, 4 or 8. */
    public int wordSize() {
        return switch (this) {
            case AT, US, SS, OW -> 2;
            case FL, OF, OL, SL, UL -> 4;
            case FD, OD, OV, SV, UV -> 8;
            default -> 1;
        };
    }

    /** The bytes of one binary number. */
    public int numberSize() {
        if (!isBinaryNumber()) {
            throw new IllegalStateException(this + " has no numbers of a fixed size");
        }
        return size;
    }

    /** The longest single value of text, in characters (in bytes for the default repertoire). */
    public int maxCharacters() {
        if (!isText()) {
            throw new IllegalStateException(this + " is not text");
        }
        return size;
    }

    /** The byte that makes a value's length even: a space for text, else zero (PS3.5 6.2). */
    public byte padding() {
        return isText() && this != UI ? (byte) ' ' : 0;
    }
}
