// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/**
 * The one place where a service asks whether a person may; a refusal is recorded before it is
 * thrown.
 */
public final class Access {

    private final Audit audit;

    public Access(Audit audit) {
        this.audit = audit;
    }

    /** Returns when the user may, and throws otherwise. */
    public void require(User user, Permission permission) {
        if (!user.may(permission)) {
            refuse(AuditEvent.of(user, Action.ACCESS), user, permission);
        }
    }

    /** As {@link #require(User, Permission)}, for what concerns one patient. */
    public void require(User user, Permission permission, PatientKey patient) {
        if (!user.may(permission)) {
            refuse(AuditEvent.of(user, Action.ACCESS).about(patient), user, permission);
        }
    }

    private void refuse(AuditEvent event, User user, Permission permission) {
        audit.record(event.objects(permission.name()).refused("role"));
        throw new AccessRefusedException(user.name(), permission);
    }
}
