// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

/** Colours that differ in print and to the colour-blind (Okabe and Ito 2008), and two greys. */
public enum Colour {
    BLUE(0x0072B2),
    VERMILION(0xD55E00),
    GREEN(0x009E73),
    PURPLE(0xCC79A7),
    ORANGE(0xE69F00),
    SKY(0x56B4E9),
    BLACK(0x000000),
    GREY(0x737373),
    LIGHT(0xC8C8C8);

    /** How many of them are for curves, from the first. */
    private static final int CURVES = 7;

    private static final float FULL = 255;

    private final int rgb;

    Colour(int rgb) {
        this.rgb = rgb;
    }

    /** The colour of a curve, counted from 0; they come again. */
    public static Colour ofCurve(int index) {
        return values()[index % CURVES];
    }

    float red() {
        return (rgb >> 16 & 0xFF) / FULL;
    }

    float green() {
        return (rgb >> 8 & 0xFF) / FULL;
    }

    float blue() {
        return (rgb & 0xFF) / FULL;
    }
}
