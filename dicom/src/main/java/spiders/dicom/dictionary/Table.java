// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.dictionary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table of the standard in tab-separated lines; a line that begins with # is a comment. */
final class Table {

    private Table() {}

    static List<String[]> rows(String resource, int columns) {
        var in = Table.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("The dictionary's table is missing: " + resource);
        }
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", columns))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
