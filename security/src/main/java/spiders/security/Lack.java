// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.Locale;

/** Why access was refused. */
public enum Lack {
    /** No role of the person carries the permission. */
    ROLE,
    /** A role carries the permission, and the token that was shown is not for it. */
    SCOPE,
    /** Nothing ties the person to the patient; that the patient is known must not be told. */
    RELATION,
    /** The patient objects. */
    OBJECTION;

    /** As the audit writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
