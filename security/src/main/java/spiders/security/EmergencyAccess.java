// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.Emergency.Judgement;
import spiders.security.Emergency.Review;
import spiders.security.store.EmergencyTable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * Emergency access (<i>bris de glace</i>): a doctor opens one patient's data for four hours, with a
 * reason; who watches over data is told at once, and judges it within five working days.
 */
public final class EmergencyAccess implements Relations {

    /** How long an access is open. */
    public static final Duration LENGTH = Duration.ofHours(4);

    private static final int REVIEW_DAYS = 5;
    private static final ZoneId HOSPITAL = ZoneId.of("Europe/Paris");

    private final EmergencyTable table;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Objections objections;
    private final EmergencyListener listener;
    private final Clock clock;

    public EmergencyAccess(
            DataSource database,
            Audit audit,
            Objections objections,
            EmergencyListener listener,
            Clock clock) {
        this.table = new EmergencyTable(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.audit = audit;
        this.objections = objections;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Opens access to one patient.
     *
     * @throws ObjectionException when the patient objects to be seen, and this was not confirmed
     */
    public Emergency open(User user, EmergencyRequest request) {
        require(user, Permission.OPEN_EMERGENCY);
        var objected = EnumSet.copyOf(AccessPolicy.blockedBy(Permission.VIEW_IMAGES));
        objected.retainAll(objections.of(request.patient()));
        if (!objected.isEmpty() && !request.despiteObjection()) {
            throw new ObjectionException(objected);
        }
        return Objects.requireNonNull(
                transaction.execute(_ -> opened(user, request, !objected.isEmpty())));
    }

    private Emergency opened(User user, EmergencyRequest request, boolean despiteObjection) {
        Instant now = clock.instant();
        var opened =
                new Emergency(
                        UUID.randomUUID(),
                        user.name(),
                        request.patient(),
                        request.reason(),
                        request.words(),
                        despiteObjection,
                        now,
                        now.plus(LENGTH),
                        WorkingDays.after(now.atZone(HOSPITAL).toLocalDate(), REVIEW_DAYS),
                        Optional.empty());
        table.insert(opened);
        audit.record(
                AuditEvent.of(user, Action.OPEN_EMERGENCY)
                        .about(opened.patient())
                        .objects(opened.id().toString())
                        .purpose(opened.purpose())
                        .detail(detail(opened)));
        listener.opened(opened);
        return opened;
    }

    private static String detail(Emergency opened) {
        return opened.reason() + (opened.despiteObjection() ? ", although objected to" : "");
    }

    /** What the user has open now, the newest first. */
    public List<Emergency> open(User user) {
        return table.open(user.name(), clock.instant());
    }

    /** The user's open access to a patient. */
    public Optional<Emergency> open(User user, PatientKey patient) {
        return open(user).stream().filter(one -> one.patient().equals(patient)).findFirst();
    }

    /** Ends an access of one's own before its time. */
    public void end(User user, UUID id) {
        var now = clock.instant();
        transaction.executeWithoutResult(_ -> {
            var ended = table.end(id, user.name(), now);
            ended.ifPresent(one ->
                    audit.record(
                            AuditEvent.of(user, Action.END_EMERGENCY)
                                    .about(one.patient())
                                    .objects(id.toString())
                                    .purpose(one.purpose())));
            ended.ifPresent(listener::ended);
        });
    }

    @Override
    public Set<Relation> of(User user, PatientKey patient) {
        var tied = EnumSet.noneOf(Relation.class);
        open(user).stream()
                .filter(one -> one.patient().equals(patient))
                .forEach(one ->
                        tied.add(
                                one.despiteObjection()
                                        ? Relation.EMERGENCY_DESPITE_OBJECTION
                                        : Relation.EMERGENCY));
        return tied;
    }

    @Override
    public Optional<Temporary> temporary(User user, PatientKey patient) {
        return open(user, patient).map(one -> new Temporary(one.purpose(), one.endsAt()));
    }

    @Override
    public Map<PatientKey, Set<Relation>> ofEach(User user, Set<PatientKey> patients) {
        return open(user).stream()
                .filter(one -> patients.contains(one.patient()))
                .map(Emergency::patient)
                .distinct()
                .collect(
                        Collectors.toUnmodifiableMap(
                                patient -> patient, patient -> of(user, patient)));
    }

    /** Those that wait to be judged, the first to be judged first. */
    public List<Emergency> toReview(User reviewer) {
        require(reviewer, Permission.REVIEW_EMERGENCY);
        return table.toReview();
    }

    /** Those of so many past days, judged or not, the newest first. */
    public List<Emergency> since(User reviewer, Instant from) {
        require(reviewer, Permission.REVIEW_EMERGENCY);
        return table.since(from);
    }

    /**
     * Judges an access.
     *
     * @return whether it waited to be judged by another: a judgement is not changed, and nobody
     *     judges their own access
     */
    public boolean review(User reviewer, UUID id, Judgement judgement, String remark) {
        require(reviewer, Permission.REVIEW_EMERGENCY);
        var review = new Review(judgement, reviewer.name(), clock.instant(), remark.strip());
        return Boolean.TRUE.equals(
                transaction.execute(_ -> {
                    var judged = table.review(id, review);
                    judged.ifPresent(one ->
                            audit.record(
                                    AuditEvent.of(reviewer, Action.REVIEW_EMERGENCY)
                                            .about(one.patient())
                                            .objects(id.toString())
                                            .detail(judgement.name())));
                    return judged.isPresent();
                }));
    }

    /** How many wait to be judged longer than they may. */
    public int overdue() {
        return table.overdue(clock.instant().atZone(HOSPITAL).toLocalDate());
    }

    private void require(User user, Permission permission) {
        if (!user.may(permission)) {
            audit.record(
                    AuditEvent.of(user, Action.ACCESS)
                            .objects(permission.name())
                            .refused(Lack.ROLE.word()));
            throw new AccessRefusedException(user.name(), permission, Lack.ROLE);
        }
    }
}
