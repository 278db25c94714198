// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.archive.store.MergeTable;
import spiders.archive.store.PatientTable;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.User;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * The patients who were registered here, and the decisions which identities of other domains are
 * they. Identities are linked, never merged; a link is recorded, and can be revoked.
 */
public final class PatientRegister {

    /** Its characters before the key. */
    private static final int INS_NUMBER = 13;

    private final PatientTable table;
    private final MergeTable merges;
    private final TransactionTemplate transaction;
    private final Access access;
    private final Audit audit;

    public PatientRegister(DataSource database, Access access, Audit audit) {
        this.table = new PatientTable(database);
        this.merges = new MergeTable(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.access = access;
        this.audit = audit;
    }

    /**
     * Registers a patient, or returns the key of the one whom an identifier or the INS names
     * already, when birth name, birth date and sex agree; of patients who were merged, the one who
     * is kept.
     *
     * @throws IdentifierTakenException when an identifier or the INS names a patient with other
     *     traits (for the INS, the first given name too), or an identifier one with another INS
     */
    public PatientKey register(
            User user, PatientTraits traits, List<PatientIdentifier> identifiers) {
        access.require(user, Permission.REGISTER_CASE);
        return transaction.execute(_ -> registered(user, traits, identifiers));
    }

    private PatientKey registered(
            User user, PatientTraits traits, List<PatientIdentifier> identifiers) {
        var key = known(traits, identifiers).orElseGet(() -> added(user, traits));
        for (var identifier : identifiers) {
            table.addIdentifier(key, identifier);
        }
        return key;
    }

    private Optional<PatientKey> known(PatientTraits traits, List<PatientIdentifier> identifiers) {
        Optional<PatientKey> known = Optional.empty();
        for (var identifier : identifiers) {
            table.lock(identifier);
            var holder = table.holder(identifier);
            if (holder.isEmpty()) {
                continue;
            }
            var key = holder.get();
            boolean isOne = merges.root(known.orElse(key)).equals(merges.root(key));
            if (!isOne || !isSame(traits, key)) {
                throw new IdentifierTakenException(key);
            }
            known = holder;
        }
        return knownByIns(traits, known).flatMap(merges::root);
    }

    /** A number of the nation names one person, whatever else is known of them. */
    private Optional<PatientKey> knownByIns(PatientTraits traits, Optional<PatientKey> known) {
        if (traits.ins().value().isEmpty()) {
            return known;
        }
        table.lock(new PatientIdentifier(traits.ins().oid(), number(traits.ins())));
        var held = known.flatMap(table::traits).map(PatientTraits::ins);
        if (held.filter(ins -> contradicts(ins, traits.ins())).isPresent()) {
            throw new IdentifierTakenException(known.orElseThrow());
        }
        var holders = table.holders(traits.ins());
        for (var key : holders) {
            if (!isSame(traits, key) || !hasFirstGiven(traits, key)) {
                throw new IdentifierTakenException(key);
            }
        }
        return known.or(() -> holders.stream().findFirst());
    }

    private static boolean contradicts(Ins one, Ins other) {
        return !one.value().isEmpty()
                && one.oid().equals(other.oid())
                && !number(one).equals(number(other));
    }

    private static String number(Ins ins) {
        return ins.value().substring(0, INS_NUMBER);
    }

    private boolean isSame(PatientTraits traits, PatientKey key) {
        var held = table.traits(key).orElseThrow();
        return FoldedName.of(traits.birthName()).equals(FoldedName.of(held.birthName()))
                && traits.birthDate().equals(held.birthDate())
                && traits.sex() == held.sex();
    }

    /** Twins whose numbers were mistaken differ in it alone: Marie-Claire is not Marie-Anne. */
    private boolean hasFirstGiven(PatientTraits traits, PatientKey key) {
        var held = table.traits(key).orElseThrow();
        return FoldedName.firstGiven(traits.givenNames())
                .equals(FoldedName.firstGiven(held.givenNames()));
    }

    private PatientKey added(User user, PatientTraits traits) {
        var key = PatientKey.random();
        table.add(key, traits, user.name());
        audit.record(AuditEvent.of(user, Action.REGISTER_PATIENT).about(key));
        return key;
    }

    /** The traits of a registered patient; empty for a key that was never given. */
    public Optional<PatientTraits> traits(PatientKey patient) {
        return table.traits(patient);
    }

    /** The identifiers that the patient was registered with. */
    public List<PatientIdentifier> identifiers(PatientKey patient) {
        return table.identifiers(patient);
    }

    /** The traits of each of these patients, read together. */
    public Map<PatientKey, PatientTraits> traits(Collection<PatientKey> patients) {
        return table.traits(patients);
    }

    /** The identifiers of each of these patients that was registered with any. */
    public Map<PatientKey, List<PatientIdentifier>> identifiers(Collection<PatientKey> patients) {
        return table.identifiers(patients);
    }

    /**
     * The registered patients with these traits: birth name and first given name folded, birth date
     * and sex equal; those who were merged count as one.
     */
    public List<PatientKey> find(PatientTraits traits) {
        var keys =
                table.born(traits.birthDate(), traits.sex()).stream()
                        .filter(held -> isAlike(held.traits(), traits))
                        .flatMap(held -> merges.root(held.patient()).stream())
                        .distinct()
                        .toList();
        return List.copyOf(keys);
    }

    private static boolean isAlike(PatientTraits one, PatientTraits other) {
        return FoldedName.of(one.birthName()).equals(FoldedName.of(other.birthName()))
                && firstGiven(one).equals(firstGiven(other));
    }

    private static String firstGiven(PatientTraits traits) {
        return FoldedName.of(traits.givenNames()).split(" ", 2)[0];
    }

    /** The registered patients whom an INS names, the oldest first; those merged count as one. */
    public List<PatientKey> find(Ins ins) {
        return table.holders(ins).stream()
                .flatMap(key -> merges.root(key).stream())
                .distinct()
                .toList();
    }

    /** Whether two keys are one person's: the same, or merged. */
    public boolean isSame(PatientKey one, PatientKey other) {
        return merges.root(one).equals(merges.root(other));
    }

    /** The registered patient whom an identifier names; those who were merged count as one. */
    public Optional<PatientKey> find(PatientIdentifier identifier) {
        return table.holder(identifier).flatMap(merges::root);
    }

    /**
     * Records that an identity is this patient, and returns the link; the same decision twice is
     * one link. From now on the studies stored under that identity are the patient's, provided that
     * their objects carry the birth date and the sex of the link, where it has them.
     *
     * @throws IdentifierTakenException when the identity is linked to another patient
     */
    public UUID link(User user, PatientKey patient, SeenIdentity identity, String evidence) {
        access.require(user, Permission.ORDER_TRANSFER, patient);
        return transaction.execute(_ -> linked(user, patient, identity, evidence));
    }

    /**
     * As {@link #link}, by the hub's own hand: for an identity that is certainly the patient's, of
     * a patient whom a person registered for a board that lets the hub fetch by its rule.
     *
     * @throws IdentifierTakenException when the identity is linked to another patient
     */
    public UUID linkByHub(PatientKey patient, SeenIdentity identity, String evidence) {
        return transaction.execute(_ -> linked(User.SYSTEM, patient, identity, evidence));
    }

    private UUID linked(User user, PatientKey patient, SeenIdentity identity, String evidence) {
        table.lock(identity.identifier());
        for (var link : table.overlapping(identity)) {
            if (!merges.root(link.patient()).equals(merges.root(patient))) {
                throw new IdentifierTakenException(link.patient());
            }
            if (link.identity().birthDate().equals(identity.birthDate())
                    && link.identity().sex().equals(identity.sex())) {
                return link.id();
            }
        }
        var id = UUID.randomUUID();
        table.addLink(id, patient, identity, user.name(), evidence);
        audit.record(
                AuditEvent.of(user, Action.DECIDE_IDENTITY)
                        .about(patient)
                        .objects(id.toString())
                        .detail("link"));
        return id;
    }

    /**
     * Takes a link back: the studies under its identity are the patient's no more, and every grant
     * to view them ends at once. The audit says who had viewed them.
     */
    public void revoke(User user, UUID link, String reason) {
        transaction.executeWithoutResult(_ -> revoked(user, link, reason));
    }

    private void revoked(User user, UUID link, String reason) {
        var revoked = table.link(link).orElseThrow();
        access.require(user, Permission.DECIDE_IDENTITY, revoked.patient());
        var viewers = table.viewers(link);
        table.revoke(link, user.name(), reason);
        audit.record(
                AuditEvent.of(user, Action.DECIDE_IDENTITY)
                        .about(revoked.patient())
                        .objects(link.toString())
                        .detail("revoke; viewed by " + String.join(" ", viewers)));
    }

    /** Every link of the patient, the revoked ones too, oldest first. */
    public List<IdentityLink> links(PatientKey patient) {
        return table.links(patient);
    }

    /** The same of each of these patients that has any, read together. */
    public Map<PatientKey, List<IdentityLink>> links(Collection<PatientKey> patients) {
        return table.links(patients);
    }
}
