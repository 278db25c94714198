// SPDX-License-Identifier: Apache-2.0
package spiders.web.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * A report to be printed: headings, paragraphs and facts, from top to bottom. All of it is text
 * that may come from anybody: what the font cannot show is replaced, and nothing is cut.
 *
 * @param locale the language of the text
 * @param below what stands at the foot of every page, beside its number
 * @param numbering how a page is numbered
 */
public record PdfReport(
        Locale locale,
        String title,
        String below,
        PdfTable.Numbering numbering,
        List<Block> blocks) {

    /** A part of a report. */
    public sealed interface Block {

        /** Begins a section; it stands on the page of what follows it. */
        record Heading(String text) implements Block {

            /** Without what it says. */
            @Override
            public String toString() {
                return "Heading[]";
            }
        }

        /** Text with its ends of lines. */
        record Paragraph(String text) implements Block {

            /** Without what it says. */
            @Override
            public String toString() {
                return "Paragraph[]";
            }
        }

        /** What something is, beside its name. */
        record Fact(String name, String text) implements Block {

            /** Without what it says. */
            @Override
            public String toString() {
                return "Fact[]";
            }
        }
    }

    public PdfReport {
        blocks = List.copyOf(blocks);
    }

    /** The file. */
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try (var sheets = new PdfSheets(title, locale)) {
            new PdfReportWriter(sheets).write(this);
            sheets.write(out, below, numbering);
        } catch (IOException e) {
            throw new UncheckedIOException("a PDF in memory was not written", e);
        }
        return out.toByteArray();
    }

    /** Prints itself without what stands in it. */
    @Override
    public String toString() {
        return "PdfReport[" + blocks.size() + " blocks]";
    }
}
