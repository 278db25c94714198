// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static spiders.security.Permission.*;
import static spiders.security.Relation.*;
import static spiders.security.Role.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may do what: the one table. A row gives a permission to a role, for patients to whom one of
 * the row's relations ties the person; a row without relations concerns no patient, or all of them.
 * A permission that stands in no row is nobody's.
 *
 * <p>A second table says which objections of a patient block a permission, whoever asks.
 */
public final class AccessPolicy {

    /**
     * One row.
     *
     * @param relations each of which is enough; none is asked for where there is none
     */
    public record Row(Permission permission, Role role, Set<Relation> relations) {

        public Row {
            relations = Set.copyOf(relations);
        }
    }

    private static final Set<Relation> CARE = EnumSet.of(REQUESTER, TREATING_CENTRE, PARTICIPANT);
    private static final Set<Relation> CARE_OR_EMERGENCY =
            EnumSet.of(
                    REQUESTER,
                    TREATING_CENTRE,
                    PARTICIPANT,
                    EMERGENCY,
                    EMERGENCY_DESPITE_OBJECTION);
    private static final Set<Relation> READING =
            EnumSet.of(ON_CALL_RADIOLOGIST, PARTICIPANT, TREATING_CENTRE);
    private static final Set<Relation> PRE_READING = EnumSet.of(ON_CALL_RADIOLOGIST, PARTICIPANT);
    private static final Set<Relation> READING_OR_EMERGENCY =
            EnumSet.of(
                    ON_CALL_RADIOLOGIST,
                    PARTICIPANT,
                    TREATING_CENTRE,
                    EMERGENCY,
                    EMERGENCY_DESPITE_OBJECTION);
    private static final Set<Relation> STAFF = EnumSet.of(BOARD_STAFF);
    private static final Set<Relation> STAFF_OR_REQUESTER = EnumSet.of(BOARD_STAFF, REQUESTER);

    private static final List<Row> ROWS = rows();
    private static final Map<Permission, Set<SharingPurpose>> BLOCKED =
            new EnumMap<>(
                    Map.of(
                            REGISTER_CASE, Set.of(SharingPurpose.RCP_SHARING),
                            EDIT_CASE, Set.of(SharingPurpose.RCP_SHARING),
                            SEARCH_IMAGING, imaging(),
                            ORDER_TRANSFER, imaging(),
                            VIEW_IMAGES, imaging(),
                            PRE_READ, imaging(),
                            KEEP_STUDY, imaging()));

    private AccessPolicy() {}

