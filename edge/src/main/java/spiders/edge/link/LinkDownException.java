// SPDX-License-Identifier: Apache-2.0
package spiders.edge.link;

/** The hub was not reached, or did not do what it was asked; the same may well succeed later. */
public final class LinkDownException extends Exception {

    public LinkDownException(String message) {
        super(message);
    }

    public LinkDownException(Throwable cause) {
        super(cause);
    }
}
