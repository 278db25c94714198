// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name a person signs in with: 2 to 64 of the letters a to z, digits, dot, hyphen and
 * underscore.
 *
 * <p>Case and surrounding spaces carry no meaning.
 */
public record UserName(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");

    /**
     * What the server does on nobody's request is recorded under this name; nobody signs in as it.
     */
    public static final UserName SYSTEM = new UserName("spiders");

    /** Who could not be named: a visitor who has not signed in. */
    public static final UserName ANONYMOUS = new UserName("anonymous");

    public UserName {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a user name is 2 to 64 of a-z, 0-9, dot, hyphen and underscore");
        }
    }

    /** Whether the name belongs to the server itself, and so to no person. */
    public boolean isReserved() {
        return equals(SYSTEM) || equals(ANONYMOUS);
    }

    @Override
    public String toString() {
        return value;
    }
}
