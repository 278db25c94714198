// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

/** The attributes of a presentation state contradict each other, or claim more than allowed. */
public final class InvalidPresentationException extends RuntimeException {

    public InvalidPresentationException(String message) {
        super(message);
    }

    public InvalidPresentationException(String message, Throwable cause) {
        super(message, cause);
    }
}
