// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** No account has the name that could have this done with it: none at all, or none of the kind. */
public final class NoSuchAccountException extends RuntimeException {

    private final UserName name;

    NoSuchAccountException(UserName name) {
        super("no such account: " + name);
        this.name = name;
    }

    /** What was asked for. */
    public UserName name() {
        return name;
    }
}
