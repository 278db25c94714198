// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.Tag;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The rules of a profile, looked up by tag or by content item. */
final class ProfileRules {

    /** Other names of the scheme SRT that older objects have (PS3.16 section 8.2). */
    private static final Set<String> OLD_SNOMED = Set.of("SNM3", "99SDM");

    private final int[] codes;
    private final Rule[] rules;
    private final Rule curve;
    private final Rule overlayData;
    private final Rule overlayComments;
    private final Rule privateAttributes;
    private final Map<String, Rule> contentItems = new HashMap<>();

    ProfileRules(DeidentificationProfile profile) {
        var byKey = new HashMap<String, Rule>();
        for (var row : ConfidentialityTable.ATTRIBUTES) {
            byKey.put(row.key(), row.in(profile));
        }
        curve = removed(byKey, "50xxxxxx");
        overlayData = removed(byKey, "60xx3000");
        overlayComments = removed(byKey, "60xx4000");
        privateAttributes = removed(byKey, "private");
        codes = byKey.keySet().stream().mapToInt(key -> Tag.parse(key).code()).sorted().toArray();
        rules = new Rule[codes.length];
        byKey.forEach((key, rule) -> rules[index(Tag.parse(key).code())] = rule);
        for (var row : ConfidentialityTable.CONTENT_ITEMS) {
            contentItems.put(row.key(), row.in(profile));
        }
    }

    private static Rule removed(Map<String, Rule> byKey, String key) {
        return Objects.requireNonNull(byKey.remove(key), key);
    }

    private int index(int code) {
        return Arrays.binarySearch(codes, code);
    }

    /** Returns the rule of a tag, or a rule given for the tags that the table has not. */
    Rule of(Tag tag, Rule otherwise) {
        int code = tag.code();
        if (tag.isPrivate()) {
            return privateAttributes;
        }
        int index = index(code);
        if (index >= 0) {
            return rules[index];
        }
        return switch (code & 0xFF000000) {
            case 0x50000000 -> curve;
            case 0x60000000 -> overlay(code & 0xFFFF, otherwise);
            default -> otherwise;
        };
    }

    private Rule overlay(int element, Rule otherwise) {
        return switch (element) {
            case 0x3000 -> overlayData;
            case 0x4000 -> overlayComments;
            default -> otherwise;
        };
    }

    /** Returns the rule of a content item, or another if the standard lists none such. */
    Rule ofContentItem(String code, String scheme, String valueType, Rule otherwise) {
        var known = OLD_SNOMED.contains(scheme) ? "SRT" : scheme;
        return contentItems.getOrDefault(code + "\t" + known + "\t" + valueType, otherwise);
    }
}
