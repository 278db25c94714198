// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.security.UserName;

import java.time.Instant;

/** Among which studies a search looks. */
public sealed interface Scope {

    /** Those that a user holds a grant for at an instant. */
    record Granted(UserName user, Instant now) implements Scope {}

    /** All of them: for who may query the archive as a whole. */
    record Everything() implements Scope {}
}
