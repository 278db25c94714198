// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

/** A line of an export or of a file of anchors is not one; the message holds nothing of it. */
public final class MalformedLineException extends RuntimeException {

    MalformedLineException(String reason) {
        super(reason);
    }

    MalformedLineException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
