// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The centres of the region, as the resource {@code centres.csv} lists them. */
public final class Centres {

    private static final int COLUMNS = 8;

    private final List<Centre> centres;

    private Centres(List<Centre> centres) {
        this.centres = List.copyOf(centres);
    }

    /** Reads the resource. */
    public static Centres load() {
        var stream =
                Objects.requireNonNull(
                        Centres.class.getResourceAsStream("centres.csv"), "centres.csv");
        try (var in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return new Centres(in.lines().skip(1).map(Centres::parse).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Centre> all() {
        return centres;
    }

    public Optional<Centre> centre(String id) {
        return centres.stream().filter(centre -> centre.id().equals(id)).findFirst();
    }

    private static Centre parse(String line) {
        var column = columns(line);
        if (column.size() < COLUMNS) {
            throw new IllegalStateException("centres.csv has a short line: " + line);
        }
        return new Centre(
                column.get(0),
                column.get(1),
                column.get(2),
                column.get(3),
                column.get(4),
                column.get(5),
                Double.parseDouble(column.get(6)),
                Double.parseDouble(column.get(7)));
    }

    /** Commas within quotes separate nothing. */
    private static List<String> columns(String line) {
        var columns = new ArrayList<String>();
        var column = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                columns.add(column.toString());
                column.setLength(0);
            } else {
                column.append(c);
            }
        }
        columns.add(column.toString());
        return columns;
    }
}
