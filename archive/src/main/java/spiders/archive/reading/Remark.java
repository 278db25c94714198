// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

/**
 * What is said of one examination.
 *
 * @param examination as a reader calls it
 */
public record Remark(String examination, String text) {

    /** Without what it says of a patient. */
    @Override
    public String toString() {
        return "Remark[%d characters]".formatted(text.length());
    }
}
