// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** What was sent is larger than is taken: answered with 413. */
public final class TooLargeException extends RuntimeException {

    public TooLargeException(String message) {
        super(message);
    }
}
