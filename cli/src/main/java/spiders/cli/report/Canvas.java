// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** A rectangle of a page to draw on: points, from its lower left corner; nothing goes beyond it. */
public final class Canvas {

    private final PDDocument document;
    private final PDPageContentStream page;
    private final Letters letters;
    private final float left;
    private final float low;
    private final float width;
    private final float height;

    Canvas(
            PDDocument document,
            PDPageContentStream page,
            Letters letters,
            float left,
            float low,
            float width,
            float height) {
        this.document = document;
        this.page = page;
        this.letters = letters;
        this.left = left;
        this.low = low;
        this.width = width;
        this.height = height;
    }

    public float width() {
        return width;
    }

    public float height() {
        return height;
    }

    /** A line through points, closed to a ring where wished. */
    public void line(Colour colour, double thickness, double[] xs, double[] ys, boolean isClosed)
            throws IOException {
        if (xs.length < 2) {
            return;
        }
        page.setStrokingColor(colour.red(), colour.green(), colour.blue());
        page.setLineWidth((float) thickness);
        page.moveTo(left + (float) xs[0], low + (float) ys[0]);
        for (int i = 1; i < xs.length; i++) {
            page.lineTo(left + (float) xs[i], low + (float) ys[i]);
        }
        if (isClosed) {
            page.closePath();
        }
        page.stroke();
    }

    /** A line of text from a point on, cut where the canvas ends. */
    public void text(Colour colour, double x, double y, double size, String text)
            throws IOException {
        var shown = letters.fitted(text, (float) size, width - (float) x);
        if (shown.isEmpty()) {
            return;
        }
        page.setNonStrokingColor(colour.red(), colour.green(), colour.blue());
        page.beginText();
        page.setFont(letters.font(), (float) size);
        page.newLineAtOffset(left + (float) x, low + (float) y);
        page.showText(shown);
        page.endText();
    }

    /**
     * A picture of greys from its upper left corner on.
     *
     * @param greys 0 to 255 row by row, from the upper one
     * @param shownWidth in points
     * @param shownHeight in points
     */
    public void greys(int columns, byte[] greys, double shownWidth, double shownHeight)
            throws IOException {
        int rows = greys.length / columns;
        var image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, columns, rows, greys);
        page.drawImage(
                LosslessFactory.createFromImage(document, image),
                left,
                low + height - (float) shownHeight,
                (float) shownWidth,
                (float) shownHeight);
    }

    /**
     * A picture of colours from its lower left corner on.
     *
     * @param colours as 0xRRGGBB row by row, from the upper one
     * @param shownWidth in points
     * @param shownHeight in points
     */
    public void pixels(
            int columns, int[] colours, double x, double y, double shownWidth, double shownHeight)
            throws IOException {
        int rows = colours.length / columns;
        var image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, columns, rows, colours, 0, columns);
        page.drawImage(
                LosslessFactory.createFromImage(document, image),
                left + (float) x,
                low + (float) y,
                (float) shownWidth,
                (float) shownHeight);
    }

    /** A square around each point, filled. */
    public void dots(Colour colour, double side, double[] xs, double[] ys) throws IOException {
        if (xs.length == 0) {
            return;
        }
        page.setNonStrokingColor(colour.red(), colour.green(), colour.blue());
        for (int i = 0; i < xs.length; i++) {
            page.addRect(
                    left + (float) (xs[i] - side / 2),
                    low + (float) (ys[i] - side / 2),
                    (float) side,
                    (float) side);
        }
        page.fill();
    }

    /** Its lower part, as high as this. */
    Canvas part(float high) {
        return new Canvas(document, page, letters, left, low, width, high);
    }

    /** Draws a picture of which nothing is seen beyond this canvas. */
    void clipped(Picture picture) throws IOException {
        page.saveGraphicsState();
        page.addRect(left, low, width, height);
        page.clip();
        picture.draw(this);
        page.restoreGraphicsState();
    }
}
