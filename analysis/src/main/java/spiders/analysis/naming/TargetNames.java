// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.naming;

import spiders.analysis.naming.StructureName.Doubt;
import spiders.analysis.naming.StructureName.Doubtful;
import spiders.analysis.naming.StructureName.Mapped;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of target volumes: kind, then p or n, then a number, then the dose in cGy, as {@code
 * PTVp1_4600} (TG-263 on targets).
 */
final class TargetNames {

    private static final Pattern STANDARD =
            Pattern.compile("(?:PTV|CTV|GTV|ITV)[pn]?\\d?(?:_(?:\\d{4,5}|High|Mid\\d*|Low))?");

    private static final Pattern LOOSE =
            Pattern.compile(
                    "(PTV|CTV|GTV|ITV)[ _-]?([pn](?![a-z]))?[ _-]?(\\d(?![\\d.,]))?"
                            + "(?:[ _-]*(\\d+(?:[.,]\\d+)?) ?(c?gy)?)?",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern BEGINS =
            Pattern.compile("(?:PTV|CTV|GTV|ITV)(?![a-z]{2,})", Pattern.CASE_INSENSITIVE);

    private TargetNames() {}

    /** What a name that begins with a kind of target means; empty for other names. */
    static Optional<StructureName> read(String raw) {
        var name = raw.strip();
        if (STANDARD.matcher(name).matches()) {
            return Optional.of(new Mapped(raw, name, 1));
        }
        if (!BEGINS.matcher(name).lookingAt()) {
            return Optional.empty();
        }
        var kind = name.substring(0, 3).toUpperCase(Locale.ROOT);
        var loose = LOOSE.matcher(name);
        return Optional.of(
                loose.matches()
                        ? loosely(raw, kind, loose)
                        : new Doubtful(raw, Doubt.TARGET_QUALIFIER, List.of(kind)));
    }

    private static StructureName loosely(String raw, String kind, Matcher loose) {
        var letter = loose.group(2) == null ? "" : loose.group(2).toLowerCase(Locale.ROOT);
        var number = loose.group(3) == null ? "" : loose.group(3);
        var base = kind + letter + number;
        if (loose.group(4) == null) {
            return new Mapped(raw, base, 0.95);
        }
        double dose = Double.parseDouble(loose.group(4).replace(',', '.'));
        var unit = loose.group(5);
        boolean inGray = unit == null ? dose < 100 : !unit.toLowerCase(Locale.ROOT).startsWith("c");
        long centigray = Math.round(inGray ? dose * 100 : dose);
        var found = base + "_" + centigray;
        boolean plausible = centigray >= 100 && centigray <= 20_000;
        return unit == null || !plausible
                ? new Doubtful(raw, Doubt.TARGET_QUALIFIER, List.of(plausible ? found : base))
                : new Mapped(raw, found, 0.95);
    }
}
