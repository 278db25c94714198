// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/** Administrative sex, as Patient's Sex (0010,0040) writes it. */
public enum Sex {
    FEMALE("F"),
    MALE("M"),
    OTHER("O"),
    UNKNOWN("");

    private final String code;

    Sex(String code) {
        this.code = code;
    }

    /** The value in DICOM; empty for unknown. */
    public String code() {
        return code;
    }

    /** The sex that a code of DICOM names; unknown for every other text. */
    public static Sex of(String code) {
        for (var sex : values()) {
            if (sex.code.equalsIgnoreCase(code.strip())) {
                return sex;
            }
        }
        return UNKNOWN;
    }
}
