// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.naming;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The TG-263 names, and phrases that mean one of them when a side is added. */
final class Catalogue {

    private static final Pattern COMMA = Pattern.compile(",");

    /** Single organs of which the list also names the halves. */
    private static final Set<String> WHOLE =
            Set.of(
                    "Bone_Pelvic",
                    "Cerebrum",
                    "LN",
                    "PubicSymphys",
                    "Tongue_Base",
                    "Tongue_Oral",
                    "Jejunum_Ileum");

    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, String> byLowerCase = new HashMap<>();
    private final Map<String, Phrase> phrases = new HashMap<>();

    /**
     * What a phrase means.
     *
     * @param stem a name, or a name less its side
     * @param site where alone it means that; {@link Site#UNKNOWN} for anywhere
     */
    record Phrase(String stem, Site site) {}

    Catalogue() {
        for (var line : lines("tg263_names.csv")) {
            var name = COMMA.splitAsStream(line).findFirst().orElseThrow().strip();
            if (!name.equals("primary_name")) {
                names.add(name);
                byLowerCase.put(name.toLowerCase(Locale.ROOT), name);
            }
        }
        addOwnWords();
        for (var line : lines("synonyms.csv")) {
            if (!line.startsWith("#")) {
                List<String> f = COMMA.splitAsStream(line).toList();
                var site = f.size() > 2 ? Site.valueOf(f.get(2)) : Site.UNKNOWN;
                phrases.put(NameTokens.verbatim(f.get(0)).key(), new Phrase(f.get(1), site));
            }
        }
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Catalogue.class.getResourceAsStream(resource)) {
            var bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each name's own words mean it, unless two names have the same. */
    private void addOwnWords() {
        var clashing = new HashSet<String>();
        for (var name : names) {
            var stem = stem(name);
            var key = NameTokens.verbatim(stem).key();
            var before = phrases.put(key, new Phrase(stem, Site.UNKNOWN));
            if (before != null && !before.stem.equals(stem)) {
                clashing.add(key);
            }
        }
        clashing.forEach(phrases::remove);
    }

    private String stem(String name) {
        boolean sided = name.endsWith("_L") || name.endsWith("_R");
        var stem = sided ? name.substring(0, name.length() - 2) : name;
        return sided && isPaired(stem) ? stem : name;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Whether the list has a left and a right of it. */
    boolean isPaired(String stem) {
        return names.contains(stem + "_L") && names.contains(stem + "_R");
    }

    /** Whether a name without side says too little: its organ is one of two. */
    boolean lacksSide(String stem) {
        return isPaired(stem) && !(names.contains(stem) && WHOLE.contains(stem));
    }

    /** The list's spelling of a name in any case, blanks or hyphens for underscores. */
    Optional<String> spelling(String raw) {
        var lower = raw.strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(byLowerCase.get(lower))
                .or(() -> Optional.ofNullable(byLowerCase.get(lower.replace(' ', '_'))));
    }

    Optional<Phrase> phrase(String key) {
        return Optional.ofNullable(phrases.get(key));
    }

    /** Stems whose phrase differs from a key by one letter put in, left out or changed. */
    List<String> near(String key) {
        var found = new ArrayList<String>();
        if (key.length() < 5) {
            return found;
        }
        for (var entry : phrases.entrySet()) {
            var stem = entry.getValue().stem;
            if (isNear(key, entry.getKey()) && !found.contains(stem)) {
                found.add(stem);
            }
        }
        found.sort(String::compareTo);
        return found;
    }

    private static boolean isNear(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int same = 0;
        int shorter = Math.min(a.length(), b.length());
        while (same < shorter && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        int tailA = a.length() >= b.length() ? same + 1 : same;
        int tailB = b.length() >= a.length() ? same + 1 : same;
        return a.substring(Math.min(tailA, a.length()))
                .equals(b.substring(Math.min(tailB, b.length())));
    }
}
