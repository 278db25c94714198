// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.Element;
import spiders.dicom.data.Tag;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

import java.util.List;

/** Holds values against enumerated values and defined terms (PS3.5 section 6.3). */
final class ValueCheck {

    private static final int TOLD = 12;

    private ValueCheck() {}

    static void check(Place place, Element element, AttributeRule rule, Findings findings) {
        if (rule.values().isEmpty() || !(element instanceof ValueElement value)) {
            return;
        }
        var texts = value.strings();
        for (int i = 0; i < texts.size() && !findings.isFull(); i++) {
            var text = texts.get(i).strip();
            for (var allowed : rule.values()) {
                if (!text.isEmpty() && allowed.concerns(i + 1) && !isAllowed(allowed, rule, text)) {
                    tell(place, rule, allowed, i + 1, findings);
                }
            }
        }
    }

    private static boolean isAllowed(AllowedValues allowed, AttributeRule rule, String text) {
        return allowed.allows(text) || isLocalScheme(rule.tag(), text);
    }

    /** Whoever has no registered coding scheme writes 99 and a name (PS3.3 section 8.2). */
    private static boolean isLocalScheme(Tag tag, String text) {
        return tag.equals(Tags.CodingSchemeDesignator) && text.startsWith("99");
    }

    /**
     * A warning for enumerated values too: the lists were found by trying values (see the head of
     * {@code iods.tsv}), so that one may be missing.
     */
    private static void tell(
            Place place, AttributeRule rule, AllowedValues allowed, int number, Findings findings) {
        var text = "value %d is none of %s".formatted(number, list(allowed.values()));
        findings.warning(Rule.VALUE, place.path(rule.tag()), text, Sections.of(rule));
    }

    private static String list(List<String> values) {
        return values.size() <= TOLD
                ? String.join(", ", values)
                : "%s and %d more"
                        .formatted(
                                String.join(", ", values.subList(0, TOLD)), values.size() - TOLD);
    }
}
