// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.Set;

/**
 * A person or a system that has signed in, as every service sees them.
 *
 * @param roles none while an administrator has not yet said what the person may do
 * @param acting in which capacity the person acts, where the identity provider knows it
 * @param scope to which permissions they are held now, for who comes with a token for a part
 */
public record User(
        UserName name,
        String displayName,
        Set<Role> roles,
        ActingActivity acting,
        Set<Permission> scope) {

    /** Every permission: who is held to these is held to none. */
    public static final Set<Permission> EVERYTHING = Set.of(Permission.values());

    private static final int MAX_DISPLAY_NAME = 120;

    /** The server itself, for what no person asked for; it has no role and so passes no door. */
    public static final User SYSTEM = new User(UserName.SYSTEM, "SPIDERS", Set.of());

    public User {
        roles = Set.copyOf(roles);
        scope = Set.copyOf(scope);
        if (displayName.isBlank() || displayName.length() > MAX_DISPLAY_NAME) {
            throw new IllegalArgumentException(
                    "a display name has 1 to %d characters".formatted(MAX_DISPLAY_NAME));
        }
        if (roles.contains(Role.PEER) && roles.size() > 1) {
            throw new IllegalArgumentException("a system has no other role");
        }
    }

    /** Who acts in no capacity that is known. */
    public User(UserName name, String displayName, Set<Role> roles) {
        this(name, displayName, roles, ActingActivity.NONE, EVERYTHING);
    }

    /** The same person, in that capacity. */
    public User actingAs(ActingActivity activity) {
        return new User(name, displayName, roles, activity, scope);
    }

    /** The same person, held to these permissions beside their roles. */
    public User within(Set<Permission> permissions) {
        return new User(name, displayName, roles, acting, permissions);
    }

    /** Whether this is a system, which has no password. */
    public boolean isPeer() {
        return roles.contains(Role.PEER);
    }

    /** Whether an administrator has not yet said what the person may do: they may nothing. */
    public boolean isPending() {
        return roles.isEmpty();
    }

    /** Whether a role carries the permission and the token allows it; asking is not recorded. */
    public boolean may(Permission permission) {
        return AccessPolicy.allows(this, permission);
    }
}
