// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Text to and from values: character set, padding, several values parted by backslashes. */
final class TextCodec {

    private TextCodec() {}

    static String text(VR vr, byte[] array, int offset, int length, SpecificCharacterSet set) {
        if (!vr.isText()) {
            return "";
        }
        int end = offset + length;
        // Trailing zeros pad more than UI in files of many old devices; spaces pad all text.
        while (end > offset && (array[end - 1] == 0 || array[end - 1] == ' ')) {
            end--;
        }
        // Accents in a CS, which the standard forbids, are read as all other text of the data set.
        return set.decode(vr, array, offset, end - offset);
    }

    static List<String> values(VR vr, String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (!vr.isBackslashSeparated() || text.indexOf('\\') < 0) {
            return List.of(trim(vr, text));
        }
        var values = new ArrayList<String>();
        int from = 0;
        while (from <= text.length()) {
            int to = text.indexOf('\\', from);
            to = to < 0 ? text.length() : to;
            values.add(trim(vr, text.substring(from, to)));
            from = to + 1;
        }
        return List.copyOf(values);
    }

    static Optional<String> first(VR vr, String text) {
        int end = vr.isBackslashSeparated() ? text.indexOf('\\') : -1;
        var first = trim(vr, end < 0 ? text : text.substring(0, end));
        return first.isEmpty() ? Optional.empty() : Optional.of(first);
    }

    /** Leading spaces count in long text only, trailing ones nowhere (PS3.5 section 6.2). */
    private static String trim(VR vr, String value) {
        int end = value.length();
        while (end > 0 && (value.charAt(end - 1) == ' ' || value.charAt(end - 1) == 0)) {
            end--;
        }
        int start = 0;
        while (vr.isBackslashSeparated() && start < end && value.charAt(start) == ' ') {
            start++;
        }
        return value.substring(start, end);
    }

    static byte[] encode(VR vr, String text, SpecificCharacterSet set) {
        return padded(vr, vr.usesCharacterSet() ? set.encode(vr, text) : ascii(vr, text));
    }

    /** Makes the length even. */
    static byte[] padded(VR vr, byte[] bytes) {
        if (bytes.length % 2 == 0) {
            return bytes;
        }
        var padded = Arrays.copyOf(bytes, bytes.length + 1);
        padded[bytes.length] = vr.padding();
        return padded;
    }

    private static byte[] ascii(VR vr, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                throw new IllegalArgumentException(
                        vr + " holds characters of the default repertoire only");
            }
        }
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
