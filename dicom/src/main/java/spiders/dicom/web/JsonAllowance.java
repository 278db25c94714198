// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

/** How much JSON may still come in answer to one question, all its pages together. */
final class JsonAllowance {

    private long left;

    JsonAllowance(long bytes) {
        left = bytes;
    }

    /**
     * @throws MalformedBodyException if more has come than was allowed
     */
    void spend(int bytes) throws MalformedBodyException {
        left -= bytes;
        if (left < 0) {
            throw new MalformedBodyException(0, "an answer longer than allowed");
        }
    }
}
