// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

/** Nothing of what the request accepts can be sent: answered with 406. */
final class NotAcceptableException extends RuntimeException {

    NotAcceptableException() {
        super("No representation is accepted");
    }
}
