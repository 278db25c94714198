// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static spiders.security.Permission.DECIDE_IDENTITY;
import static spiders.security.Permission.EDIT_CASE;
import static spiders.security.Permission.KEEP_STUDY;
import static spiders.security.Permission.MANAGE_ACCOUNTS;
import static spiders.security.Permission.MANAGE_BOARDS;
import static spiders.security.Permission.MANAGE_SESSIONS;
import static spiders.security.Permission.MANAGE_SOURCES;
import static spiders.security.Permission.ORDER_TRANSFER;
import static spiders.security.Permission.QUERY_ARCHIVE;
import static spiders.security.Permission.REGISTER_CASE;
import static spiders.security.Permission.REJECT_IMAGES;
import static spiders.security.Permission.SEARCH_IMAGING;
import static spiders.security.Permission.STORE_IMAGES;
import static spiders.security.Permission.VIEW_AUDIT;
import static spiders.security.Permission.VIEW_BOARDS;
import static spiders.security.Permission.VIEW_CASE;
import static spiders.security.Permission.VIEW_IMAGES;
import static spiders.security.Permission.VIEW_SOURCES;
import static spiders.security.Permission.VIEW_SYSTEM;
import static spiders.security.Role.ADMINISTRATOR;
import static spiders.security.Role.CLINICIAN;
import static spiders.security.Role.PEER;
import static spiders.security.Role.RADIOLOGIST;
import static spiders.security.Role.SECRETARY;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which role may do what: the one table. A permission that stands in no row is nobody's. */
public final class AccessPolicy {

    private static final Map<Permission, Set<Role>> TABLE = new EnumMap<>(Permission.class);

    static {
        allow(VIEW_BOARDS, CLINICIAN, SECRETARY, RADIOLOGIST, ADMINISTRATOR);
        allow(MANAGE_SESSIONS, SECRETARY, ADMINISTRATOR);
        allow(MANAGE_BOARDS, ADMINISTRATOR);
        allow(REGISTER_CASE, CLINICIAN, SECRETARY);
        allow(VIEW_CASE, CLINICIAN, SECRETARY, RADIOLOGIST);
        allow(EDIT_CASE, CLINICIAN, SECRETARY);
        allow(SEARCH_IMAGING, CLINICIAN, SECRETARY, RADIOLOGIST);
        allow(DECIDE_IDENTITY, CLINICIAN, RADIOLOGIST);
        allow(ORDER_TRANSFER, CLINICIAN, SECRETARY, RADIOLOGIST);
        allow(REJECT_IMAGES, RADIOLOGIST);
        allow(KEEP_STUDY, CLINICIAN, SECRETARY, RADIOLOGIST);
        allow(VIEW_IMAGES, CLINICIAN, RADIOLOGIST, PEER);
        allow(QUERY_ARCHIVE, PEER);
        allow(STORE_IMAGES, PEER);
        allow(VIEW_SOURCES, CLINICIAN, SECRETARY, RADIOLOGIST, ADMINISTRATOR);
        allow(MANAGE_SOURCES, ADMINISTRATOR);
        allow(VIEW_SYSTEM, ADMINISTRATOR);
        allow(MANAGE_ACCOUNTS, ADMINISTRATOR);
        allow(VIEW_AUDIT, ADMINISTRATOR);
    }

    private AccessPolicy() {}

    /** Whether one of the user's roles carries the permission. */
    public static boolean allows(User user, Permission permission) {
        return user.roles().stream().anyMatch(rolesWith(permission)::contains);
    }

    /** The roles that carry a permission: whom to ask when it is missing. */
    public static Set<Role> rolesWith(Permission permission) {
        return TABLE.getOrDefault(permission, Set.of());
    }

    private static void allow(Permission permission, Role first, Role... others) {
        TABLE.put(permission, Set.copyOf(EnumSet.of(first, others)));
    }
}
