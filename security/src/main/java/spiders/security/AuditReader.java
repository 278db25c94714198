// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import spiders.security.store.AuditTable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/** Reads the audit, for who may; reading it is itself recorded. */
public final class AuditReader {

    /** Of a report: what is asked for beyond is asked for by a shorter time. */
    public static final int MOST_LINES = 5000;

    private final AuditTable table;
    private final Access access;
    private final Function<PatientKey, List<PatientKey>> registrations;

    /**
     * A reader.
     *
     * @param registrations all keys under which a patient's person is registered
     */
    public AuditReader(
            AuditTable table, Access access, Function<PatientKey, List<PatientKey>> registrations) {
        this.table = table;
        this.access = access;
        this.registrations = registrations;
    }

    /** The lines that match, newest first. */
    public List<AuditLine> search(User user, AuditSearch search) {
        access.require(user, Permission.VIEW_AUDIT);
        var event = AuditEvent.of(user, Action.READ_AUDIT);
        for (var patient : search.patients()) {
            event = event.about(patient);
        }
        table.record(event.objects(search.who().stream().map(UserName::value).toList()));
        return table.search(search);
    }

    /**
     * Who had to do with a patient's data, under whichever of their registrations, by day: the
     * answer that a patient may ask for. At most {@link #MOST_LINES}.
     */
    public List<PatientAccess> whoSaw(User user, PatientKey patient, ReportPeriod period) {
        access.require(user, Permission.VIEW_AUDIT, patient);
        var person = new LinkedHashSet<>(registrations.apply(patient));
        person.add(patient);
        var event = AuditEvent.of(user, Action.READ_AUDIT).detail("report");
        for (var one : person) {
            event = event.about(one);
        }
        table.record(event);
        return table.reports().accesses(person, period, MOST_LINES);
    }

    /** What a person did, by day; at most {@link #MOST_LINES}. */
    public List<PersonDeed> whatDid(User user, UserName who, ReportPeriod period) {
        access.require(user, Permission.VIEW_AUDIT);
        var event = AuditEvent.of(user, Action.READ_AUDIT).objects(who.value());
        table.record(event.detail("report"));
        return table.reports().deeds(who, period, MOST_LINES);
    }

    /** As others know the holder of an account; the user name where there is none. */
    public String name(User user, UserName who) {
        access.require(user, Permission.VIEW_AUDIT);
        return table.reports().name(who);
    }
}
