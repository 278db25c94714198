// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table for spreadsheets (RFC 4180), with a byte order mark and the separator that they expect in
 * the language of the reader. A cell that they would take for a formula begins with an apostrophe.
 */
final class Csv {

    private static final MediaType CSV = new MediaType("text", "csv", UTF_8);
    private static final String FORMULA = "=+-@\t\r";

    private final String separator;
    private final StringBuilder text = new StringBuilder("\ufeff");

    Csv(Locale locale) {
        separator = locale.getLanguage().equals("fr") ? ";" : ",";
    }

    /** Appends a row. */
    Csv row(Object... cells) {
        var quoted = new ArrayList<String>();
        for (var cell : List.of(cells)) {
            quoted.add(quoted(cell.toString()));
        }
        text.append(String.join(separator, quoted)).append("\r\n");
        return this;
    }

    private static String quoted(String cell) {
        boolean isFormula = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0;
        var safe = isFormula ? "'" + cell : cell;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** As a file to be saved under a name. */
    ServerResponse response(String name) {
        return ServerResponse.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(text.toString().getBytes(UTF_8));
    }
}
