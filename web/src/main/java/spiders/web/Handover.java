// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import spiders.security.UserName;

/**
 * A password or a token to hand over, shown on the one page that answers its making.
 *
 * @param messageKey what it is, with the name in it
 */
public record Handover(String messageKey, String name, String secret) {

    static final Handover NOTHING = new Handover("", "", "");

    static Handover password(UserName name, String password) {
        return new Handover("web.accounts.handover", name.value(), password);
    }

    static Handover token(UserName name, String token) {
        return new Handover("web.accounts.handoverToken", name.value(), token);
    }

    @Override
    public String toString() {
        return "secret of " + name;
    }
}
