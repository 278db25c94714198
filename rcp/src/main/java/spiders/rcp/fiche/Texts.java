// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

/** Texts of a fiche: without spaces around, of a bounded length, without what cannot be stored. */
public final class Texts {

    /** Of a line. */
    public static final int LINE = 200;

    /** Of a paragraph. */
    public static final int PARAGRAPH = 6000;

    private Texts() {}

    /** A line of text, or refused. */
    public static String line(String text) {
        return checked(text, LINE);
    }

    /** A paragraph of text, or refused. */
    public static String paragraph(String text) {
        return checked(text, PARAGRAPH);
    }

    private static String checked(String text, int most) {
        // Browsers send both; one is counted and kept.
        var stripped = text.replace("\r\n", "\n").strip();
        if (stripped.length() > most) {
            throw new IllegalArgumentException("a text of more than " + most + " characters");
        }
        if (stripped.chars().anyMatch(Texts::isControl)) {
            throw new IllegalArgumentException("a text with control characters");
        }
        return stripped;
    }

    /** What XML and PostgreSQL refuse; ends of lines and tabs are neither. */
    private static boolean isControl(int letter) {
        boolean isSpace = letter == '\n' || letter == '\r' || letter == '\t';
        return (letter < ' ' && !isSpace) || letter == 0xFFFE || letter == 0xFFFF;
    }
}
