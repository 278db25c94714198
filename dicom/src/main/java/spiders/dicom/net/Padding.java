// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.nio.charset.StandardCharsets;

/**
 * Takes off what texts are padded with, in one pass: an expression such as {@code " +$"} looks at a
 * run of blanks within a hostile text once for each of its blanks.
 */
final class Padding {

    private static final char SPACE = ' ';

    private Padding() {}

    /** Without leading spaces, and without the trailing spaces or zero bytes that peers add. */
    static String removed(byte[] ascii) {
        return removed(new String(ascii, StandardCharsets.US_ASCII), '\0');
    }

    /** Without leading and trailing spaces. */
    static String removed(String text) {
        return removed(text, SPACE);
    }

    private static String removed(String text, char other) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == SPACE) {
            start++;
        }
        while (end > start && (text.charAt(end - 1) == SPACE || text.charAt(end - 1) == other)) {
            end--;
        }
        return text.substring(start, end);
    }
}
