// SPDX-License-Identifier: Apache-2.0
package spiders.web.pdf;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Liberation Sans, of which a document keeps the letters that it uses, so that it looks alike
 * everywhere. It has the letters of European languages; another is shown as a question mark.
 */
final class PdfFont {

    /** Comes with PDFBox. */
    private static final String FILE =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final int REPLACEMENT = '?';
    private static final String ELLIPSIS = "\u2026";

    /** A font's widths are in thousandths of its size. */
    private static final float UNITS = 1000;

    private final PDType0Font font;
    private final CmapLookup letters;

    private PdfFont(PDType0Font font, CmapLookup letters) {
        this.font = font;
        this.letters = letters;
    }

    /** For one document, which closes it. */
    static PdfFont of(PDDocument document) throws IOException {
        try (var in = PDDocument.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException("PDFBox has no font " + FILE);
            }
            var file = new TTFParser().parse(new RandomAccessReadBuffer(in));
            document.registerTrueTypeFontForClosing(file);
            // A ligature would not be found again as the letters that it is of.
            file.setEnableGsub(false);
            var letters = file.getUnicodeCmapLookup();
            return new PdfFont(PDType0Font.load(document, file, true), letters);
        }
    }

    PDType0Font font() {
        return font;
    }

    /** The text as the font can show it, on one line. */
    String shown(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints()
                .filter(letter -> Character.getType(letter) != Character.FORMAT)
                .map(this::shown)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private int shown(int letter) {
        if (Character.isWhitespace(letter)
                || Character.isSpaceChar(letter)
                || Character.isISOControl(letter)) {
            return ' ';
        }
        return letters.getGlyphId(letter) == 0 ? REPLACEMENT : letter;
    }

    /** In points, of what {@link #shown} gave. */
    float width(String shown, float size) throws IOException {
        return font.getStringWidth(shown) * size / UNITS;
    }

    /**
     * The text in lines no wider than so many points, broken at spaces, within a word where one is
     * wider; of more lines than allowed the last one ends in an ellipsis.
     */
    List<String> lines(String text, float size, float width, int most) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : shown(text).strip().split(" +", -1)) {
            if (!line.isEmpty() && width(line + " " + word, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (!line.isEmpty()
                    && lines.size() <= most
                    && width(line.toString(), size) > width) {
                int end = fitting(line, size, width);
                lines.add(line.substring(0, end));
                line.delete(0, end);
            }
            if (lines.size() > most) {
                break;
            }
        }
        lines.add(line.toString());
        return lines.size() <= most ? lines : cut(lines.subList(0, most), size, width);
    }

    private List<String> cut(List<String> lines, float size, float width) throws IOException {
        var last = new StringBuilder(lines.getLast()).append(ELLIPSIS);
        while (last.length() > 1 && width(last.toString(), size) > width) {
            int before = last.offsetByCodePoints(last.length() - 1, -1);
            last.delete(before, last.length() - 1);
        }
        lines.set(lines.size() - 1, last.toString());
        return lines;
    }

    /** How much of a text is not wider, at least a letter. */
    private int fitting(CharSequence text, float size, float width) throws IOException {
        int end = Character.charCount(Character.codePointAt(text, 0));
        float used = width(text.subSequence(0, end).toString(), size);
        while (end < text.length()) {
            int next = end + Character.charCount(Character.codePointAt(text, end));
            used += width(text.subSequence(end, next).toString(), size);
            if (used > width) {
                break;
            }
            end = next;
        }
        return end;
    }
}
