// SPDX-License-Identifier: Apache-2.0
package spiders.web.passkey;

/** What a browser sent as a new passkey does not prove what it has to; nothing was kept. */
public final class RefusedPasskeyException extends RuntimeException {

    RefusedPasskeyException(String reason) {
        super(reason);
    }
}
