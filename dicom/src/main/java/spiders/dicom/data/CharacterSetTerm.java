// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.nio.charset.Charset;
import java.util.Locale;

/** A defined term of (0008,0005) and the character set it names (PS3.3 C.12.1.1.2). */
enum CharacterSetTerm {
    ASCII("US-ASCII", ""),
    LATIN_1("ISO-8859-1", "-A"),
    LATIN_2("ISO-8859-2", "-B"),
    LATIN_3("ISO-8859-3", "-C"),
    LATIN_4("ISO-8859-4", "-D"),
    CYRILLIC("ISO-8859-5", "-L"),
    ARABIC("ISO-8859-6", "-G"),
    GREEK("ISO-8859-7", "-F"),
    HEBREW("ISO-8859-8", "-H"),
    LATIN_5("ISO-8859-9", "-M"),
    LATIN_9("ISO-8859-15", "-b"),
    THAI("TIS-620", "-T"),
    /** Half-width katakana in G1, and ASCII with a yen sign for a backslash in G0. */
    KATAKANA("JIS_X0201", ")I"),
    KANJI("EUC-JP", "$B"),
    KANJI_SUPPLEMENT("EUC-JP", "$(D"),
    KOREAN("EUC-KR", "$)C"),
    CHINESE("GB2312", "$)A"),
    UTF_8("UTF-8", ""),
    GB18030("GB18030", ""),
    GBK("GBK", ""),
    /** A term that the standard does not have. */
    UNKNOWN("ISO-8859-1", "");

    private final Charset charset;
    private final String escape;

    CharacterSetTerm(String charset, String escape) {
        this.charset = Charset.forName(charset);
        this.escape = escape;
    }

    static CharacterSetTerm of(String term) {
        // "ISO-IR 100", "ISO_IR_192" and the like are written by many systems for "ISO_IR 100".
        var plain = term.strip().toUpperCase(Locale.ROOT).replaceAll("[ _-]", "");
        return switch (plain.replaceFirst("^ISO2022IR", "ISOIR")) {
            case "", "ISOIR6" -> ASCII;
            case "ISOIR100", "ISO88591", "LATIN1" -> LATIN_1;
            case "ISOIR101", "ISO88592" -> LATIN_2;
            case "ISOIR109" -> LATIN_3;
            case "ISOIR110" -> LATIN_4;
            case "ISOIR144" -> CYRILLIC;
            case "ISOIR127" -> ARABIC;
            case "ISOIR126" -> GREEK;
            case "ISOIR138" -> HEBREW;
            case "ISOIR148" -> LATIN_5;
            case "ISOIR203" -> LATIN_9;
            case "ISOIR166" -> THAI;
            case "ISOIR13" -> KATAKANA;
            case "ISOIR87" -> KANJI;
            case "ISOIR159" -> KANJI_SUPPLEMENT;
            case "ISOIR149" -> KOREAN;
            case "ISOIR58" -> CHINESE;
            case "ISOIR192", "UTF8" -> UTF_8;
            case "GB18030" -> GB18030;
            case "GBK" -> GBK;
            default -> UNKNOWN;
        };
    }

    Charset charset() {
        return charset;
    }

    /**
     * The escape sequence that designates the set, without its ESC (PS3.3 table C.12-3, C.12-4).
     */
    String escape() {
        return escape;
    }

    /** Whether the set may not be one of several terms (PS3.3 section C.12.1.1.2). */
    boolean excludesOthers() {
        return switch (this) {
            case UTF_8, GB18030, GBK -> true;
            default -> false;
        };
    }

    /** Whether the set alone encodes text: no designation by escape sequences is needed. */
    boolean isWhole() {
        return switch (this) {
            case KATAKANA, KANJI, KANJI_SUPPLEMENT, KOREAN, CHINESE -> false;
            default -> true;
        };
    }
}
