// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Emergency;
import spiders.security.Emergency.Judgement;
import spiders.security.EmergencyAccess;
import spiders.security.EmergencyReason;
import spiders.security.EmergencyRequest;
import spiders.security.PatientInformation;
import spiders.security.PatientKey;
import spiders.security.PatientStatement;
import spiders.security.Permission;
import spiders.security.RecordedStatement;
import spiders.security.User;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a patient has a say in: who is let in without a tie in an emergency, and what the patient
 * was told of sharing and objects to.
 */
public final class PatientRights {

    private final PatientRegister patients;
    private final EmergencyAccess emergencies;
    private final PatientInformation information;
    private final RcpStore store;
    private final Access access;

    public PatientRights(
            PatientRegister patients,
            EmergencyAccess emergencies,
            PatientInformation information,
            RcpStore store,
            Access access) {
        this.patients = patients;
        this.emergencies = emergencies;
        this.information = information;
        this.store = store;
        this.access = access;
    }

    /**
     * Whom a person looks for in an emergency.
     *
     * @param identifier an identifier that the patient was registered with
     */
    public record Wanted(Optional<PatientIdentifier> identifier, Optional<PatientTraits> traits) {}

    /** Why, in one of the words of the list and in the person's own. */
    public record Plea(EmergencyReason reason, String words, boolean despiteObjection) {}

    /**
     * Opens access to the one registered patient who is looked for; empty, with nothing opened,
     * where there is none, or several.
     *
     * @throws spiders.security.ObjectionException when the patient objects, and this was not
     *     confirmed
     */
    public Optional<Emergency> open(User user, Wanted wanted, Plea plea) {
        access.require(user, Permission.OPEN_EMERGENCY);
        return patient(wanted)
                .map(patient ->
                        emergencies.open(
                                user,
                                new EmergencyRequest(
                                        patient,
                                        plea.reason(),
                                        plea.words(),
                                        plea.despiteObjection())));
    }

    private Optional<PatientKey> patient(Wanted wanted) {
        var named = wanted.identifier().flatMap(patients::find);
        if (named.isPresent()) {
            return named;
        }
        var alike = wanted.traits().map(patients::find).orElse(List.of());
        return alike.size() == 1 ? Optional.of(alike.getFirst()) : Optional.empty();
    }

    /** The cases of the patient to whom an emergency access of the user is open. */
    public List<BoardCase> cases(User user, UUID emergency) {
        var open =
                emergencies.open(user).stream()
                        .filter(one -> one.id().equals(emergency))
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException("emergency"));
        access.require(user, Permission.VIEW_CASE, open.patient());
        return store.cases().ofPatient(open.patient());
    }

    /** What the user has open. */
    public List<Emergency> open(User user) {
        return emergencies.open(user);
    }

    /** Ends an emergency access of the user's own. */
    public void end(User user, UUID emergency) {
        emergencies.end(user, emergency);
    }

    /** The emergency accesses that wait for a judgement. */
    public List<Emergency> toReview(User reviewer) {
        return emergencies.toReview(reviewer);
    }

    /** The emergency accesses since a time. */
    public List<Emergency> since(User reviewer, Instant from) {
        return emergencies.since(reviewer, from);
    }

    /** Judges an emergency access; false where it is judged already, or the reviewer's own. */
    public boolean review(User reviewer, UUID emergency, Judgement judgement, String remark) {
        return emergencies.review(reviewer, emergency, judgement, remark);
    }

    /** Records what a patient was told, and said. */
    public void record(User user, PatientKey patient, PatientStatement statement) {
        information.record(access, user, patient, statement);
    }

    /** What the patient was told and said, each purpose's newest. */
    public List<RecordedStatement> statements(User user, PatientKey patient) {
        access.requireDespiteObjection(user, Permission.VIEW_CASE, patient);
        return information.current(patient).values().stream()
                .sorted(Comparator.comparing(one -> one.statement().purpose()))
                .toList();
    }
}
