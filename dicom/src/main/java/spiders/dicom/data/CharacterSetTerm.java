// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.nio.charset.Charset;
import java.util.Locale;

/** A defined term of (0008,0005) and the character set it names (PS3.3 C.12.1.1.2). */
enum CharacterSetTerm {
    ASCII("ISO_IR 6", "US-ASCII", ""),
    LATIN_1("ISO_IR 100", "ISO-8859-1", "-A"),
    LATIN_2("ISO_IR 101", "ISO-8859-2", "-B"),
    LATIN_3("ISO_IR 109", "ISO-8859-3", "-C"),
    LATIN_4("ISO_IR 110", "ISO-8859-4", "-D"),
    CYRILLIC("ISO_IR 144", "ISO-8859-5", "-L"),
    ARABIC("ISO_IR 127", "ISO-8859-6", "-G"),
    GREEK("ISO_IR 126", "ISO-8859-7", "-F"),
    HEBREW("ISO_IR 138", "ISO-8859-8", "-H"),
    LATIN_5("ISO_IR 148", "ISO-8859-9", "-M"),
    LATIN_9("ISO_IR 203", "ISO-8859-15", "-b"),
    THAI("ISO_IR 166", "TIS-620", "-T"),
    /** Half-width katakana in G1, and ASCII with a yen sign for a backslash in G0. */
    KATAKANA("ISO_IR 13", "JIS_X0201", ")I"),
    KANJI("ISO 2022 IR 87", "EUC-JP", "$B"),
    KANJI_SUPPLEMENT("ISO 2022 IR 159", "EUC-JP", "$(D"),
    KOREAN("ISO 2022 IR 149", "EUC-KR", "$)C"),
    CHINESE("ISO 2022 IR 58", "GB2312", "$)A"),
    UTF_8("ISO_IR 192", "UTF-8", ""),
    GB18030("GB18030", "GB18030", ""),
    GBK("GBK", "GBK", ""),
    /** A term that the standard does not have. */
    UNKNOWN("", "ISO-8859-1", "");

    private final String definedTerm;
    private final Charset charset;
    private final String escape;

    CharacterSetTerm(String definedTerm, String charset, String escape) {
        this.definedTerm = definedTerm;
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

    /**
     * As the standard writes it, without code extensions where the set is used without; empty for
     * what it does not have.
     */
    String definedTerm() {
        return definedTerm;
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
