// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The tokens of a name as two registries would both write them; the original stays for display. */
final class NameText {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final int SHORTEST_EDITED = 3;

    private NameText() {}

    /** Upper case, without accents, ligatures, apostrophes or hyphens, split at what is left. */
    static List<String> tokens(String name) {
        var ligatures =
                name.replace("œ", "oe")
                        .replace("Œ", "OE")
                        .replace("æ", "ae")
                        .replace("Æ", "AE")
                        .replace("ø", "o")
                        .replace("Ø", "O")
                        .replace("ł", "l")
                        .replace("Ł", "L");
        var bare = MARKS.matcher(Normalizer.normalize(ligatures, Normalizer.Form.NFD));
        var plain = NO_LETTER.matcher(bare.replaceAll("").toUpperCase(Locale.ROOT));
        return Arrays.stream(plain.replaceAll(" ").split(" "))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    static String joined(List<String> tokens) {
        return String.join("", tokens);
    }

    /**
     * Whether one letter added, lost or replaced, or two neighbours exchanged, turn one into the
     * other; names under three letters are too short to say.
     */
    static boolean isOneEdit(String a, String b) {
        if (Math.min(a.length(), b.length()) < SHORTEST_EDITED || a.equals(b)) {
            return false;
        }
        int start = 0;
        int shorter = Math.min(a.length(), b.length());
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        var left = a.substring(start);
        var right = b.substring(start);
        if (left.length() == right.length()) {
            return rest(left, 1).equals(rest(right, 1)) || isExchange(left, right);
        }
        return left.equals(rest(right, 1)) || rest(left, 1).equals(right);
    }

    private static boolean isExchange(String left, String right) {
        return left.length() > 1
                && left.charAt(0) == right.charAt(1)
                && left.charAt(1) == right.charAt(0)
                && rest(left, 2).equals(rest(right, 2));
    }

    private static String rest(String text, int from) {
        return from <= text.length() ? text.substring(from) : "";
    }
}
