// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Liberation Sans, which comes with PDFBox, in one document; what it lacks is a question mark. */
final class Letters {

    private static final String FILE =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String ELLIPSIS = "\u2026";
    private static final float UNITS = 1000;

    /** No line of a page has more. */
    private static final int MOST_IN_LINE = 1000;

    private final PDType0Font font;
    private final CmapLookup glyphs;

    private Letters(PDType0Font font, CmapLookup glyphs) {
        this.font = font;
        this.glyphs = glyphs;
    }

    static Letters of(PDDocument document) throws IOException {
        try (var in = PDDocument.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException("PDFBox has no font " + FILE);
            }
            var file = new TTFParser().parse(new RandomAccessReadBuffer(in));
            document.registerTrueTypeFontForClosing(file);
            // As ligatures the letters of a name could not be searched for.
            file.setEnableGsub(false);
            return new Letters(PDType0Font.load(document, file, true), file.getUnicodeCmapLookup());
        }
    }

    PDType0Font font() {
        return font;
    }

    /** The text as the font can show it. */
    String shown(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> shown.appendCodePoint(shown(letter)));
        return shown.toString();
    }

    private int shown(int letter) {
        if (Character.isSpaceChar(letter) || Character.isISOControl(letter)) {
            return ' ';
        }
        return glyphs.getGlyphId(letter) == 0 ? '?' : letter;
    }

    /** In points, of what {@link #shown} gave. */
    float width(String shown, float size) throws IOException {
        return font.getStringWidth(shown) * size / UNITS;
    }

    /** The text on one line no wider than this; what is left out is told by an ellipsis. */
    String fitted(String text, float size, float width) throws IOException {
        boolean isLong = text.length() > MOST_IN_LINE;
        var shown = shown(isLong ? text.substring(0, MOST_IN_LINE) : text);
        if (!isLong && width(shown, size) <= width) {
            return shown;
        }
        int fits = 0;
        int most = shown.length();
        while (fits < most) {
            int middle = (fits + most + 1) >>> 1;
            boolean isFitting = width(whole(shown, middle) + ELLIPSIS, size) <= width;
            fits = isFitting ? middle : fits;
            most = isFitting ? most : middle - 1;
        }
        return whole(shown, fits) + ELLIPSIS;
    }

    /** So much of a text, less half of a letter at its end. */
    private static String whole(String text, int length) {
        boolean isHalf = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, isHalf ? length - 1 : length);
    }

    /** The text in lines no wider than this, broken at spaces, or in a word that is wider. */
    List<String> lines(String text, float size, float width) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : shown(text).strip().split(" +", -1)) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
                longer = word;
            }
            line.setLength(0);
            line.append(longer);
            while (line.length() > 1 && isWider(line, size, width)) {
                int end = fitting(line, size, width);
                lines.add(line.substring(0, end));
                line.delete(0, end);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private boolean isWider(CharSequence line, float size, float width) throws IOException {
        return line.length() > MOST_IN_LINE || width(line.toString(), size) > width;
    }

    /** How much of a text is not wider, at least a letter. */
    private int fitting(CharSequence text, float size, float width) throws IOException {
        int end = Character.charCount(Character.codePointAt(text, 0));
        float filled = width(text.subSequence(0, end).toString(), size);
        while (end < text.length()) {
            int next = end + Character.charCount(Character.codePointAt(text, end));
            filled += width(text.subSequence(end, next).toString(), size);
            if (filled > width) {
                break;
            }
            end = next;
        }
        return end;
    }
}
