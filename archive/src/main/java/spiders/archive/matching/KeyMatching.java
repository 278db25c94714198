// SPDX-License-Identifier: Apache-2.0
package spiders.archive.matching;

import spiders.archive.FoldedName;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.InstantRange;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;

import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a data set matches the keys of an identifier (PS3.4 section C.2.2.2).
 *
 * <p>Several values of a key are alternatives, of an attribute too: one of each that fit are
 * enough. Person names match without accents, case and punctuation; everything else as it is
 * written.
 *
 * @param isFuzzy whether person names match where they sound alike
 * @param isCombined whether a date and its time are matched as one
 */
public record KeyMatching(boolean isFuzzy, boolean isCombined) {

    /** How the value of a key may be written (PS3.4 section C.2.2.2). */
    public enum Kind {
        SINGLE_VALUE,
        UID_LIST,
        WILDCARD,
        RANGE,
        SEQUENCE
    }

    /** How keys of a VR are matched, besides universally, and by alternatives where several. */
    public static Set<Kind> kinds(VR vr) {
        return switch (vr) {
            case SQ -> EnumSet.of(Kind.SEQUENCE);
            case UI -> EnumSet.of(Kind.SINGLE_VALUE, Kind.UID_LIST);
            case DA, TM, DT -> EnumSet.of(Kind.SINGLE_VALUE, Kind.RANGE);
            case PN, AE, CS, LO, LT, SH, ST, UC, UR, UT ->
                    EnumSet.of(Kind.SINGLE_VALUE, Kind.WILDCARD);
            default -> vr.isBytes() ? EnumSet.noneOf(Kind.class) : EnumSet.of(Kind.SINGLE_VALUE);
        };
    }

    /** Whether every key with a value is matched. */
    public boolean matches(DataSet keys, DataSet candidate) {
        var paired = isCombined ? pairs(keys) : List.<DateTimePair>of();
        for (var pair : paired) {
            if (!matches(pair, keys, candidate)) {
                return false;
            }
        }
        for (var key : keys.elements()) {
            boolean isDone =
                    paired.stream()
                            .anyMatch(one ->
                                    one.date().equals(key.tag()) || one.time().equals(key.tag()));
            if (!isDone && !matches(key, candidate)) {
                return false;
            }
        }
        return true;
    }

    private static List<DateTimePair> pairs(DataSet keys) {
        return DateTimePair.ALL.stream().filter(pair -> pair.range(keys).isPresent()).toList();
    }

    private static boolean matches(DateTimePair pair, DataSet keys, DataSet candidate) {
        var date = candidate.string(pair.date()).orElse("");
        var time = candidate.string(pair.time()).orElse("");
        return pair.range(keys).stream().allMatch(range -> range.contains(date, time));
    }

    private boolean matches(Element key, DataSet candidate) {
        if (isUniversal(key)) {
            return true;
        }
        return switch (key) {
            case SequenceElement(var tag, var items) ->
                    items.stream()
                            .anyMatch(item ->
                                    candidate.items(tag).stream()
                                            .anyMatch(one -> matches(item, one)));
            case ValueElement value -> matches(value, candidate.strings(value.tag()));
            default -> true; // No key is bulk.
        };
    }

    /** Whether a key asks for its attribute, and matches whatever it is. */
    public static boolean isUniversal(Element key) {
        return switch (key) {
            case SequenceElement(_, var items) ->
                    items.stream()
                            .allMatch(item ->
                                    item.elements().stream().allMatch(KeyMatching::isUniversal));
            case ValueElement value -> values(value).stream().allMatch(KeyMatching::isUniversal);
            default -> true;
        };
    }

    private static boolean isUniversal(String value) {
        return value.isBlank() || new TextPattern(value.strip()).isUniversal();
    }

    /** The values of a key that are there to match. */
    public static List<String> values(ValueElement key) {
        return key.strings().stream().filter(value -> !value.isBlank()).toList();
    }

    private boolean matches(ValueElement key, List<String> candidates) {
        var vr = key.vr();
        return values(key).stream()
                .anyMatch(value ->
                        candidates.stream().anyMatch(one -> matches(vr, value.strip(), one)));
    }

    private boolean matches(VR vr, String key, String value) {
        return switch (vr) {
            case DA, TM -> TextRange.of(key).contains(value);
            case DT -> matchesInstant(key, value);
            case PN -> matchesName(key, value);
            case AE, CS, LO, LT, SH, ST, UC, UR, UT -> matchesText(key, value.strip());
            case IS, DS, SL, SS, UL, US, SV, UV, FL, FD -> matchesNumber(key, value.strip());
            default -> key.equals(value.strip());
        };
    }

    private static boolean matchesInstant(String key, String value) {
        var range = InstantRange.parse(key, ZoneOffset.UTC);
        var moment = InstantRange.parse(value, ZoneOffset.UTC);
        return range.isPresent() && moment.isPresent() && range.get().overlaps(moment.get());
    }

    private boolean matchesName(String key, String value) {
        if (isFuzzy) {
            return FuzzyName.of(key).matches(value);
        }
        return new TextPattern(key).folded().matches(FoldedName.of(value));
    }

    private static boolean matchesText(String key, String value) {
        var pattern = new TextPattern(key);
        return pattern.isPattern() ? pattern.matches(value) : key.equals(value);
    }

    private static boolean matchesNumber(String key, String value) {
        try {
            return Double.parseDouble(key) == Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return key.equals(value);
        }
    }
}
