// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

import java.io.IOException;
import java.nio.file.Path;

/** What is on the pages of a report. */
final class Paper {

    static final int BLUE = 0x0072B2;
    static final int VERMILION = 0xD55E00;

    private Paper() {}

    static String text(Path pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** How many pixels of all pages have a colour. */
    static int pixels(Path pdf, int rgb) throws IOException {
        int found = 0;
        try (var document = Loader.loadPDF(pdf.toFile())) {
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                var image = new PDFRenderer(document).renderImageWithDPI(page, 144);
                for (int y = 0; y < image.getHeight(); y++) {
                    for (int x = 0; x < image.getWidth(); x++) {
                        found += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
                    }
                }
            }
        }
        return found;
    }
}
