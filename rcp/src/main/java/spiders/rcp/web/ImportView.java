// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.ImportLine;

import java.util.List;

/**
 * What the page of an import shows.
 *
 * @param file the sheet, encoded for an address, to be sent again with the confirmation
 * @param problem the message of why the sheet cannot be read, or empty
 * @param where the line or column that it is about, or empty
 * @param isDone whether the rows tell what was done, rather than what would be
 */
public record ImportView(
        String file, List<ImportRow> rows, String problem, String where, boolean isDone) {

    public ImportView {
        rows = List.copyOf(rows);
    }

    /** Nothing was sent yet. */
    static ImportView empty() {
        return new ImportView("", List.of(), "", "", false);
    }

    static ImportView wrong(String problem, String where) {
        return new ImportView("", List.of(), problem, where, false);
    }

    /** How many lines would be registered, or were. */
    public long registered() {
        return rows.stream()
                .filter(row ->
                        row.line().outcome() instanceof ImportLine.Outcome.WillRegister
                                || row.line().outcome() instanceof ImportLine.Outcome.Registered)
                .count();
    }

    public long refused() {
        return rows.stream().filter(row -> row.line().isRefused()).count();
    }

    public long present() {
        return rows.size() - registered() - refused();
    }
}
