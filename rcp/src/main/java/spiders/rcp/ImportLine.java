// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What becomes of one line of a sheet.
 *
 * @param number of the line in the file, the first being 1
 */
public record ImportLine(int number, CaseForm form, Outcome outcome) {

    /** What becomes of it. */
    public sealed interface Outcome {

        /** Nothing stands in its way; nothing is written yet. */
        record WillRegister() implements Outcome {}

        record Registered(UUID boardCase) implements Outcome {}

        /** The patient has this case on the agenda. */
        record AlreadyThere(UUID boardCase) implements Outcome {}

        /** The same person stands on a line before. */
        record Repeated(int line) implements Outcome {}

        /** The message of each field that is wrong. */
        record Wrong(Map<String, String> errors) implements Outcome {

            public Wrong {
                errors = new LinkedHashMap<>(errors);
            }
        }

        record Refused(Refusal refusal) implements Outcome {}
    }

    /** Why a line whose fields are right is not registered: a person must look. */
    public enum Refusal {
        /** An identifier or the INS names a patient with other traits. */
        IDENTITY,
        /** Somebody on the agenda has the same traits, and other identifiers. */
        TWIN,
        /** Said to be another person of the same traits, without a number to tell them apart. */
        UNNAMED_TWIN,
        /** The patient objects to being presented. */
        OBJECTION,
        /** The session takes no more cases. */
        CLOSED
    }

    /** Whether this line needs to be put right. */
    public boolean isRefused() {
        return switch (outcome) {
            case Outcome.Wrong _, Outcome.Refused _, Outcome.Repeated _ -> true;
            case Outcome.WillRegister _, Outcome.Registered _, Outcome.AlreadyThere _ -> false;
        };
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "ImportLine[" + number + "]";
    }
}
