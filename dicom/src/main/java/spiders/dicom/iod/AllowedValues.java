// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import java.util.List;

/**
 * The values that an IOD lists for an attribute.
 *
 * @param position of which value it speaks, from 1; 0 for each
 * @param isEnumerated whether no other value is allowed (enumerated values); defined terms may be
 *     extended (PS3.5 section 6.3)
 * @param values as text; numbers in decimal
 */
public record AllowedValues(int position, boolean isEnumerated, List<String> values) {

    public AllowedValues {
        values = List.copyOf(values);
    }

    /** Whether this rule speaks of the value at a position, from 1. */
    public boolean concerns(int valuePosition) {
        return position == 0 || position == valuePosition;
    }

    public boolean allows(String value) {
        return values.contains(value);
    }

    /** Parses {@code E0=YES|NO}: kind, position, values. */
    static AllowedValues parse(String text) {
        int equals = text.indexOf('=');
        return new AllowedValues(
                Integer.parseInt(text.substring(1, equals)),
                text.charAt(0) == 'E',
                List.of(text.substring(equals + 1).split("\\|", -1)));
    }
}
