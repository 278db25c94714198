// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.naming;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words of a raw name in small letters without accents, and what was set apart from them. */
final class NameTokens {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern ELISION = Pattern.compile("\\b[ldLD]['\u2019](?=\\p{L})");
    private static final Pattern CAMEL =
            Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll}{2})");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Set<String> STOP_WORDS =
            Set.of("de", "du", "des", "la", "le", "les", "the", "of", "a");
    private static final Set<String> LEFT =
            Set.of("l", "lt", "lft", "left", "g", "gche", "gauche", "sin", "sinistra", "links");
    private static final Set<String> RIGHT =
            Set.of("r", "rt", "rgt", "right", "d", "dt", "dte", "drt", "droit", "droite", "dr");
    private static final Set<String> NOISE =
            Set.of(
                    "auto",
                    "autoseg",
                    "ai",
                    "ia",
                    "dl",
                    "oar",
                    "oars",
                    "roi",
                    "contour",
                    "struct",
                    "structure",
                    "organ",
                    "organe",
                    "mbs",
                    "atlas",
                    "seg",
                    "segmentation",
                    "limbus",
                    "mvision",
                    "annotate",
                    "therapanacea",
                    "raystation",
                    "rs",
                    "eclipse");
    private static final Set<String> VERSION =
            Set.of(
                    "old", "new", "copy", "copie", "test", "tmp", "temp", "bis", "ancien",
                    "nouveau", "v1", "v2", "v3", "draft", "essai", "part", "partiel", "partial");

    final List<String> words = new ArrayList<>();
    boolean left;
    boolean right;
    boolean noise;
    boolean version;

    static NameTokens of(String raw) {
        return new NameTokens(all(raw), true);
    }

    /** Without a vendor's or a centre's additions left out: a known phrase may contain them. */
    static NameTokens verbatim(String raw) {
        return new NameTokens(all(raw), false);
    }

    private NameTokens(List<String> all, boolean dropNoise) {
        for (var word : all) {
            if (LEFT.contains(word)) {
                left = true;
            } else if (RIGHT.contains(word)) {
                right = true;
            } else if (dropNoise && NOISE.contains(word)) {
                noise = true;
            } else if (VERSION.contains(word)) {
                version = true;
            } else if (!STOP_WORDS.contains(word)) {
                words.add(word);
            }
        }
    }

    /** Every word in order, those of side and the small ones too. */
    static List<String> all(String raw) {
        var decomposed = Normalizer.normalize(raw.strip(), Normalizer.Form.NFD);
        var plain = ACCENTS.matcher(decomposed).replaceAll("");
        plain = ELISION.matcher(plain).replaceAll("");
        plain = CAMEL.matcher(plain).replaceAll(" ");
        return SEPARATORS
                .splitAsStream(plain.toLowerCase(Locale.ROOT).replace("\u0153", "oe"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    boolean hasSide() {
        return left || right;
    }

    /** The words as a key that their order does not change. */
    String key() {
        return String.join(" ", words.stream().sorted().toList());
    }
}
