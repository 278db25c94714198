// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/** The attributes of an image contradict each other, are missing, or claim more than allowed. */
public final class InvalidImageException extends RuntimeException {

    public InvalidImageException(String message) {
        super(message);
    }
}
