// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.security.UserName;

import java.util.List;

/**
 * Who reads the images before a session.
 *
 * @param accounts empty where nobody is known to
 */
public record OnDuty(List<UserName> accounts, Source source) {

    /** Why it is they. */
    public enum Source {
        /** Named for this one session. */
        SESSION,
        /** Their turn in the board's rota. */
        ROTA,
        /** No turn covers the day: the radiologists of the board. */
        BOARD
    }

    public OnDuty {
        accounts = List.copyOf(accounts);
    }

    /** As one line, or empty. */
    public String names() {
        return String.join(", ", accounts.stream().map(UserName::value).toList());
    }
}
