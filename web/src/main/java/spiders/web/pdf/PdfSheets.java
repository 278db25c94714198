// SPDX-License-Identifier: Apache-2.0
package spiders.web.pdf;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/**
 * Sheets of A4 that are filled from top to bottom. A page is packed as soon as it is full, so that
 * a long document takes little memory. Lengths are in points.
 */
final class PdfSheets implements AutoCloseable {

    static final float MARGIN = 40;
    static final float TITLE = 16;
    static final float TEXT = 9;
    static final float LEADING = 1.3f;
    static final float PADDING = 3;

    private static final float FOOT = 24;
    private static final float SMALL = 8;
    private static final float RULE = 0.4f;
    private static final float GREY = 0.45f;
    private static final float LIGHT = 0.75f;

    private final PDDocument document = new PDDocument();
    private final PdfFont font;
    private PDPageContentStream page;
    private float y;

    PdfSheets(String title, Locale locale) throws IOException {
        font = PdfFont.of(document);
        describe(title, locale);
        page = begin();
    }

    private void describe(String title, Locale locale) {
        var description = document.getDocumentInformation();
        description.setTitle(font.shown(title));
        description.setCreator("SPIDERS");
        var catalog = document.getDocumentCatalog();
        catalog.setLanguage(locale.toLanguageTag());
        var preferences = new PDViewerPreferences(catalog.getCOSObject());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
    }

    private PDPageContentStream begin() throws IOException {
        var added = new PDPage(PDRectangle.A4);
        document.addPage(added);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return new PDPageContentStream(document, added);
    }

    /** Between the margins. */
    static float width() {
        return PDRectangle.A4.getWidth() - 2 * MARGIN;
    }

    /** See {@link PdfFont#lines}. */
    List<String> lines(String text, float size, float width, int most) throws IOException {
        return font.lines(text, size, width, most);
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

    /** Leaves a gap. */
    void skip(float height) {
        y -= height;
    }

    /** A line of text, below what there is; on the next page where this one is full. */
    void line(String text, float size) throws IOException {
        makeRoom(size * LEADING);
        y -= size * LEADING;
        text(page, MARGIN, y, size, text);
    }

    /** A text so far from the left margin and so far below what there is. */
    void text(float x, float below, String text) throws IOException {
        text(page, MARGIN + x, y - below, TEXT, text);
    }

    /** What is written from here on is grey, or black again. */
    void grey(boolean isGrey) throws IOException {
        page.setNonStrokingColor(isGrey ? GREY : 0f);
    }

    /** A fine line from margin to margin. */
    void rule() throws IOException {
        page.setStrokingColor(LIGHT);
        page.setLineWidth(RULE);
        page.moveTo(MARGIN, y);
        page.lineTo(MARGIN + width(), y);
        page.stroke();
    }

    /** Writes the file, once; how many pages there are is known when all are full. */
    void write(OutputStream out, String below, PdfTable.Numbering numbering) throws IOException {
        page.close();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            try (var foot =
                    new PDPageContentStream(
                            document, document.getPage(i), AppendMode.APPEND, true, true)) {
                var number = font.shown(numbering.text(i + 1, pages));
                float taken = font.width(number, SMALL);
                var said = font.lines(below, SMALL, width() - taken - FOOT, 1);
                foot.setNonStrokingColor(GREY);
                text(foot, MARGIN, MARGIN, SMALL, said.getFirst());
                text(foot, MARGIN + width() - taken, MARGIN, SMALL, number);
            }
        }
        document.save(out);
    }

    private void text(PDPageContentStream on, float x, float at, float size, String shown)
            throws IOException {
        if (shown.isEmpty()) {
            return;
        }
        on.beginText();
        on.setFont(font.font(), size);
        on.newLineAtOffset(x, at);
        on.showText(shown);
        on.endText();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
