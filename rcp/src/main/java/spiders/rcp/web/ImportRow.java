// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.ImportLine;
import spiders.rcp.ImportLine.Outcome;
import spiders.web.Messages;
import spiders.web.State;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of an import as the page shows it.
 *
 * @param said the message that names the outcome
 * @param reasons why it is refused, as sentences
 */
public record ImportRow(
        ImportLine line, State state, String said, List<String> reasons, List<UUID> boardCase) {

    public ImportRow {
        reasons = List.copyOf(reasons);
        boardCase = List.copyOf(boardCase);
    }

    static ImportRow of(ImportLine line, Messages messages, Locale locale) {
        var text = new Text(messages, locale);
        return switch (line.outcome()) {
            case Outcome.WillRegister() -> row(line, State.PLANNED, "will");
            case Outcome.Registered(var id) -> row(line, State.DONE, "registered", id);
            case Outcome.AlreadyThere(var id) -> row(line, State.NONE, "there", id);
            case Outcome.Repeated(int before) -> refused(line, List.of(text.repeated(before)));
            case Outcome.Wrong(var errors) ->
                    refused(
                            line,
                            errors.entrySet().stream()
                                    .map(error -> text.error(error.getKey(), error.getValue()))
                                    .toList());
            case Outcome.Refused(var refusal) -> refused(line, List.of(text.refusal(refusal)));
        };
    }

    private record Text(Messages messages, Locale locale) {

        String repeated(int before) {
            return messages.text(locale, "rcp.import.repeated", before);
        }

        String error(String field, String message) {
            return messages.text(
                    locale,
                    "rcp.import.field",
                    messages.text(locale, label(field)),
                    messages.text(locale, message));
        }

        /** What the form has as a whole sentence is a column here. */
        private static String label(String field) {
            return field.equals("patientInformed") ? "rcp.import.informed" : "rcp.form." + field;
        }

        String refusal(ImportLine.Refusal refusal) {
            return messages.text(locale, "rcp.import.refusal." + refusal);
        }
    }

    private static ImportRow row(ImportLine line, State state, String said, UUID... boardCase) {
        return new ImportRow(
                line, state, "rcp.import.outcome." + said, List.of(), List.of(boardCase));
    }

    private static ImportRow refused(ImportLine line, List<String> reasons) {
        return new ImportRow(line, State.REFUSED, "rcp.import.outcome.refused", reasons, List.of());
    }

    /** The case to open, where there is one. */
    public Optional<UUID> opens() {
        return boardCase.stream().findFirst();
    }

    /** The patient, as the line writes it. */
    public String person() {
        var person = line.form().person();
        return (person.birthName() + " " + person.givenNames()).strip();
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "ImportRow[" + line.number() + "]";
    }
}
