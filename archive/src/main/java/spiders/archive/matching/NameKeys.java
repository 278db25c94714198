// SPDX-License-Identifier: Apache-2.0
package spiders.archive.matching;

import org.apache.commons.codec.language.DaitchMokotoffSoundex;

import spiders.archive.FoldedName;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the words of a name sound, for fuzzy semantic matching (PS3.4 section C.2.2.2.1.1, which
 * leaves the algorithm to the implementation).
 *
 * <p>Each word gets its Daitch–Mokotoff codes, which suit the many origins of French names, after
 * what French spells and does not say is taken off: a first H, mute consonants at the end; Y is I,
 * and G before E or I is J. Particles count for nothing. Two neighbouring words have the codes of
 * both written as one besides: composed given names, and particles that became part of the name.
 */
public final class NameKeys {

    /** A name of more words is no name: those behind are left out. */
    private static final int MOST_WORDS = 12;

    private static final Set<String> PARTICLES =
            Set.of(
                    "D", "DE", "DU", "DES", "L", "LA", "LE", "LES", "VAN", "VON", "DER", "DEN",
                    "DI", "DA", "DOS", "EL", "AL", "BEN", "EP", "NEE");
    private static final Pattern MUTE_END = Pattern.compile("(?<=..[AEIOUNRL])(?:E?S|L?[TDXZP])+$");
    private static final Pattern SOFT_G = Pattern.compile("G(?=[EI])");
    private static final DaitchMokotoffSoundex SOUNDEX = new DaitchMokotoffSoundex();

    private NameKeys() {}

    /** The keys of a name as it is stored. */
    public static Set<String> of(String name) {
        var words = words(name);
        var keys = new LinkedHashSet<String>();
        for (int i = 0; i < words.size(); i++) {
            if (isCounting(words, i)) {
                keys.addAll(ofWord(words.get(i)));
            }
            if (i + 1 < words.size()) {
                keys.addAll(ofWord(words.get(i) + words.get(i + 1)));
            }
        }
        return keys;
    }

    /** The words of a name, folded. */
    static List<String> words(String name) {
        return Pattern.compile(" ")
                .splitAsStream(FoldedName.of(name))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }

    /** Whether a word counts: no particle does, but where there is nothing else. */
    static boolean isCounting(List<String> words, int index) {
        return !PARTICLES.contains(words.get(index)) || PARTICLES.containsAll(words);
    }

    /** The codes of a word; one that has no sound in Latin letters is its own. */
    static Set<String> ofWord(String word) {
        var plain = word.startsWith("H") && word.length() > 1 ? word.substring(1) : word;
        plain = SOFT_G.matcher(plain.replace('Y', 'I')).replaceAll("J");
        plain = MUTE_END.matcher(plain).replaceFirst("");
        var codes = new LinkedHashSet<String>();
        if (plain.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            for (var code : SOUNDEX.soundex(plain).split("\\|", -1)) {
                if (!code.isBlank() && !code.substring(1).chars().allMatch(c -> c == '0')) {
                    codes.add(code);
                }
            }
        }
        return codes.isEmpty() ? Set.of("=" + word) : codes;
    }
}
