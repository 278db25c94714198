// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import spiders.security.Relations.Temporary;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one place where a service asks whether a person may: by the role, by what ties the person to
 * the patient, and by what the patient objects to. A refusal is recorded before it is thrown.
 */
public final class Access {

    private final Audit audit;
    private final Relations relations;
    private final Objections objections;

    public Access(Audit audit, Relations relations, Objections objections) {
        this.audit = audit;
        this.relations = relations;
        this.objections = objections;
    }

    /** Returns when the user may, for some patient at least, and throws otherwise. */
    public void require(User user, Permission permission) {
        if (!user.may(permission)) {
            refuse(AuditEvent.of(user, Action.ACCESS), user, permission, lack(user, permission));
        }
    }

    /** Returns when the user may do this with the patient, and throws otherwise. */
    public void require(User user, Permission permission, PatientKey patient) {
        var tied = requireRelation(user, permission, patient);
        if (!tied.contains(Relation.EMERGENCY_DESPITE_OBJECTION)
                && isBlocked(permission, patient)) {
            refuse(
                    AuditEvent.of(user, Action.ACCESS).about(patient),
                    user,
                    permission,
                    Lack.OBJECTION);
        }
    }

    /** As {@link #require(User, Permission, PatientKey)}, whatever the patient objects to. */
    public void requireDespiteObjection(User user, Permission permission, PatientKey patient) {
        requireRelation(user, permission, patient);
    }

    private Set<Relation> requireRelation(User user, Permission permission, PatientKey patient) {
        var event = AuditEvent.of(user, Action.ACCESS).about(patient);
        if (!user.may(permission)) {
            refuse(event, user, permission, lack(user, permission));
        }
        if (!AccessPolicy.hangsOnRelation(user, permission)) {
            return Set.of();
        }
        var tied = relations.of(user, patient);
        if (!AccessPolicy.allows(user, permission, tied)) {
            refuse(event, user, permission, Lack.RELATION);
        }
        return tied;
    }

    /** Whether the user might: as {@link #require(User, Permission, PatientKey)}, unrecorded. */
    public boolean allows(User user, Permission permission, PatientKey patient) {
        var tied = relations.of(user, patient);
        return AccessPolicy.allows(user, permission, tied)
                && (tied.contains(Relation.EMERGENCY_DESPITE_OBJECTION)
                        || !isBlocked(permission, patient));
    }

    /**
     * Returns when the user may do this with each of the patients, and throws otherwise: as {@link
     * #require(User, Permission, PatientKey)} of each, asked together.
     */
    public void require(User user, Permission permission, Collection<PatientKey> patients) {
        var allowed = allowed(user, permission, patients);
        patients.stream()
                .filter(patient -> !allowed.contains(patient))
                .forEach(patient -> require(user, permission, patient));
    }

    /** Those of the patients with whom the user might do this, as {@link #allows} of each. */
    public Set<PatientKey> allowed(
            User user, Permission permission, Collection<PatientKey> patients) {
        var all = Set.copyOf(patients);
        if (all.isEmpty() || !user.may(permission)) {
            return Set.of();
        }
        var tied = relations.ofEach(user, all);
        var opposed = opposed(permission, all);
        return all.stream()
                .filter(one ->
                        allows(
                                user,
                                permission,
                                tied.getOrDefault(one, Set.of()),
                                opposed.contains(one)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean allows(
            User user, Permission permission, Set<Relation> tied, boolean opposed) {
        return AccessPolicy.allows(user, permission, tied)
                && (!opposed || tied.contains(Relation.EMERGENCY_DESPITE_OBJECTION));
    }

    /** What the user might do with a patient's data: each that {@link #allows}, unrecorded. */
    public Set<Permission> allowed(User user, PatientKey patient) {
        var tied = relations.of(user, patient);
        boolean despite = tied.contains(Relation.EMERGENCY_DESPITE_OBJECTION);
        var allowed = EnumSet.noneOf(Permission.class);
        for (var permission : Permission.values()) {
            if (AccessPolicy.allows(user, permission, tied)
                    && (despite || !isBlocked(permission, patient))) {
                allowed.add(permission);
            }
        }
        return allowed;
    }

    /**
     * Those of a list whose patient the user is tied to, as the permission asks, whatever the
     * patients object to. What is left out of a list is no refusal, and is not recorded.
     */
    public <T> List<T> permitted(
            User user, Permission permission, List<T> all, Function<T, PatientKey> patient) {
        require(user, permission);
        if (!AccessPolicy.hangsOnRelation(user, permission) || all.isEmpty()) {
            return List.copyOf(all);
        }
        var patients = all.stream().map(patient).collect(Collectors.toUnmodifiableSet());
        Map<PatientKey, Set<Relation>> tied = relations.ofEach(user, patients);
        return all.stream()
                .filter(one ->
                        AccessPolicy.allows(
                                user, permission, tied.getOrDefault(patient.apply(one), Set.of())))
                .toList();
    }

    /**
     * The purpose of what the user does with the patient's data: that of an emergency access, where
     * the user has opened one, else the usual one.
     */
    public Purpose purpose(User user, PatientKey patient, Purpose usual) {
        return relations.temporary(user, patient).map(Temporary::purpose).orElse(usual);
    }

    /** When what the user may see of the patient ends at latest, where it ends by itself. */
    public Optional<Instant> end(User user, PatientKey patient) {
        return relations.temporary(user, patient).map(Temporary::until);
    }

    /**
     * Whether the patient objects to it, for what the hub does by itself on the ground of a case
     * that a person registered; asking is not recorded.
     */
    public boolean isOpposed(Permission permission, PatientKey patient) {
        return isBlocked(permission, patient);
    }

    /** Those of the patients who object to it, as {@link #isOpposed} of each, asked together. */
    public Set<PatientKey> opposed(Permission permission, Collection<PatientKey> patients) {
        var blocking = AccessPolicy.blockedBy(permission);
        if (blocking.isEmpty() || patients.isEmpty()) {
            return Set.of();
        }
        return objections.ofEach(Set.copyOf(patients)).entrySet().stream()
                .filter(one -> one.getValue().stream().anyMatch(blocking::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isBlocked(Permission permission, PatientKey patient) {
        var blocking = AccessPolicy.blockedBy(permission);
        return !blocking.isEmpty() && objections.of(patient).stream().anyMatch(blocking::contains);
    }

    private static Lack lack(User user, Permission permission) {
        return AccessPolicy.hasRole(user, permission) ? Lack.SCOPE : Lack.ROLE;
    }

    private void refuse(AuditEvent event, User user, Permission permission, Lack lack) {
        audit.record(event.objects(permission.name()).refused(lack.word()));
        throw new AccessRefusedException(user.name(), permission, lack);
    }
}
