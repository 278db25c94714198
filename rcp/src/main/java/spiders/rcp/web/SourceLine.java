// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.retrieval.Message;
import spiders.retrieval.SourceAnswer;
import spiders.web.State;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;

/**
 * One source in the strip of a search.
 *
 * @param outcome the end of the key of its word: {@code FOUND}, {@code LATE} …
 * @param telephone whom to call, or empty
 */
public record SourceLine(
        String id,
        String name,
        String outcome,
        int studies,
        Duration took,
        Message message,
        String detail,
        String telephone) {

    static SourceLine waiting(String id, String name) {
        return new SourceLine(id, name, "WAITING", 0, Duration.ZERO, Message.NONE, "", "");
    }

    static SourceLine of(SourceAnswer answer, String name, String telephone) {
        int studies = answer instanceof SourceAnswer.Found found ? found.studies() : 0;
        return new SourceLine(
                answer.source(),
                name,
                outcome(answer),
                studies,
                answer.took(),
                answer.message(),
                answer.detail(),
                telephone);
    }

    static String outcome(SourceAnswer answer) {
        return switch (answer) {
            case SourceAnswer.Found _ -> "FOUND";
            case SourceAnswer.None _ -> "NONE";
            case SourceAnswer.Late _ -> "LATE";
            case SourceAnswer.Refused _ -> "REFUSED";
            case SourceAnswer.Off _ -> "OFF";
            case SourceAnswer.Failed _ -> "FAILED";
        };
    }

    public State state() {
        return switch (outcome) {
            case "FOUND" -> State.DONE;
            case "NONE" -> State.NONE;
            case "LATE" -> State.LATE;
            case "REFUSED" -> State.REFUSED;
            case "OFF" -> State.OFF;
            case "FAILED" -> State.FAILED;
            default -> State.RUNNING;
        };
    }

    /** Whether it said that it knows, or does not know, the patient. */
    public boolean answered() {
        return outcome.equals("FOUND") || outcome.equals("NONE");
    }

    /** Whether somebody has to do something about it. */
    public boolean isProblem() {
        return !answered() && !outcome.equals("WAITING");
    }

    /** {@code 0,4}. */
    public String seconds(Locale locale) {
        var format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(took.toMillis() / 1000.0);
    }
}
