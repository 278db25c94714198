// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** Who asked may not do this; the refusal is recorded already. */
public final class AccessRefusedException extends RuntimeException {

    private final UserName user;
    private final Permission permission;
    private final Lack lack;

    public AccessRefusedException(UserName user, Permission permission, Lack lack) {
        super("%s was refused %s: %s".formatted(user, permission, lack.word()));
        this.user = user;
        this.permission = permission;
        this.lack = lack;
    }

    /** Who asked. */
    public UserName user() {
        return user;
    }

    /** What they lack. */
    public Permission permission() {
        return permission;
    }

    /** Why they lack it. */
    public Lack lack() {
        return lack;
    }
}
