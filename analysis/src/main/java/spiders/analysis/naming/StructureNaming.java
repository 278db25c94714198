// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.naming;

import spiders.analysis.naming.Catalogue.Phrase;
import spiders.analysis.naming.StructureName.Doubt;
import spiders.analysis.naming.StructureName.Doubtful;
import spiders.analysis.naming.StructureName.HelperStructure;
import spiders.analysis.naming.StructureName.Mapped;
import spiders.analysis.naming.StructureName.Purpose;
import spiders.analysis.naming.StructureName.Unknown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps raw structure names, French or English and of any vendor's style, to the nomenclature of
 * AAPM TG-263.
 *
 * <p>It would rather ask than guess: a paired organ without side, a helper structure, a negation or
 * a near spelling is never mapped. Immutable, for any number of threads.
 */
public final class StructureNaming {

    /** DICOM allows 64 characters (PS3.3 C.8.8.5, ROI Name, LO); longer is not looked at. */
    static final int MAX_LENGTH = 256;

    private static final Pattern MARGIN =
            Pattern.compile(
                    "(?<organ>.*?)[ _]*(?:(?<prv>PRV)[ _+]*|[+] *)(?:(?<mm>\\d{1,2}) ?(?:mm)?)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern MARGIN_FIRST =
            Pattern.compile(
                    "(?<prv>PRV)[ _]+(?<organ>.*?)(?:[ _+]*(?<mm>\\d{1,2}) ?mm)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern BOLUS =
            Pattern.compile("bolus[ _-]*(?:(\\d{1,2}) ?(?:mm)?)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBERED =
            Pattern.compile("(?:rib|cote|vertebra|vertebre|vb) ([a-z]{0,2}) ?0?(\\d{1,2})");
    private static final Pattern CUSTOM = Pattern.compile("(?<organ>[^^]+)\\^(?<custom>[^^]+)");

    private final Catalogue catalogue = new Catalogue();

    /** Reads a name of which the site is not known. */
    public StructureName map(String raw) {
        return map(raw, Site.UNKNOWN);
    }

    /** Reads a name; the site decides abbreviations that other sites use otherwise. */
    public StructureName map(String raw, Site site) {
        var name = raw.strip();
        if (name.isEmpty() || raw.length() > MAX_LENGTH) {
            return new Unknown(raw);
        }
        if (catalogue.has(name) && !catalogue.lacksSide(name)) {
            return new Mapped(raw, name, 1);
        }
        return bolus(raw)
                .or(() -> withMargin(raw, site))
                .or(() -> HelperRules.read(raw, isKnown(name), false))
                .or(() -> TargetNames.read(raw))
                .or(() -> custom(raw, site))
                .orElseGet(() -> organ(raw, name, site));
    }

    private boolean isKnown(String name) {
        return catalogue.phrase(NameTokens.verbatim(name).key()).isPresent();
    }

    private static Optional<StructureName> bolus(String raw) {
        var match = BOLUS.matcher(raw.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                match.group(1) == null
                        ? new Doubtful(raw, Doubt.MARGIN, List.of("Bolus_xxmm"))
                        : new Mapped(raw, "Bolus_%smm".formatted(two(match.group(1))), 0.95));
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    /** An organ and what follows a caret, which TG-263 leaves to the centre. */
    private Optional<StructureName> custom(String raw, Site site) {
        var match = CUSTOM.matcher(raw.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var suffix = "^" + match.group("custom").strip();
        return Optional.of(
                switch (map(match.group("organ"), site)) {
                    case Mapped(var any, var name, var confidence) ->
                            new Mapped(raw, name + suffix, Math.min(confidence, 0.9));
                    case Doubtful(var any, var doubt, var candidates) ->
                            new Doubtful(
                                    raw,
                                    doubt,
                                    candidates.stream().map(name -> name + suffix).toList());
                    case HelperStructure(var any, var purpose) -> new HelperStructure(raw, purpose);
                    case StructureName.NotAnOrgan(var any) -> new StructureName.NotAnOrgan(raw);
                    case Unknown(var any) -> new Unknown(raw);
                });
    }

    /** A planning organ at risk volume: an organ and its margin. */
    private Optional<StructureName> withMargin(String raw, Site site) {
        var name = raw.strip();
        var first = MARGIN_FIRST.matcher(name);
        var last = MARGIN.matcher(name);
        Matcher match = first.matches() ? first : last;
        if (!first.matches() && !last.matches()) {
            return Optional.empty();
        }
        var organ = match.group("organ").strip();
        if (HelperRules.read(organ, isKnown(organ), false).isPresent()
                || TargetNames.read(organ).isPresent()) {
            return Optional.of(new HelperStructure(raw, Purpose.DERIVED));
        }
        var mm = match.group("mm");
        if (!(map(organ, site) instanceof Mapped(var any, var base, var confidence))) {
            return Optional.of(new Doubtful(raw, Doubt.MARGIN, List.of()));
        }
        if (mm == null || !catalogue.has(base + "_PRVxx")) {
            return Optional.of(new Doubtful(raw, Doubt.MARGIN, List.of(base)));
        }
        return Optional.of(new Mapped(raw, base + "_PRV" + two(mm), Math.min(confidence, 0.9)));
    }

    private StructureName organ(String raw, String name, Site site) {
        // BODY is the outline of the patient in planning systems; the list's Body is not.
        var spelt = catalogue.spelling(name).filter(found -> !found.equals("Body"));
        if (spelt.isPresent() && !catalogue.lacksSide(spelt.get())) {
            return new Mapped(raw, spelt.get(), 0.98);
        }
        var verbatim = NameTokens.verbatim(name);
        var tokens = isKnown(name) ? verbatim : NameTokens.of(name);
        var numbered = numbered(tokens);
        var phrase = numbered.or(() -> catalogue.phrase(tokens.key()));
        if (phrase.isEmpty()) {
            return unlisted(raw, tokens);
        }
        var known = phrase.get();
        if (known.site() != Site.UNKNOWN && known.site() != site) {
            return new Doubtful(raw, Doubt.SITE_MISSING, candidates(known.stem(), tokens));
        }
        return sided(raw, known.stem(), tokens);
    }

    private Optional<Phrase> numbered(NameTokens tokens) {
        var words = String.join(" ", tokens.words).replaceAll("(?<= )([a-z]{1,2})(\\d)", "$1 $2");
        var match = NUMBERED.matcher(words.replaceAll("(rib|cote)s? ?0?(\\d)", "$1  $2"));
        if (!match.matches()) {
            return Optional.empty();
        }
        var digits = match.group(2);
        var region = match.group(1);
        var stem =
                switch (region) {
                    case "" -> "Rib" + two(digits);
                    case "t", "th", "d" -> "VB_T" + two(digits);
                    case "c", "l", "s" -> "VB_" + region.toUpperCase(Locale.ROOT) + digits;
                    default -> "";
                };
        boolean listed = catalogue.has(stem) || catalogue.isPaired(stem);
        return listed ? Optional.of(new Phrase(stem, Site.UNKNOWN)) : Optional.empty();
    }

    private StructureName sided(String raw, String stem, NameTokens tokens) {
        boolean paired = catalogue.isPaired(stem);
        if (tokens.left && tokens.right) {
            return new Doubtful(raw, Doubt.SIDES_CONFLICT, candidates(stem, tokens));
        }
        if (tokens.version) {
            return new Doubtful(raw, Doubt.VERSION, candidates(stem, tokens));
        }
        if (!tokens.hasSide() && catalogue.lacksSide(stem)) {
            return new Doubtful(raw, Doubt.SIDE_MISSING, candidates(stem, tokens));
        }
        // The left anterior descending artery is not on a side.
        if (tokens.hasSide() && !paired && !stem.equals("A_LAD")) {
            return new Doubtful(raw, Doubt.SIDE_UNEXPECTED, candidates(stem, tokens));
        }
        var name = tokens.hasSide() && paired ? stem + (tokens.left ? "_L" : "_R") : stem;
        return new Mapped(raw, name, tokens.noise ? 0.9 : 0.95);
    }

    private List<String> candidates(String stem, NameTokens tokens) {
        var found = new ArrayList<String>();
        if (catalogue.isPaired(stem)) {
            if (tokens.left || !tokens.right) {
                found.add(stem + "_L");
            }
            if (tokens.right || !tokens.left) {
                found.add(stem + "_R");
            }
        }
        if (catalogue.has(stem)) {
            found.add(stem);
        }
        return found;
    }

    private StructureName unlisted(String raw, NameTokens tokens) {
        var near = catalogue.near(tokens.key());
        if (near.isEmpty()) {
            return new Unknown(raw);
        }
        return new Doubtful(
                raw,
                Doubt.SPELLING,
                near.stream().flatMap(stem -> candidates(stem, tokens).stream()).toList());
    }
}
