// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

/**
 * A part of every frame of an image, in pixels.
 *
 * @param x the first column, from 0 at the left
 * @param y the first row, from 0 at the top
 * @param width columns, at least one
 * @param height rows, at least one
 */
public record PixelRectangle(int x, int y, int width, int height) {

    public PixelRectangle {
        if (x < 0 || y < 0 || width < 1 || height < 1 || x > 0xFFFF || y > 0xFFFF) {
            throw new IllegalArgumentException("No part of an image");
        }
    }

    /** Parses {@code x,y,width,height}. */
    static PixelRectangle parse(String text) {
        var numbers = text.split(",", -1);
        if (numbers.length != 4) {
            throw new IllegalArgumentException("A rectangle is x,y,width,height");
        }
        return new PixelRectangle(
                Integer.parseInt(numbers[0].strip()),
                Integer.parseInt(numbers[1].strip()),
                Integer.parseInt(numbers[2].strip()),
                Integer.parseInt(numbers[3].strip()));
    }
}
