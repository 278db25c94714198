// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** A person asked for what their roles do not carry; the refusal is already in the audit. */
public final class AccessRefusedException extends RuntimeException {

    private final UserName user;
    private final Permission permission;

    public AccessRefusedException(UserName user, Permission permission) {
        super("%s has no role with %s".formatted(user, permission));
        this.user = user;
        this.permission = permission;
    }

    /** Who asked. */
    public UserName user() {
        return user;
    }

    /** What they lack. */
    public Permission permission() {
        return permission;
    }
}
