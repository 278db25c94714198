// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Attribute matching of C-FIND and QIDO-RS (PS3.4 section C.2.2.2). */
final class Matching {

    private static final Set<Tag> NO_KEYS =
            Set.of(
                    Tags.QueryRetrieveLevel,
                    Tags.SpecificCharacterSet,
                    Tags.TimezoneOffsetFromUTC,
                    Tags.QueryRetrieveView);
    private static final Set<VR> RANGES = Set.of(VR.DA, VR.TM, VR.DT);

    private Matching() {}

    /** Whether every key that has a value matches. */
    static boolean matches(DataSet keys, DataSet candidate) {
        for (Element key : keys) {
            if (!NO_KEYS.contains(key.tag()) && !matches(keys, key, candidate)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(DataSet keys, Element key, DataSet candidate) {
        var tag = key.tag();
        if (key.vr() == VR.SQ) {
            var items = keys.items(tag);
            return items.isEmpty()
                    || items.getFirst().isEmpty()
                    || candidate.items(tag).stream()
                            .anyMatch(item -> matches(items.getFirst(), item));
        }
        var wanted = keys.strings(tag).stream().filter(value -> !value.isEmpty()).toList();
        if (wanted.isEmpty() || wanted.equals(List.of("*"))) {
            return true;
        }
        var values = candidate.strings(tag);
        return wanted.stream()
                .anyMatch(one -> values.stream().anyMatch(value -> matches(key.vr(), one, value)));
    }

    private static boolean matches(VR vr, String wanted, String value) {
        if (RANGES.contains(vr) && wanted.indexOf('-') >= 0) {
            return inRange(wanted, value);
        }
        if (vr == VR.PN) {
            return wildcard(name(wanted), name(value));
        }
        return vr == VR.UI ? wanted.equals(value) : wildcard(wanted, value);
    }

    private static boolean inRange(String range, String value) {
        int dash = range.indexOf('-');
        var from = range.substring(0, dash).strip();
        var to = range.substring(dash + 1).strip();
        int least = Math.min(value.length(), from.length());
        int most = Math.min(value.length(), to.length());
        return value.substring(0, least).compareTo(from) >= 0
                && (to.isEmpty() || value.substring(0, most).compareTo(to) <= 0);
    }

    /** Names match without regard to case and to empty components at the end. */
    private static String name(String value) {
        return value.toUpperCase(Locale.ROOT).replaceAll("[\\^= ]+$", "");
    }

    private static boolean wildcard(String wanted, String value) {
        if (wanted.indexOf('*') < 0 && wanted.indexOf('?') < 0) {
            return wanted.equals(value);
        }
        var pattern = new StringBuilder();
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(value).matches();
    }
}
