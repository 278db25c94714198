// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** How the matrices of slices and directions become one value, with the codes of the manual. */
public enum Aggregation {
    /** The feature knows no matrix: it is of the region as a whole. */
    REGION(""),
    /** One value for each slice and direction, averaged. */
    AVERAGED_2D("BTW3"),
    /** Directions merged in each slice, one value a slice, averaged. */
    SLICE_MERGED_2D("SUJT"),
    /** Slices merged for each direction, one value a direction, averaged. */
    DIRECTION_MERGED_25D("JJUI"),
    /** All slices and in-plane directions merged. */
    MERGED_25D("ZW7Z"),
    /** One value for each direction in space, averaged. */
    AVERAGED_3D("ITBB"),
    /** All directions in space merged. */
    MERGED_3D("IAZD"),
    /** Matrices without direction: one value a slice, averaged. */
    BY_SLICE_2D("8QNN"),
    /** Matrices without direction: slices merged. */
    SLICES_MERGED_25D("62GR"),
    /** Matrices without direction: one of the volume. */
    BY_VOLUME_3D("KOBO");

    private final String code;

    Aggregation(String code) {
        this.code = code;
    }

    /** The four-character code of the IBSI manual; empty for {@link #REGION}. */
    public String code() {
        return code;
    }
}
