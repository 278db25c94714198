// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** A note that says nothing is not signed. */
public final class EmptyPreReadException extends RuntimeException {

    EmptyPreReadException() {
        super("A signed pre-read has a text or a conclusion");
    }
}
