// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

import java.io.IOException;
import java.io.OutputStream;

/** Sheets of A4 on their side, filled from top to bottom; lengths are points. */
final class Sheets implements AutoCloseable {

    static final float TEXT = 8;
    static final float LINE = 10.5f;

    private static final float WIDTH = PDRectangle.A4.getHeight();
    private static final float HEIGHT = PDRectangle.A4.getWidth();
    private static final float MARGIN = 36;
    private static final float FOOT = 18;
    private static final float RULE = 0.4f;

    private final PDDocument document = new PDDocument();
    private final Letters letters;
    private PDPageContentStream page;
    private float y;

    Sheets(String title) throws IOException {
        letters = Letters.of(document);
        document.getDocumentInformation().setTitle(letters.shown(title));
        document.getDocumentInformation().setCreator("SPIDERS");
        document.getDocumentCatalog().setLanguage("en");
        page = begin();
    }

    private PDPageContentStream begin() throws IOException {
        var added = new PDPage(new PDRectangle(WIDTH, HEIGHT));
        document.addPage(added);
        y = HEIGHT - MARGIN;
        return new PDPageContentStream(document, added);
    }

    Letters letters() {
        return letters;
    }

    /** Between the margins. */
    static float width() {
        return WIDTH - 2 * MARGIN;
    }

    /** Between the margins, without the foot. */
    static float height() {
        return HEIGHT - 2 * MARGIN - FOOT;
    }

    /** Goes on to the next page where this one has not so much room; returns whether it did. */
    boolean makeRoom(float height) throws IOException {
        if (y - height >= MARGIN + FOOT) {
            return false;
        }
        page.close();
        page = begin();
        return true;
    }

    void skip(float height) {
        y -= height;
    }

    /** Lines of text from margin to margin. */
    void paragraph(String text, float size) throws IOException {
        float height = size * LINE / TEXT;
        for (var line : letters.lines(text, size, width())) {
            makeRoom(height);
            y -= height;
            strip(0, width(), height).text(Colour.BLACK, 0, height - size, size, line);
        }
    }

    /** The canvas just below what there is, as high as wished; the room must have been made. */
    Canvas below(float x, float width, float height) {
        return new Canvas(document, page, letters, MARGIN + x, y - height, width, height);
    }

    /** The canvas just above the place that was reached. */
    private Canvas strip(float x, float width, float height) {
        return new Canvas(document, page, letters, MARGIN + x, y, width, height);
    }

    /** A fine line from margin to margin. */
    void rule() throws IOException {
        strip(0, width(), RULE)
                .line(Colour.LIGHT, RULE, new double[] {0, width()}, new double[] {0, 0}, false);
    }

    /** Writes the file, once. */
    void write(OutputStream out, String foot) throws IOException {
        page.close();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            try (var on =
                    new PDPageContentStream(
                            document, document.getPage(i), AppendMode.APPEND, true, true)) {
                new Canvas(document, on, letters, MARGIN, MARGIN, width(), FOOT)
                        .text(
                                Colour.GREY,
                                0,
                                0,
                                TEXT,
                                "%s, page %d of %d".formatted(foot, i + 1, pages));
            }
        }
        document.save(out);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
