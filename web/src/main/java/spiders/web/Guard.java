// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import spiders.security.Permission;

/** Who passes the door of a route. */
public sealed interface Guard {

    /** Everybody: signing in, its assets, what tells nothing. */
    record Open() implements Guard {}

    /** Whoever has signed in, whatever their roles. */
    record SignedIn() implements Guard {}

    /** Whose roles carry the permission. */
    record Needs(Permission permission) implements Guard {}
}
