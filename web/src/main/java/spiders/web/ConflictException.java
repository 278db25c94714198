// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/**
 * What was asked does not fit the present state: answered with 409 and the messages {@code
 * KEY.title} and {@code KEY.detail}.
 */
public final class ConflictException extends RuntimeException {

    private final String key;

    public ConflictException(String key) {
        super(key);
        this.key = key;
    }

    /** The key of its messages. */
    public String key() {
        return key;
    }
}
