// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;

/** What came of a name and a password. */
public sealed interface SignIn {

    /** Right; {@code mustChangePassword} when the password was given by somebody else. */
    record Accepted(User user, boolean mustChangePassword) implements SignIn {}

    /** The password is right, and the account has a second factor: nobody has signed in yet. */
    record SecondFactorNeeded(User user) implements SignIn {}

    /** Wrong name or wrong password; which of them is not said. */
    record Refused() implements SignIn {}

    /**
     * Too many failures under this name, whether or not it exists; nothing is tried before then.
     */
    record Locked(Instant until) implements SignIn {}
}
