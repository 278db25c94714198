// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

/** The mail server did not take a message. */
public final class MailNotSentException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MailNotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