    private static List<Row> rows() {
        var rows = new ArrayList<Row>();
        forAll(rows, VIEW_BOARDS, CLINICIAN, SECRETARY, RADIOLOGIST, ADMINISTRATOR);
        forAll(rows, MANAGE_SESSIONS, SECRETARY, ADMINISTRATOR);
        forAll(rows, MANAGE_BOARDS, ADMINISTRATOR);
        forAll(rows, REGISTER_CASE, CLINICIAN, SECRETARY);
        ofPatients(rows, VIEW_CASE, CLINICIAN, CARE_OR_EMERGENCY);
        ofPatients(rows, VIEW_CASE, SECRETARY, STAFF_OR_REQUESTER);
        ofPatients(rows, VIEW_CASE, RADIOLOGIST, READING_OR_EMERGENCY);
        ofPatients(rows, EDIT_CASE, CLINICIAN, CARE);
        ofPatients(rows, EDIT_CASE, SECRETARY, STAFF_OR_REQUESTER);
        ofPatients(rows, APPROVE_FICHE, CLINICIAN, STAFF);
        ofPatients(rows, APPROVE_FICHE, RADIOLOGIST, STAFF);
        ofPatients(rows, SEARCH_IMAGING, CLINICIAN, CARE_OR_EMERGENCY);
        ofPatients(rows, SEARCH_IMAGING, SECRETARY, STAFF_OR_REQUESTER);
        ofPatients(rows, SEARCH_IMAGING, RADIOLOGIST, READING_OR_EMERGENCY);
        ofPatients(rows, DECIDE_IDENTITY, CLINICIAN, CARE);
        ofPatients(rows, DECIDE_IDENTITY, RADIOLOGIST, READING);
        ofPatients(rows, ORDER_TRANSFER, CLINICIAN, CARE_OR_EMERGENCY);
        ofPatients(rows, ORDER_TRANSFER, SECRETARY, STAFF_OR_REQUESTER);
        ofPatients(rows, ORDER_TRANSFER, RADIOLOGIST, READING_OR_EMERGENCY);
        ofPatients(rows, KEEP_STUDY, CLINICIAN, CARE);
        ofPatients(rows, KEEP_STUDY, SECRETARY, STAFF);
        ofPatients(rows, KEEP_STUDY, RADIOLOGIST, READING);
        ofPatients(rows, VIEW_IMAGES, CLINICIAN, CARE_OR_EMERGENCY);
        ofPatients(rows, VIEW_IMAGES, RADIOLOGIST, READING_OR_EMERGENCY);
        ofPatients(rows, PRE_READ, RADIOLOGIST, PRE_READING);
        ofPatients(rows, RECORD_INFORMATION, CLINICIAN, CARE);
        ofPatients(rows, RECORD_INFORMATION, SECRETARY, STAFF_OR_REQUESTER);
        forAll(rows, RECORD_INFORMATION, DATA_PROTECTION_OFFICER);
        ofPatients(rows, MERGE_PATIENTS, CLINICIAN, CARE);
        ofPatients(rows, MERGE_PATIENTS, RADIOLOGIST, READING);
        forAll(rows, REJECT_IMAGES, RADIOLOGIST);
        forAll(rows, VIEW_IMAGES, PEER);
        forAll(rows, QUERY_ARCHIVE, PEER);
        forAll(rows, STORE_IMAGES, PEER);
        forAll(rows, VIEW_SOURCES, CLINICIAN, SECRETARY, RADIOLOGIST, ADMINISTRATOR);
        forAll(rows, MANAGE_SOURCES, ADMINISTRATOR);
        forAll(rows, VIEW_SYSTEM, ADMINISTRATOR);
        forAll(rows, MANAGE_ACCOUNTS, ADMINISTRATOR);
        forAll(rows, MANAGE_MEMBERS, SECRETARY, ADMINISTRATOR);
        forAll(rows, MANAGE_ROTA, CLINICIAN, SECRETARY, RADIOLOGIST, ADMINISTRATOR);
        forAll(rows, RUN_SESSION, CLINICIAN, SECRETARY);
        forAll(rows, OPEN_EMERGENCY, CLINICIAN, RADIOLOGIST);
        forAll(rows, REVIEW_EMERGENCY, DATA_PROTECTION_OFFICER);
        forAll(rows, VIEW_AUDIT, ADMINISTRATOR, DATA_PROTECTION_OFFICER);
        return List.copyOf(rows);
    }

    private static Set<SharingPurpose> imaging() {
        return Set.of(SharingPurpose.RCP_SHARING, SharingPurpose.IMAGING_SHARING);
    }

    private static void forAll(List<Row> rows, Permission permission, Role... roles) {
        for (var role : roles) {
            rows.add(new Row(permission, role, Set.of()));
        }
    }

    private static void ofPatients(
            List<Row> rows, Permission permission, Role role, Set<Relation> relations) {
        rows.add(new Row(permission, role, relations));
    }

    /** The whole table, in the order in which a person reads it. */
    public static List<Row> table() {
        return ROWS;
    }

    /**
     * Whether one of the user's roles carries the permission, for some patient at least, and their
     * token does not bar it.
     */
    public static boolean allows(User user, Permission permission) {
        return user.scope().contains(permission) && hasRole(user, permission);
    }

    /** Whether one of the user's roles carries the permission, whatever their token. */
    static boolean hasRole(User user, Permission permission) {
        return user.roles().stream().anyMatch(rolesWith(permission)::contains);
    }

    /**
     * Whether one of the user's roles carries the permission for a patient to whom these relations
     * tie the user, and their token does not bar it.
     */
    public static boolean allows(User user, Permission permission, Set<Relation> relations) {
        return user.scope().contains(permission)
                && ROWS.stream()
                        .filter(row -> row.permission() == permission)
                        .filter(row -> user.roles().contains(row.role()))
                        .anyMatch(row ->
                                row.relations().isEmpty()
                                        || row.relations().stream().anyMatch(relations::contains));
    }

    /** Whether, for this user, the permission hangs on a relation to the patient. */
    static boolean hangsOnRelation(User user, Permission permission) {
        return !allows(user, permission, Set.of());
    }

    /** The roles that carry a permission: whom to ask when it is missing. */
    public static Set<Role> rolesWith(Permission permission) {
        return ROWS.stream()
                .filter(row -> row.permission() == permission)
                .map(Row::role)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /** The objections that block a permission. */
    public static Set<SharingPurpose> blockedBy(Permission permission) {
        return BLOCKED.getOrDefault(permission, Set.of());
    }
}
