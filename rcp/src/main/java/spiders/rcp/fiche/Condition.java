// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.regex.Pattern;

/**
 * How the patient is.
 *
 * @param performance the performance status of the WHO, 0 to 4; empty where nobody said
 * @param geriatric the score of a geriatric screening such as the G8, 0 to 17; may be empty
 */
public record Condition(
        String history, String comorbidities, String performance, String geriatric) {

    private static final Pattern STATUS = Pattern.compile("|[0-4]");
    private static final Pattern SCORE =
            Pattern.compile("|([0-9]|1[0-6])([.,]5)?|17", Pattern.UNICODE_CASE);

    /** Nothing said yet. */
    public static final Condition UNKNOWN = new Condition("", "", "", "");

    public Condition {
        history = Texts.paragraph(history);
        comorbidities = Texts.paragraph(comorbidities);
        performance = performance.strip();
        geriatric = geriatric.strip();
        if (!STATUS.matcher(performance).matches()) {
            throw new IllegalArgumentException("a performance status is 0 to 4");
        }
        if (!SCORE.matcher(geriatric).matches()) {
            throw new IllegalArgumentException("a G8 score is 0 to 17");
        }
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "Condition[]";
    }
}
