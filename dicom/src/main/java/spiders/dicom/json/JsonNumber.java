// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import java.util.regex.Pattern;

/** What JSON takes for a number (RFC 8259 section 6). */
final class JsonNumber {

    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?");

    private JsonNumber() {}

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }
}
