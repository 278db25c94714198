// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.rcp.fiche.Approval;
import spiders.rcp.fiche.Decision;
import spiders.rcp.fiche.Fiche;
import spiders.rcp.fiche.FicheContent;
import spiders.rcp.fiche.FicheDocument;
import spiders.rcp.fiche.Missing;
import spiders.rcp.quorum.Attendance;
import spiders.rcp.quorum.Attested;
import spiders.rcp.quorum.Discussion;
import spiders.rcp.quorum.QuorumResult;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.User;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The fiches RCP: written by who may change the case, approved by a coordinator of the board, then
 * never changed, only replaced by a further version. A staff has none.
 */
public final class Fiches {

    private static final int FIRST = 1;

    private final RcpStore store;
    private final Cases cases;
    private final Attendances attendances;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final BoardStaff staff;

    public Fiches(
            RcpStore store,
            Cases cases,
            Attendances attendances,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.attendances = attendances;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.staff = new BoardStaff(store, access, audit);
    }

    /**
     * The versions of a case's fiche, the newest first; none where nobody wrote one yet.
     *
     * @throws NotFoundException in a staff, which has no fiches
     */
    public List<Fiche> versions(CaseFile file) {
        if (!hasFiche(file)) {
            throw new NotFoundException("fiche");
        }
        return store.fiches().versions(file.boardCase().id());
    }

    /** Those of these cases of whose fiche the newest version is approved, by their ids. */
    public Set<UUID> approved(Collection<CaseFile> files) {
        return store.fiches()
                .approved(
                        files.stream()
                                .filter(Fiches::hasFiche)
                                .map(file -> file.boardCase().id())
                                .toList());
    }

    private static boolean hasFiche(CaseFile file) {
        return file.board().kind() == BoardKind.RCP;
    }

    /** Whether the user approves fiches of the board. */
    public boolean mayApprove(User user, BoardId board) {
        return user.may(Permission.APPROVE_FICHE) && staff.coordinates(user, board);
    }

    /** What a fiche lacks to be approved. */
    public List<Missing> missing(CaseFile file, FicheContent content) {
        var discussion = attendances.discussion(file);
        return missing(file, content, discussion.isPresent(), quorum(file, discussion));
    }

    private static List<Missing> missing(
            CaseFile file, FicheContent content, boolean isDiscussed, QuorumResult.Status quorum) {
        var found = file.boardCase();
        return Missing.of(
                content,
                found.reason(),
                found.question(),
                found.patientInformed(),
                isDiscussed,
                quorum);
    }

    private QuorumResult.Status quorum(CaseFile file, Optional<Discussion> discussion) {
        return discussion
                .flatMap(one -> attendances.quorum(file, one))
                .map(QuorumResult::status)
                .orElse(QuorumResult.Status.UNKNOWN);
    }

    /**
     * Saves what was written.
     *
     * @param revision the one that was read; zero where there was no fiche yet
     * @throws FicheChangedException when it was saved or approved meanwhile
     */
    public Fiche save(User user, UUID boardCase, int revision, FicheContent content) {
        var file = writable(user, boardCase);
        var newest = newest(boardCase);
        var saved =
                new Fiche(
                        boardCase,
                        newest.map(Fiche::version).orElse(FIRST),
                        revision + 1,
                        content,
                        newest.map(Fiche::amends).orElse(""),
                        user.name(),
                        user.displayName(),
                        clock.instant(),
                        Optional.empty());
        return store.together(() -> {
            boolean isSaved =
                    (newest.isEmpty() && revision == 0)
                            ? store.fiches().add(saved)
                            : store.fiches().save(saved, revision);
            if (!isSaved) {
                throw changed(boardCase);
            }
            record(user, Action.WRITE_FICHE, file, saved.version());
            return saved;
        });
    }

    /**
     * Approves the fiche as it was read; the attendance and the quorum of the discussion are kept
     * with it.
     *
     * @throws IncompleteFicheException when something is missing
     * @throws FicheChangedException when it was saved or approved meanwhile
     */
    public Fiche approve(User user, UUID boardCase, int revision) {
        var file = fiched(cases.file(user, boardCase));
        requireCoordinator(user, file);
        if (file.boardCase().state() != CaseState.SUBMITTED) {
            throw new CaseStateException(file.boardCase().state());
        }
        return store.together(() -> approved(user, file, revision));
    }

    /** What is judged is what is kept: the discussion and the attendance are read once. */
    private Fiche approved(User user, CaseFile file, int revision) {
        var id = file.boardCase().id();
        var fiche = newest(id).orElseThrow(() -> new NotFoundException("fiche"));
        if (fiche.approval().isPresent() || fiche.revision() != revision) {
            throw changed(id);
        }
        var approval = approval(user, file);
        var missing =
                missing(file, fiche.content(), approval.discussed().isPresent(), approval.quorum());
        if (!missing.isEmpty()) {
            throw new IncompleteFicheException(missing);
        }
        if (!store.fiches().approve(fiche, approval)) {
            throw changed(id);
        }
        record(user, Action.APPROVE_FICHE, file, fiche.version());
        return newest(id).orElseThrow();
    }

    private void requireCoordinator(User user, CaseFile file) {
        var board = file.board().id();
        access.require(user, Permission.APPROVE_FICHE, file.boardCase().patient());
        if (!staff.coordinates(user, board)) {
            throw staff.refused(user, Permission.APPROVE_FICHE, board);
        }
    }

