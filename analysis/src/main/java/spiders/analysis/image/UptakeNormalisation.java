// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

/** What a standardised uptake value is relative to. */
public enum UptakeNormalisation {
    /** Body weight; g/ml. */
    BODY_WEIGHT("GML", "BW"),
    /** Lean body mass by Janmahasatian (2005), of weight, height and sex; g/ml. */
    LEAN_BODY_MASS("GML", "LBMJANMA"),
    /** Body surface by Du Bois (1916), of weight and height; cm2/ml. */
    BODY_SURFACE("CM2ML", "BSA");

    private final String unit;
    private final String type;

    UptakeNormalisation(String unit, String type) {
        this.unit = unit;
        this.type = type;
    }

    /** Units (0054,1001) of such values. */
    public String unit() {
        return unit;
    }

    /** SUV Type (0054,1006) of such values. */
    public String type() {
        return type;
    }
}
