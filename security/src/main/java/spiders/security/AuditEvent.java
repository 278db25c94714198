// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * One line of the audit: who did what, to whose data, why, and how it ended. Time and node are
 * added by the {@link Audit}.
 *
 * @param patients the patients concerned: none, one, or for a list several
 * @param objects what was touched: UIDs, identifiers of cases or sources; never a name
 * @param detail a few words without patient data
 * @param acting in which capacity, where it is known; {@link #detail()} says it too, in brackets
 */
public record AuditEvent(
        UserName who,
        Action action,
        Set<PatientKey> patients,
        List<String> objects,
        Purpose purpose,
        Outcome outcome,
        String detail,
        ActingActivity acting) {

    /** The detail of who read a list of patients' names, and opened none of them. */
    public static final String AGENDA = "agenda";

    private static final int MAX_OBJECT = 128;
    private static final int MAX_DETAIL = 500;

    public AuditEvent {
        patients = Set.copyOf(patients);
        objects = objects.stream().map(object -> cut(object, MAX_OBJECT)).toList();
        detail = cut(detail, MAX_DETAIL);
    }

    /** Of who acts in no capacity that is known. */
    public AuditEvent(
            UserName who,
            Action action,
            Set<PatientKey> patients,
            List<String> objects,
            Purpose purpose,
            Outcome outcome,
            String detail) {
        this(who, action, patients, objects, purpose, outcome, detail, ActingActivity.NONE);
    }

    /** A success of the user with no patient, no object, and administration as its purpose. */
    public static AuditEvent of(User user, Action action) {
        var event = of(user.name(), action);
        return new AuditEvent(
                event.who,
                action,
                event.patients,
                event.objects,
                event.purpose,
                event.outcome,
                event.detail,
                user.acting());
    }

    @Override
    public String detail() {
        if (acting.isNone()) {
            return detail;
        }
        return (detail + " [" + acting.text() + "]").strip();
    }

    /** As {@link #of(User, Action)}, for who has no {@link User} yet. */
    public static AuditEvent of(UserName who, Action action) {
        Purpose purpose =
                who.isReserved() ? new Purpose.SystemTask() : new Purpose.Administration();
        return new AuditEvent(who, action, Set.of(), List.of(), purpose, Outcome.SUCCESS, "");
    }

    /** The same event, about this patient too. */
    public AuditEvent about(PatientKey patient) {
        var all = new ArrayList<>(patients);
        all.add(patient);
        return new AuditEvent(
                who, action, Set.copyOf(all), objects, purpose, outcome, detail, acting);
    }

    /** The same event, with these objects. */
    public AuditEvent objects(Collection<String> touched) {
        return new AuditEvent(
                who, action, patients, List.copyOf(touched), purpose, outcome, detail, acting);
    }

    /** The same event, with these objects. */
    public AuditEvent objects(String... touched) {
        return objects(List.of(touched));
    }

    /** The same event, for this purpose. */
    public AuditEvent purpose(Purpose because) {
        return new AuditEvent(who, action, patients, objects, because, outcome, detail, acting);
    }

    /** The same event, with a few words without patient data. */
    public AuditEvent detail(String words) {
        return new AuditEvent(who, action, patients, objects, purpose, outcome, words, acting);
    }

    /** The same event, refused. */
    public AuditEvent refused(String reason) {
        return new AuditEvent(
                who, action, patients, objects, purpose, Outcome.REFUSED, reason, acting);
    }

    /** The same event, failed. */
    public AuditEvent failed(String reason) {
        return new AuditEvent(
                who, action, patients, objects, purpose, Outcome.FAILED, reason, acting);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
