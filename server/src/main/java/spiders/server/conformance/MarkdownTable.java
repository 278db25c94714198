// SPDX-License-Identifier: Apache-2.0
package spiders.server.conformance;

import java.util.List;

/** A table of Markdown, row by row. */
final class MarkdownTable {

    private final int columns;
    private final StringBuilder text = new StringBuilder();

    MarkdownTable(String... head) {
        columns = head.length;
        add(head);
        text.append("|---".repeat(columns)).append("|\n");
    }

    /** Adds a row; a cell without a value gets a dash. */
    MarkdownTable add(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(
                    "%d cells in a table of %d columns".formatted(cells.length, columns));
        }
        for (var cell : cells) {
            text.append("| ").append(cell.isEmpty() ? "–" : escaped(cell)).append(' ');
        }
        text.append("|\n");
        return this;
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|");
    }

    /** As code, one after the other. */
    static String codes(List<String> texts) {
        return String.join(", ", texts.stream().map(MarkdownTable::code).toList());
    }

    static String code(String text) {
        return "`" + text + "`";
    }

    /** Without its last line feed. */
    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
