// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

/**
 * One field, what we hold, what the source says, and how the two compare; "" where nothing is said.
 */
public record FieldComparison(
        ComparedField field, String ours, String theirs, FieldOutcome outcome) {

    /** Without the values, which are a patient's. */
    @Override
    public String toString() {
        return field + "=" + outcome;
    }
}
