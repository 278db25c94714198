// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.PatientRegister;
import spiders.archive.SeenIdentity;
import spiders.dicom.data.UID;
import spiders.retrieval.store.DecisionStore;
import spiders.retrieval.store.DecisionStore.Decided;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * What persons decide of identities that no rule may decide: stored with who, when and what was
 * displayed, for each source identity, and revocable.
 */
public final class IdentityDecisions {

    private static final int MAX_REASON = 500;

    private final Access access;
    private final Audit audit;
    private final StudySearch search;
    private final PatientRegister register;
    private final DecisionStore store;
    private final TransactionTemplate transaction;
    private final Clock clock;

    IdentityDecisions(
            StudySearch.Parts parts,
            StudySearch search,
            PatientRegister register,
            DecisionStore store,
            DataSource database,
            Clock clock) {
        this.access = parts.access();
        this.audit = parts.audit();
        this.search = search;
        this.register = register;
        this.store = store;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.clock = clock;
    }

    /**
     * The source's identity is our patient: a link valid for that identifier is recorded.
     *
     * @throws UndecidableIdentityException if no such copy was displayed, or it has no identifier,
     *     or it is in conflict: that is for the identity vigilance of both sites, not for a click
     */
    public IdentityDecision confirm(
            User user, Purpose purpose, IdentityQuestion question, String reason) {
        return decide(user, purpose, question, Verdict.CONFIRMED, reason);
    }

    /**
     * The source's identity is somebody else: its studies are no longer to be fetched.
     *
     * @throws UndecidableIdentityException if no such copy was displayed, or it has no identifier
     */
    public IdentityDecision refuse(
            User user, Purpose purpose, IdentityQuestion question, String reason) {
        return decide(user, purpose, question, Verdict.REFUSED, reason);
    }

    private IdentityDecision decide(
            User user, Purpose purpose, IdentityQuestion question, Verdict verdict, String reason) {
        var result =
                search.result(question.search())
                        .orElseThrow(() -> new UndecidableIdentityException("unknown search"));
        var patient = result.patient();
        access.require(user, Permission.DECIDE_IDENTITY, patient);
        var copy =
                result.offer(question.studyInstanceUID())
                        .flatMap(offer -> offer.at(question.source()))
                        .orElseThrow(() -> new UndecidableIdentityException("unknown study"));
        if (verdict == Verdict.CONFIRMED && copy.grade() == MatchGrade.CONFLICT) {
            throw new UndecidableIdentityException("the identities contradict each other");
        }
        var identity =
                copy.identity()
                        .orElseThrow(() -> new UndecidableIdentityException("no identifier"));
        var decision =
                new IdentityDecision(
                        UUID.randomUUID(),
                        patient,
                        question.source(),
                        identity,
                        verdict,
                        copy.comparison(),
                        user.name(),
                        clock.instant(),
                        cut(reason),
                        new IdentityDecision.Standing.Valid());
        var traits = search.traits(question).orElseThrow();
        return transaction.execute(
                _ -> kept(user, purpose, decision, traits, question.studyInstanceUID()));
    }

    private IdentityDecision kept(
            User user, Purpose purpose, IdentityDecision decision, SeenIdentity traits, UID study) {
        revokeOpposite(user, decision, traits);
        boolean confirmed = decision.verdict() == Verdict.CONFIRMED;
        var links = confirmed ? List.of(link(user, decision, traits)) : List.<UUID>of();
        store.add(new Decided(decision, traits, links), study);
        record(user, purpose, decision, decision.verdict().name());
        return decision;
    }

    private UUID link(User user, IdentityDecision decision, SeenIdentity traits) {
        return register.link(user, decision.patient(), traits, "decision " + decision.id());
    }

    /** The newest decision on the same traits holds, so the earlier ones are taken back. */
    private void revokeOpposite(User user, IdentityDecision decision, SeenIdentity traits) {
        store.of(decision.patient()).stream()
                .filter(earlier -> earlier.decision().isValid())
                .filter(earlier -> earlier.decision().source().equals(decision.source()))
                .filter(earlier -> earlier.traits().equals(traits))
                .forEach(earlier -> takeBack(user, earlier, "decided anew"));
    }

    /**
     * Takes a decision back; the link it made is revoked, and its studies hidden.
     *
     * @throws UndecidableIdentityException if there is no such decision
     */
    public IdentityDecision revoke(User user, Purpose purpose, UUID decision, String reason) {
        var decided =
                store.decision(decision)
                        .orElseThrow(() -> new UndecidableIdentityException("unknown decision"));
        access.require(user, Permission.DECIDE_IDENTITY, decided.decision().patient());
        transaction.executeWithoutResult(_ -> takeBack(user, decided, cut(reason)));
        record(user, purpose, decided.decision(), "REVOKED");
        return store.decision(decision).orElseThrow().decision();
    }

    private void takeBack(User user, Decided decided, String reason) {
        if (store.revoke(decided.decision().id(), user.name(), clock.instant(), reason)) {
            decided.links().forEach(link -> register.revoke(user, link, reason));
        }
    }

    /** Every decision on a patient's identities, revoked ones included, newest first. */
    public List<IdentityDecision> of(User user, Purpose purpose, PatientKey patient) {
        access.require(user, Permission.VIEW_CASE, patient);
        return store.of(patient).stream().map(Decided::decision).toList();
    }

    private void record(User user, Purpose purpose, IdentityDecision decision, String verdict) {
        audit.record(
                AuditEvent.of(user, Action.DECIDE_IDENTITY)
                        .about(decision.patient())
                        .objects(decision.id().toString(), decision.source())
                        .purpose(purpose)
                        .detail(verdict + " " + decision.displayed().grade()));
    }

    private static String cut(String reason) {
        var text = reason.strip();
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON);
    }
}
