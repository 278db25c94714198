// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a sheet that spreadsheets open in the right encoding: UTF-8 with its mark, semicolons,
 * every cell in quotation marks. No cell is taken for a formula, whoever wrote it.
 */
public final class SheetWriter {

    private static final String FORMULAS = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder("\uFEFF");

    public SheetWriter line(List<String> cells) {
        text.append(cells.stream().map(SheetWriter::cell).collect(Collectors.joining(";")))
                .append("\r\n");
        return this;
    }

    public byte[] bytes() {
        return text.toString().getBytes(UTF_8);
    }

    private static String cell(String value) {
        boolean isFormula = !value.isEmpty() && FORMULAS.indexOf(value.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
