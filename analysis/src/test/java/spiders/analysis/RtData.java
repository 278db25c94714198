// SPDX-License-Identifier: Apache-2.0
package spiders.analysis;

import spiders.dicom.data.DataSet;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Public structure sets and doses, and what independent programs computed of them. */
public final class RtData {

    private RtData() {}

    /** Reads a DICOM file by its folder and name. */
    public static DataSet dataSet(String name) {
        try (var in = new GZIPInputStream(open(name + ".dcm.gz"))) {
            return Part10.read(new BufferedInputStream(in), ReadOptions.defaults()).dataSet();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Reads a table whose first line names the columns. */
    public static List<Row> table(String name) {
        try (var in = open(name)) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            var names = lines.getFirst().split(",", -1);
            var rows = new ArrayList<Row>();
            for (var line : lines.subList(1, lines.size())) {
                var cells = line.split(",", -1);
                var row = new HashMap<String, String>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], cells[i]);
                }
                rows.add(new Row(row));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(
                RtData.class.getResourceAsStream("/spiders/analysis/rt/" + name), name);
    }

    /** A line of a table. */
    public record Row(Map<String, String> cells) {

        public String text(String column) {
            return Objects.requireNonNull(cells.get(column), column);
        }

        public double number(String column) {
            return Double.parseDouble(text(column));
        }
    }
}
