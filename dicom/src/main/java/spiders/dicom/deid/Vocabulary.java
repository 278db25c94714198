// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words that may stay in a description (PS3.15 section E.3.5, note 2): what is not among them
 * goes, be it known to identify or not.
 *
 * @param terms single words in small letters, without accents
 */
public record Vocabulary(Set<String> terms) {

    private static final Vocabulary STANDARD =
            new Vocabulary(Set.of()).with(ConfidentialityTable.lines("terms.txt"));

    // 5, 1.25, 3mm, 64x: numbers, with a unit or not; more than four digits may be an identifier.
    private static final Pattern NUMBER =
            Pattern.compile(
                    "\\d{1,4}([.,]\\d{1,3})?"
                            + "(x|mm|cm|s|sec|ms|min|h|kv|kvp|kev|mev|ma|mas|gy|cgy|mgy|mbq|t|hz|d|"
                            + "hu|pct|fps|ml|mg)?");
    // T1, T2w, C7, L5, B30f, I70: sequences, vertebrae, kernels; b1000: diffusion.
    private static final Pattern CODE = Pattern.compile("[a-z]\\d{1,2}[a-z]{0,2}|b\\d{3,4}");
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
    private static final Pattern SEX_AND_AGE = Pattern.compile("[fmhwy]\\d{2}|\\d{2,3}[fmhwy]");

    public Vocabulary {
        terms = Set.copyOf(terms);
    }

    /** About 800 words of imaging, anatomy and oncology, in English and French. */
    public static Vocabulary standard() {
        return STANDARD;
    }

    /** Returns a vocabulary with more words; lines may hold several, parted by spaces. */
    public Vocabulary with(Collection<String> words) {
        var all = new HashSet<>(terms);
        for (var line : words) {
            Arrays.stream(line.split("\\s+", -1))
                    .map(Words::plain)
                    .filter(word -> !word.isEmpty())
                    .forEach(all::add);
        }
        return new Vocabulary(all);
    }

    /** Whether a word may stay: a known one, one made of known ones, or a technical number. */
    boolean allows(String word) {
        var plain = Words.plain(word);
        return terms.contains(plain) || isTechnical(plain) || isCompound(word);
    }

    private static boolean isTechnical(String plain) {
        if (YEAR.matcher(plain).matches() || SEX_AND_AGE.matcher(plain).matches()) {
            return false;
        }
        return NUMBER.matcher(plain).matches() || CODE.matcher(plain).matches();
    }

    /** {@code SpinalCord}, {@code PTV60}: words and numbers written together (AAPM TG-263). */
    private boolean isCompound(String word) {
        var parts =
                word.split("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=\\d)|(?<=\\d)(?=\\p{Lu})", -1);
        if (parts.length < 2) {
            return false;
        }
        for (var part : parts) {
            var plain = Words.plain(part);
            boolean isKnown = terms.contains(plain) && plain.length() > 1;
            if (!isKnown && !isShortNumber(plain)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShortNumber(String plain) {
        return plain.length() <= 4
                && plain.chars().allMatch(c -> c >= '0' && c <= '9')
                && !YEAR.matcher(plain).matches();
    }
}
