// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.deid.Rule.Cleaning;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Rows of PS3.15 that give a basic action, and what each option makes of it. */
final class ConfidentialityTable {

    private static final List<ConfidentialityOption> ATTRIBUTE_COLUMNS =
            List.of(
                    ConfidentialityOption.RETAIN_SAFE_PRIVATE,
                    ConfidentialityOption.RETAIN_UIDS,
                    ConfidentialityOption.RETAIN_DEVICE_IDENTITY,
                    ConfidentialityOption.RETAIN_INSTITUTION_IDENTITY,
                    ConfidentialityOption.RETAIN_PATIENT_CHARACTERISTICS,
                    ConfidentialityOption.RETAIN_FULL_DATES,
                    ConfidentialityOption.RETAIN_MODIFIED_DATES,
                    ConfidentialityOption.CLEAN_DESCRIPTORS,
                    ConfidentialityOption.CLEAN_STRUCTURED_CONTENT,
                    ConfidentialityOption.CLEAN_GRAPHICS);
    private static final List<ConfidentialityOption> CONTENT_COLUMNS =
            ATTRIBUTE_COLUMNS.subList(1, 8);

    /** The rows of Table E.1-1: the key is a tag, {@code 50xxxxxx}, {@code private}. */
    static final List<Row> ATTRIBUTES = rows("confidentiality.tsv", "E.1-1", 1, ATTRIBUTE_COLUMNS);

    /** The rows of Table E.3.4-1: the key is code, scheme and value type, tabs between. */
    static final List<Row> CONTENT_ITEMS = rows("content-items.tsv", "E.3.4-1", 3, CONTENT_COLUMNS);

    private ConfidentialityTable() {}

    /** One row. */
    record Row(
            String key,
            String table,
            Prescription basic,
            Map<ConfidentialityOption, Prescription> byOption) {

        Row {
            byOption = Map.copyOf(byOption);
        }

        /** What a profile makes of the row: C of an option before K of one, then the basic. */
        Rule in(DeidentificationProfile profile) {
            for (var wanted : List.of(Prescription.C, Prescription.K)) {
                for (var option : profile.ordered()) {
                    if (byOption.get(option) == wanted) {
                        var because =
                                "%s %s (%s)".formatted(table, wanted.code(), option.meaning());
                        return new Rule(wanted, basic, cleaning(wanted, option), because);
                    }
                }
            }
            return new Rule(basic, basic, Cleaning.NONE, table + " " + basic.code());
        }

        private static Cleaning cleaning(Prescription wanted, ConfidentialityOption option) {
            if (wanted != Prescription.C) {
                return Cleaning.NONE;
            }
            return switch (option) {
                case RETAIN_MODIFIED_DATES -> Cleaning.DATES;
                case CLEAN_DESCRIPTORS, RETAIN_PATIENT_CHARACTERISTICS -> Cleaning.TEXT;
                case CLEAN_STRUCTURED_CONTENT -> Cleaning.CONTENT;
                case CLEAN_GRAPHICS -> Cleaning.GRAPHICS;
                case RETAIN_DEVICE_IDENTITY -> Cleaning.DEVICE;
                case RETAIN_SAFE_PRIVATE,
                        RETAIN_UIDS,
                        RETAIN_INSTITUTION_IDENTITY,
                        RETAIN_FULL_DATES,
                        CLEAN_PIXEL_DATA,
                        CLEAN_RECOGNIZABLE_VISUAL_FEATURES ->
                        Cleaning.NONE;
            };
        }
    }

    private static List<Row> rows(
            String resource, String table, int keyColumns, List<ConfidentialityOption> columns) {
        var rows = new ArrayList<Row>();
        for (var line : lines(resource)) {
            var cells = line.split("\t", -1);
            var key = String.join("\t", List.of(cells).subList(0, keyColumns));
            var byOption =
                    new EnumMap<ConfidentialityOption, Prescription>(ConfidentialityOption.class);
            for (int i = keyColumns + 1; i < cells.length; i++) {
                if (!cells[i].isEmpty()) {
                    byOption.put(columns.get(i - keyColumns - 1), Prescription.of(cells[i]));
                }
            }
            rows.add(new Row(key, table, Prescription.of(cells[keyColumns]), byOption));
        }
        return List.copyOf(rows);
    }

    /** The lines of a resource of this package, comments left out. */
    static List<String> lines(String resource) {
        var in = ConfidentialityTable.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("The toolkit's table is missing: " + resource);
        }
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
