// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A tumour that the board discusses.
 *
 * @param topography where it is, a code of CIM-10 such as {@code C34.1}
 * @param label what it is, as people write it
 * @param morphology what it is made of, a code of CIM-O-3 such as {@code 8140/3}; may be empty
 * @param diagnosed when it was found, a day, a month or a year of ISO 8601; may be empty
 */
public record Tumour(
        String topography,
        String label,
        Laterality laterality,
        String morphology,
        String diagnosed) {

    private static final Pattern CIM_10 = Pattern.compile("[A-Z][0-9]{2}(\\.[0-9]{1,2})?");
    private static final Pattern CIM_O_3 = Pattern.compile("|[0-9]{4}/[0-9]");
    private static final Pattern SHORT = Pattern.compile("([A-Z][0-9]{2})([0-9]{1,2})");

    /** On which side it is, with its code in SNOMED CT. */
    public enum Laterality {
        NONE(""),
        RIGHT("24028007"),
        LEFT("7771000"),
        BILATERAL("51440002");

        private final String code;

        Laterality(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public Tumour {
        topography = topography(topography);
        label = Texts.line(label);
        morphology = morphology.strip();
        diagnosed = PartialDate.checked(diagnosed);
        if (!CIM_10.matcher(topography).matches()) {
            throw new IllegalArgumentException("a topography is a code such as C34.1");
        }
        if (!CIM_O_3.matcher(morphology).matches()) {
            throw new IllegalArgumentException("a morphology is a code such as 8140/3");
        }
    }

    /** Hospitals write the codes of CIM-10 without their point, too. */
    private static String topography(String typed) {
        var code = typed.strip().toUpperCase(Locale.ROOT);
        var matcher = SHORT.matcher(code);
        return matcher.matches() ? matcher.group(1) + "." + matcher.group(2) : code;
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "Tumour[]";
    }
}
