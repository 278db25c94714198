// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

/**
 * What a picture is to fit into.
 *
 * @param width in pixels, 1 to {@value #LARGEST}
 * @param height likewise
 */
public record Viewport(int width, int height, Fitting fitting) {

    /** No picture is wider or higher. */
    public static final int LARGEST = 16_384;

    /** How a picture is made to fit. */
    public enum Fitting {
        /** It is never larger than the state has it, and is made smaller where it must be. */
        SHRUNK,
        /**
         * As the state's Presentation Size Mode has it: made larger or smaller, or, where it is to
         * be magnified, cut to its middle (PS3.18 section 9.5.2.3).
         */
        FILLED
    }

    public Viewport {
        if (width < 1 || width > LARGEST || height < 1 || height > LARGEST) {
            throw new IllegalArgumentException("A viewport of 1 to %d pixels".formatted(LARGEST));
        }
    }

    /** As large as the state has it, if that is not beyond all limits. */
    public static Viewport unbounded() {
        return new Viewport(LARGEST, LARGEST, Fitting.SHRUNK);
    }
}
