// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Takes text apart into words, and makes words comparable. */
final class Words {

    private Words() {}

    /** A word in small letters without accents, so that {@code HÉLÈNE} is {@code helene}. */
    static String plain(String word) {
        boolean isASCII = true;
        for (int i = 0; i < word.length(); i++) {
            isASCII &= word.charAt(i) < 128;
        }
        if (isASCII) {
            return word.toLowerCase(Locale.ROOT);
        }
        var decomposed = Normalizer.normalize(word, Normalizer.Form.NFKD);
        var plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                plain.append(c);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae");
    }

    static boolean isWordPart(int c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** Visits each word with where it begins; a point or comma between digits is part of it. */
    static void each(String text, BiConsumer<Integer, String> visitor) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && isInside(text, i);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                visitor.accept(start, text.substring(start, i));
                start = -1;
            }
        }
    }

    private static boolean isInside(String text, int i) {
        char c = text.charAt(i);
        if (isWordPart(c)) {
            return true;
        }
        return (c == '.' || c == ',')
                && i > 0
                && i + 1 < text.length()
                && isDigit(text.charAt(i - 1))
                && isDigit(text.charAt(i + 1));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