    private Approval approval(User user, CaseFile file) {
        var discussion = attendances.discussion(file);
        return new Approval(
                user.name().value(),
                user.displayName(),
                user.acting().nationalId(),
                clock.instant(),
                discussion.map(Discussion::began),
                quorum(file, discussion),
                discussion.map(one -> present(file, one.began())).orElse(List.of()));
    }

    private List<Attendance> present(CaseFile file, Instant moment) {
        return store.attendance().of(file.session().id()).stream()
                .map(Attested::attendance)
                .filter(one -> one.isAt(moment))
                .toList();
    }

    /**
     * Begins a further version, with what the approved one says.
     *
     * @param why it is replaced; asked for, since others received it
     * @throws FicheChangedException when a version is being written already
     */
    public Fiche amend(User user, UUID boardCase, String why) {
        var file = writable(user, boardCase);
        if (why.isBlank()) {
            throw new IllegalArgumentException("an amendment has a reason");
        }
        var approved = newest(boardCase).orElseThrow(() -> new NotFoundException("fiche"));
        var begun =
                new Fiche(
                        boardCase,
                        approved.version() + 1,
                        // Of no page that shows an earlier version.
                        approved.revision() + 1,
                        approved.content(),
                        why.strip(),
                        user.name(),
                        user.displayName(),
                        clock.instant(),
                        Optional.empty());
        return store.together(() -> {
            if (approved.approval().isEmpty() || !store.fiches().add(begun)) {
                throw changed(boardCase);
            }
            record(user, Action.WRITE_FICHE, file, begun.version());
            return begun;
        });
    }

    /**
     * Brings a case that was put off to a further session of its board, with what its fiche tells
     * of the patient; what was decided stays behind.
     *
     * @throws CaseStateException when its fiche does not say that it is put off
     */
    public BoardCase represent(User user, UUID boardCase, UUID session) {
        var file = writable(user, boardCase);
        var content = newest(boardCase).map(Fiche::content).orElse(FicheContent.BLANK);
        if (content.decision().outcome() != Decision.Outcome.POSTPONED) {
            throw new CaseStateException(file.boardCase().state());
        }
        return store.together(() -> {
            var again = cases.represent(user, boardCase, session);
            var begun =
                    new Fiche(
                            again.id(),
                            FIRST,
                            FIRST,
                            content.undecided(),
                            "",
                            user.name(),
                            user.displayName(),
                            clock.instant(),
                            Optional.empty());
            if (!store.fiches().add(begun)) {
                throw changed(again.id());
            }
            return again;
        });
    }

    /** One version, to be given out as a document; that it was is recorded. */
    public Fiche document(User user, UUID boardCase, int version) {
        var file = fiched(cases.file(user, boardCase));
        var found = version(file, version);
        record(user, Action.GIVE_FICHE, file, version);
        return found;
    }

    private Fiche version(CaseFile file, int version) {
        return versions(file).stream()
                .filter(one -> one.version() == version)
                .findFirst()
                .orElseThrow(() -> new NotFoundException("fiche"));
    }

    /**
     * What the national document of an approved version is made of; that it was given is recorded.
     *
     * @throws NotFoundException where the version is not approved
     */
    public FicheDocument nationalDocument(User user, UUID boardCase, int version) {
        var file = fiched(cases.file(user, boardCase));
        var fiche = version(file, version);
        if (fiche.approval().isEmpty()) {
            throw new NotFoundException("fiche");
        }
        record(user, Action.GIVE_FICHE, file, version);
        return new FicheDocument(file, fiche, store.boards().directory(file.board().id()));
    }

    /**
     * What the approved versions of a case's fiche are made of, the newest first; none of a staff
     * or a withdrawn case. That the case was looked at is recorded; giving one out is not done yet.
     */
    public List<FicheDocument> documents(User user, UUID boardCase) {
        var file = cases.file(user, boardCase);
        if (!hasFiche(file) || file.boardCase().state() == CaseState.WITHDRAWN) {
            return List.of();
        }
        var directory = store.boards().directory(file.board().id());
        return versions(file).stream()
                .filter(one -> one.approval().isPresent())
                .map(one -> new FicheDocument(file, one, directory))
                .toList();
    }

    /** The same of every case of a patient to whom the user is tied. */
    public List<List<FicheDocument>> documents(User user, PatientKey patient) {
        access.require(user, Permission.VIEW_CASE, patient);
        return store.cases().ofPatient(patient).stream()
                .map(one -> documents(user, one.id()))
                .filter(versions -> !versions.isEmpty())
                .toList();
    }

    private CaseFile writable(User user, UUID boardCase) {
        var file = fiched(cases.file(user, boardCase));
        access.require(user, Permission.EDIT_CASE, file.boardCase().patient());
        return file;
    }

    /** Refuses a case that has no fiche: of a staff, or one that was taken back. */
    private CaseFile fiched(CaseFile file) {
        if (!hasFiche(file)) {
            throw new NotFoundException("fiche");
        }
        if (file.boardCase().state() == CaseState.WITHDRAWN) {
            throw new CaseStateException(CaseState.WITHDRAWN);
        }
        return file;
    }

    private Optional<Fiche> newest(UUID boardCase) {
        return store.fiches().versions(boardCase).stream().findFirst();
    }

    private FicheChangedException changed(UUID boardCase) {
        return new FicheChangedException(newest(boardCase).map(Fiche::writerName).orElse(""));
    }

    private void record(User user, Action action, CaseFile file, int version) {
        var patient = file.boardCase().patient();
        audit.record(
                AuditEvent.of(user, action)
                        .about(patient)
                        .objects(file.boardCase().id().toString())
                        .purpose(access.purpose(user, patient, file.purpose()))
                        .detail("version " + version));
    }
}
