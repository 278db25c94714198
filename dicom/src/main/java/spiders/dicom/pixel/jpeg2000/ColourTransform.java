// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.List;

/** The inverse component transforms of the first three components, in place (T.800 annex G). */
final class ColourTransform {

    private static final float RED_CR = 1.402f;
    private static final float GREEN_CB = -0.344136f;
    private static final float GREEN_CR = -0.714136f;
    private static final float BLUE_CB = 1.772f;

    private ColourTransform() {}

    /**
     * @param at where the tile is that has it
     */
    static void invert(List<Coefficients> planes, StreamReader at) {
        if (planes.get(0) instanceof Coefficients.Whole y
                && planes.get(1) instanceof Coefficients.Whole u
                && planes.get(2) instanceof Coefficients.Whole v
                && y.values().length == u.values().length
                && y.values().length == v.values().length) {
            invertReversible(y.values(), u.values(), v.values());
        } else if (planes.get(0) instanceof Coefficients.Real y
                && planes.get(1) instanceof Coefficients.Real u
                && planes.get(2) instanceof Coefficients.Real v
                && y.values().length == u.values().length
                && y.values().length == v.values().length) {
            invertIrreversible(y.values(), u.values(), v.values());
        } else {
            throw at.malformed("A colour transform of unequal components");
        }
    }

    /** Applies RCT to samples around zero, in place (T.800 equations G-3 to G-5). */
    static void apply(List<int[]> planes) {
        var red = planes.get(0);
        var green = planes.get(1);
        var blue = planes.get(2);
        for (int i = 0; i < red.length; i++) {
            int r = red[i];
            int g = green[i];
            int b = blue[i];
            red[i] = (r + 2 * g + b) >> 2;
            green[i] = b - g;
            blue[i] = r - g;
        }
    }

    /** RCT (T.800 equations G-6 to G-8). */
    private static void invertReversible(int[] first, int[] second, int[] third) {
        for (int i = 0; i < first.length; i++) {
            int u = second[i];
            int v = third[i];
            int green = first[i] - ((u + v) >> 2);
            first[i] = v + green;
            second[i] = green;
            third[i] = u + green;
        }
    }

    /** ICT (T.800 equations G-12 to G-14). */
    private static void invertIrreversible(float[] first, float[] second, float[] third) {
        for (int i = 0; i < first.length; i++) {
            float y = first[i];
            float cb = second[i];
            float cr = third[i];
            first[i] = y + RED_CR * cr;
            second[i] = y + GREEN_CB * cb + GREEN_CR * cr;
            third[i] = y + BLUE_CB * cb;
        }
    }
}
