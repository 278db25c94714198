// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

/** The body is of a media type, or packed in a way, that is not taken: 415. */
final class UnsupportedBodyException extends RuntimeException {

    UnsupportedBodyException(String message) {
        super(message);
    }
}
