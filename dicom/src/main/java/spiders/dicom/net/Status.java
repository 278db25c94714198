// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.Locale;

/**
 * The status of a DIMSE response (PS3.7 annex C), with the Error Comment that came or goes with it.
 *
 * @param code 0 to FFFF
 * @param comment Error Comment (0000,0902), empty when there is none; cut to 64 characters on the
 *     wire, and never to hold patient data
 */
public record Status(int code, String comment) {

    public static final Status SUCCESS = of(0x0000);
    public static final Status CANCEL = of(0xFE00);
    public static final Status PENDING = of(0xFF00);

    /** Pending, and one or more optional keys were not supported (PS3.4 section C.4.1.1.4). */
    public static final Status PENDING_OPTIONAL_KEYS = of(0xFF01);

    public static final Status NO_SUCH_OBJECT_INSTANCE = of(0x0112);
    public static final Status NO_SUCH_EVENT_TYPE = of(0x0113);
    public static final Status PROCESSING_FAILURE = of(0x0110);
    public static final Status DUPLICATE_SOP_INSTANCE = of(0x0111);
    public static final Status INVALID_OBJECT_INSTANCE = of(0x0117);
    public static final Status SOP_CLASS_NOT_SUPPORTED = of(0x0122);
    public static final Status INVALID_ATTRIBUTE_VALUE = of(0x0106);
    public static final Status MISSING_ATTRIBUTE = of(0x0120);
    public static final Status NO_SUCH_ACTION = of(0x0123);
    public static final Status NOT_AUTHORISED = of(0x0124);
    public static final Status UNRECOGNISED_OPERATION = of(0x0211);

    /** DIMSE-N: the provider cannot take on more now. */
    public static final Status RESOURCE_LIMITATION = of(0x0213);

    public static final Status OUT_OF_RESOURCES = of(0xA700);

    /** C-MOVE and C-GET: the matches could not be counted. */
    public static final Status CANNOT_CALCULATE_MATCHES = of(0xA701);

    /** C-MOVE and C-GET: no sub-operation could be performed. */
    public static final Status CANNOT_PERFORM_SUB_OPERATIONS = of(0xA702);

    public static final Status MOVE_DESTINATION_UNKNOWN = of(0xA801);
    public static final Status IDENTIFIER_DOES_NOT_MATCH = of(0xA900);

    /** C-MOVE and C-GET: all sub-operations ended, one or more of them badly. */
    public static final Status SUB_OPERATIONS_FAILED = of(0xB000);

    public static final Status CANNOT_UNDERSTAND = of(0xC000);

    private static final int MAX_CODE = 0xFFFF;
    private static final int MAX_STANDARD_WARNING = 0x0007;

    public Status {
        if (code < 0 || code > MAX_CODE) {
            throw new IllegalArgumentException("Status %X is not 16 bits".formatted(code));
        }
    }

    public static Status of(int code) {
        return new Status(code, "");
    }

    public Status withComment(String words) {
        return new Status(code, words);
    }

    public boolean isSuccess() {
        return code == 0;
    }

    public boolean isPending() {
        return code == 0xFF00 || code == 0xFF01;
    }

    public boolean isCancel() {
        return code == 0xFE00;
    }

    /** 0001, 0107, 0116 and Bxxx (PS3.7 section C.3). */
    public boolean isWarning() {
        return (code > 0 && code <= MAX_STANDARD_WARNING)
                || code == 0x0107
                || code == 0x0116
                || (code & 0xF000) == 0xB000;
    }

    public boolean isFailure() {
        return !isSuccess() && !isPending() && !isCancel() && !isWarning();
    }

    /** {@code A801, move destination unknown (no such AE)}: code, the standard's words, comment. */
    public String explained() {
        var words = StatusWords.of(code);
        var hex = "%04X".formatted(code);
        var named = words.isEmpty() ? hex : hex + ", " + words;
        return comment.isEmpty() ? named : named + " (" + comment + ")";
    }

    /** {@code A801 (destination unknown)}: code, then what the peer said. */
    @Override
    public String toString() {
        var hex = "%04X".formatted(code).toUpperCase(Locale.ROOT);
        return comment.isEmpty() ? hex : hex + " (" + comment + ")";
    }
}
