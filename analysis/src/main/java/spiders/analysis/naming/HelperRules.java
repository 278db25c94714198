// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.naming;

import spiders.analysis.naming.StructureName.HelperStructure;
import spiders.analysis.naming.StructureName.NotAnOrgan;
import spiders.analysis.naming.StructureName.Purpose;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises structures that are no organ, before a name of an organ in them is believed. */
final class HelperRules {

    /** TG-263 has z or an underscore begin what is not for evaluation. */
    private static final Pattern PREFIX = Pattern.compile("^(?:[zZ][_\\s-]|z(?=\\p{Lu})|[_~]).*");

    /** "opt" before a name, as in optBRAIN, but not the beginning of "optic". */
    private static final Pattern OPTIMISER =
            Pattern.compile("^(?:opt(?:i|im)?(?=[\\p{Lu}_\\s-])|OPT(?:I|IM)?(?=[_\\s-])).*");

    private static final Set<String> OPTIMISATION =
            Set.of(
                    "ring",
                    "rings",
                    "anneau",
                    "couronne",
                    "shell",
                    "opt",
                    "opti",
                    "optim",
                    "optimisation",
                    "optimization",
                    "dose",
                    "isodose",
                    "iso",
                    "idl",
                    "help",
                    "helper",
                    "aide",
                    "avoid",
                    "avoidance",
                    "eviter",
                    "evitement",
                    "dummy",
                    "hot",
                    "cold",
                    "hotspot",
                    "coldspot",
                    "spot",
                    "tune",
                    "tuning",
                    "boostring",
                    "nto",
                    "falloff",
                    "gradient",
                    "push",
                    "block",
                    "spill",
                    "ctrl",
                    "control");

    private static final Set<String> DERIVED =
            Set.of(
                    "sub",
                    "crop",
                    "cropped",
                    "overlap",
                    "inter",
                    "intersect",
                    "intersection",
                    "union",
                    "and",
                    "et",
                    "plus",
                    "xor",
                    "expanded",
                    "exp",
                    "margin",
                    "marge",
                    "combined",
                    "combine",
                    "combo",
                    "sum",
                    "somme",
                    "total",
                    "in",
                    "dans",
                    "boolean",
                    "bool",
                    "hull");

    private static final Set<String> NEGATED =
            Set.of(
                    "not",
                    "no",
                    "non",
                    "sans",
                    "without",
                    "hors",
                    "minus",
                    "moins",
                    "sauf",
                    "except",
                    "excl",
                    "excluding",
                    "outside",
                    "out",
                    "wo",
                    "pas",
                    "rest",
                    "reste",
                    "anti",
                    "exclu");

    private static final Set<String> DEVICES =
            Set.of(
                    "couch",
                    "table",
                    "couchsurface",
                    "couchinterior",
                    "couchouter",
                    "couchinner",
                    "mask",
                    "masque",
                    "support",
                    "headrest",
                    "cushion",
                    "coussin",
                    "breastboard",
                    "contention",
                    "baseplate",
                    "rail",
                    "tabletop",
                    "bb",
                    "bbs",
                    "reperes",
                    "isocentre",
                    "isocenter",
                    "marker",
                    "laser");

    private static final Pattern TARGET_OPERATION =
            Pattern.compile(
                    ".*[-+&/\\\\]\\s*(?:[PCGI]TV|z|\\d+"
                            + " ?[mc]m\\b).*|[PCGI]TV[^\\s_]*\\s*[-+&/\\\\]\\s*\\p{L}.*",
                    Pattern.CASE_INSENSITIVE);

    private HelperRules() {}

    /**
     * What a name is if no organ; empty where nothing speaks against an organ.
     *
     * @param phraseIsKnown whether the whole phrase is known, so that its words are not signs
     * @param hasMargin whether a margin was read off already
     */
    static Optional<StructureName> read(String raw, boolean phraseIsKnown, boolean hasMargin) {
        var name = raw.strip();
        if (PREFIX.matcher(name).matches() || OPTIMISER.matcher(name).matches()) {
            return helper(raw, Purpose.OPTIMISATION);
        }
        if (!hasMargin && TARGET_OPERATION.matcher(name).matches()) {
            return helper(raw, Purpose.DERIVED);
        }
        if (phraseIsKnown) {
            return Optional.empty();
        }
        List<String> words = NameTokens.all(name);
        if (words.stream().anyMatch(NEGATED::contains)) {
            return helper(raw, Purpose.NEGATED);
        }
        if (words.stream().anyMatch(OPTIMISATION::contains)) {
            return helper(raw, Purpose.OPTIMISATION);
        }
        if (words.stream().anyMatch(DERIVED::contains) || name.matches(".*[+&].*")) {
            return hasMargin ? Optional.empty() : helper(raw, Purpose.DERIVED);
        }
        return words.stream().anyMatch(DEVICES::contains)
                ? Optional.of(new NotAnOrgan(raw))
                : Optional.empty();
    }

    private static Optional<StructureName> helper(String raw, Purpose purpose) {
        return Optional.of(new HelperStructure(raw, purpose));
    }
}
