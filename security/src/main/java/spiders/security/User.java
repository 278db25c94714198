// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.Set;

/** A person or a system that has signed in, as every service sees them. */
public record User(UserName name, String displayName, Set<Role> roles) {

    private static final int MAX_DISPLAY_NAME = 120;

    /** The server itself, for what no person asked for; it has no role and so passes no door. */
    public static final User SYSTEM = new User(UserName.SYSTEM, "SPIDERS", Set.of());

    public User {
        roles = Set.copyOf(roles);
        if (displayName.isBlank() || displayName.length() > MAX_DISPLAY_NAME) {
            throw new IllegalArgumentException(
                    "a display name has 1 to %d characters".formatted(MAX_DISPLAY_NAME));
        }
        if (roles.contains(Role.PEER) && roles.size() > 1) {
            throw new IllegalArgumentException("a system has no other role");
        }
    }

    /** Whether this is a system, which has no password. */
    public boolean isPeer() {
        return roles.contains(Role.PEER);
    }

    /** Whether one of the roles carries the permission; asking is not recorded. */
    public boolean may(Permission permission) {
        return AccessPolicy.allows(this, permission);
    }
}
