// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import spiders.rcp.CaseForm;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cases of a sheet, each as a person would have typed it in the form. */
public record CaseSheet(Sheet sheet, List<Entry> entries) {

    private static final String NIR = "1.2.250.1.213.1.4.8";

    /** One line, read. */
    public record Entry(Sheet.Line line, CaseForm form) {}

    public CaseSheet {
        entries = List.copyOf(entries);
    }

    /** Reads a file; throws {@link SheetException} where it is no table of cases. */
    public static CaseSheet read(byte[] file) {
        var sheet = Sheet.read(file);
        var places = SheetColumn.places(sheet.header());
        if (sheet.lines().isEmpty()) {
            throw new SheetException(SheetException.Kind.EMPTY, "");
        }
        return new CaseSheet(
                sheet,
                sheet.lines().stream()
                        .map(line -> new Entry(line, form(new Cells(line, places))))
                        .toList());
    }

    /** The line that a person fills in: every column by the name that is explained. */
    public static List<String> template() {
        return Stream.of(SheetColumn.values()).map(SheetColumn::title).toList();
    }

    private record Cells(Sheet.Line line, Map<SheetColumn, Integer> places) {

        String text(SheetColumn column) {
            return places.containsKey(column) ? line.cell(places.get(column)) : "";
        }
    }

    private static CaseForm form(Cells cells) {
        var person =
                new CaseForm.Person(
                        cells.text(SheetColumn.BIRTH_NAME),
                        cells.text(SheetColumn.USED_NAME),
                        cells.text(SheetColumn.GIVEN_NAMES),
                        cells.text(SheetColumn.BIRTH_DATE),
                        Words.sex(cells.text(SheetColumn.SEX)),
                        cells.text(SheetColumn.INS),
                        NIR,
                        Words.status(cells.text(SheetColumn.INS_STATUS)));
        var identifier =
                new CaseForm.Identifier(
                        cells.text(SheetColumn.AUTHORITY), cells.text(SheetColumn.IDENTIFIER));
        return new CaseForm(
                person,
                identifier.value().isBlank() ? List.of() : List.of(identifier),
                question(cells),
                Words.reason(cells.text(SheetColumn.REASON)),
                Words.isYes(cells.text(SheetColumn.INFORMED)),
                false,
                Words.isYes(cells.text(SheetColumn.HOMONYM)));
    }

    /** Tumour and stage follow a question on lines of their own; alone they ask nothing. */
    private static String question(Cells cells) {
        var asked = cells.text(SheetColumn.QUESTION);
        return asked.isEmpty()
                ? ""
                : Stream.of(asked, cells.text(SheetColumn.TUMOUR), cells.text(SheetColumn.STAGE))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n"));
    }
}
