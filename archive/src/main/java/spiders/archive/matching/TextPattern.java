// SPDX-License-Identifier: Apache-2.0
package spiders.archive.matching;

import spiders.archive.FoldedName;

/**
 * A key of text: a value, or a pattern in which {@code *} stands for any characters and {@code ?}
 * for one (PS3.4 section C.2.2.2.4). There is no way to escape either.
 */
public record TextPattern(String text) {

    /** Whether it is matched as a pattern, and not as a value. */
    public boolean isPattern() {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Whether it matches whatever there is, and nothing too (PS3.4 section C.2.2.2.3). */
    public boolean isUniversal() {
        return text.chars().allMatch(c -> c == '*');
    }

    /** The pattern with each piece between wildcards folded as person names are. */
    public TextPattern folded() {
        var pattern = new StringBuilder();
        var piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?') {
                pattern.append(fold(piece)).append(c);
                piece.setLength(0);
            } else {
                piece.append(c);
            }
        }
        return new TextPattern(pattern.append(fold(piece)).toString());
    }

    private static String fold(StringBuilder piece) {
        return FoldedName.of(piece.toString());
    }

    /** As the operator {@code like} of SQL takes it. */
    public String like() {
        return text.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
    }

    /** In time that grows with the product of both lengths, whatever the pattern is. */
    public boolean matches(String value) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resumed = 0;
        while (in < value.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resumed = in;
            } else if (at < text.length() && isOne(text.charAt(at), value.charAt(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resumed;
            } else {
                return false;
            }
        }
        return text.substring(at).chars().allMatch(c -> c == '*');
    }

    private static boolean isOne(char pattern, char c) {
        return pattern == '?' || pattern == c;
    }
}
