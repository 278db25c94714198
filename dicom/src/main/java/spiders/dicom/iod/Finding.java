// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;

/**
 * Something that an object does otherwise than the standard says.
 *
 * @param text in English; it never holds a value, which may be a patient's
 * @param section of the standard that says so: {@code PS3.3 C.7.3.1}
 */
public record Finding(
        Severity severity, Rule rule, AttributePath path, String text, String section) {

    @Override
    public String toString() {
        return "%s %s %s: %s (%s)".formatted(severity, rule, path, text, section);
    }
}
