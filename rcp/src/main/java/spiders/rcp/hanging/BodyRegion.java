// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.hanging;

import spiders.archive.FoldedName;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A part of the body, as coarse as two examinations must agree on to be compared; recognised by
 * Defined Terms of Body Part Examined (PS3.16 annex L) and by French and English descriptions.
 */
enum BodyRegion {
    HEAD("HEAD", "BRAIN", "SKULL", "CRANE", "CRAN", "CEREBR", "ENCEPHAL", "SINUS", "ORBIT", "FACE"),
    NECK("NECK", "COU ", "CERVIC", "ORL", "LARYN", "PHARYN", "THYROID", "TSA"),
    THORAX("THORA", "CHEST", "LUNG", "POUMON", "PULM", "MEDIAST", "TAP", "HEART", "CARDI", "COEUR"),
    BREAST("BREAST", "SEIN", "MAMM"),
    ABDOMEN("ABDOM", "TAP", "LIVER", "FOIE", "HEPAT", "PANCREA", "RENAL", "REIN", "KIDNEY"),
    PELVIS("PELV", "TAP", "BASSIN", "PROSTAT", "UTER", "RECTUM", "RECTAL", "BLADDER", "VESSIE"),
    SPINE("SPINE", "RACHIS", "CSPINE", "TSPINE", "LSPINE", "LOMBAIRE", "VERTEBR"),
    LIMB(
            "KNEE",
            "GENOU",
            "HIP",
            "HANCHE",
            "SHOULDER",
            "EPAULE",
            "ARM",
            "LEG",
            "FOOT",
            "PIED",
            "HAND",
            "MAIN ",
            "ELBOW",
            "COUDE",
            "ANKLE",
            "CHEVILLE",
            "WRIST",
            "POIGNET",
            "FEMUR",
            "EXTREMITY"),
    /** All of it, which meets every other. */
    WHOLE_BODY("WHOLEBODY", "WHOLE BODY", "CORPS ENTIER", "TEP ", "PET ", "VERTEX");

    private final String words;

    BodyRegion(String... words) {
        this.words = String.join("|", words);
    }

    /** The regions that a text tells of; none where it tells nothing. */
    static Set<BodyRegion> of(String text) {
        // A space ends the last word too, for words that are looked for whole.
        var folded = " " + FoldedName.of(text) + " ";
        var regions = EnumSet.noneOf(BodyRegion.class);
        for (var region : values()) {
            // Words begin where they are looked for: ARM is no part of PHARMACY.
            if (Arrays.stream(region.words.split("[|]"))
                    .anyMatch(word -> folded.contains(" " + word))) {
                regions.add(region);
            }
        }
        return regions;
    }

    /** Whether two examinations share a region; two that tell nothing may be of the same. */
    static boolean meet(Set<BodyRegion> one, Set<BodyRegion> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return one.contains(WHOLE_BODY)
                || other.contains(WHOLE_BODY)
                || one.stream().anyMatch(other::contains);
    }
}
