// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.hanging;

import java.util.Collection;
import java.util.List;

/** How a type of examination is laid out before its reader. */
public enum Layout {
    /** Slices of a CT, scrolled through, the prior's beside them. */
    CT_STACK,
    /** The series of an MR, each beside the prior's. */
    MR_SERIES,
    /** PET over CT. */
    PET_CT_FUSION,
    /** Right beside left, CC above MLO, the prior's below. */
    MAMMOGRAPHY,
    /** Loops of angiography, fluoroscopy and ultrasound. */
    CINE,
    /** Whatever else: images one by one. */
    IMAGES;

    private static final List<String> LOOPS = List.of("XA", "RF", "US", "IVUS", "ES");

    /** The layout of a study with these modalities; that which says most of them wins. */
    public static Layout of(Collection<String> modalities) {
        if (modalities.contains("PT") && modalities.contains("CT")) {
            return PET_CT_FUSION;
        }
        if (modalities.contains("MG")) {
            return MAMMOGRAPHY;
        }
        if (modalities.contains("MR")) {
            return MR_SERIES;
        }
        if (modalities.contains("CT")) {
            return CT_STACK;
        }
        return modalities.stream().anyMatch(LOOPS::contains) ? CINE : IMAGES;
    }
}
