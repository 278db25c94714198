// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.ViewGrants;
import spiders.archive.reading.PictureSeries;
import spiders.archive.reading.ReadingDocument;
import spiders.archive.reading.Readings;
import spiders.archive.reading.Remark;
import spiders.archive.reading.SignedReading;
import spiders.dicom.data.UID;
import spiders.rcp.preread.PreRead;
import spiders.rcp.preread.PreReadContent;
import spiders.rcp.preread.Signature;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.User;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What radiologists write of cases before their sessions: drafts that nobody loses, then a signed
 * note that is saved as DICOM objects beside the images and never changed, only replaced.
 */
public final class PreReads {

    private static final System.Logger LOG = System.getLogger(PreReads.class.getName());
    private static final int FIRST = 1;

    private final RcpStore store;
    private final CaseImaging imaging;
    private final Cases cases;
    private final Readings readings;
    private final ViewGrants grants;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    /** What the notes are made with. */
    public record Parts(
            RcpStore store,
            Cases cases,
            CaseImaging imaging,
            Readings readings,
            ViewGrants grants) {}

    public PreReads(Parts parts, Access access, Audit audit, Clock clock) {
        this.store = parts.store();
        this.cases = parts.cases();
        this.imaging = parts.imaging();
        this.readings = parts.readings();
        this.grants = parts.grants();
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** In which language, and under which title, a note is signed. */
    public record Wording(Locale language, String title) {}

    /** The series of a study that a key image is picked from. */
    public List<PictureSeries> series(User user, CaseFile file, UID study) {
        access.require(user, Permission.VIEW_IMAGES, file.boardCase().patient());
        var ours = grants.grantable(file.boardCase().patient(), Set.of(study));
        return ours.isEmpty() ? List.of() : readings.series(study);
    }

    /** The versions of a case's note, the newest first; none where nobody wrote one yet. */
    public List<PreRead> versions(CaseFile file) {
        return store.preReads().versions(file.boardCase().id());
    }

    /** The newest note of a case that is signed. */
    public Optional<PreRead> signed(CaseFile file) {
        return versions(file).stream().filter(PreRead::isSigned).findFirst();
    }

    /**
     * How far the reading of cases is, each of them with an entry; one query for all. It says
     * nothing of patients: whoever may see that there are cases may see it.
     */
    public Map<UUID, PreReadStatus> statuses(Collection<UUID> cases) {
        var versions = store.preReads().versions(cases);
        var statuses = new HashMap<UUID, PreReadStatus>();
        cases.forEach(one -> statuses.put(one, status(versions.getOrDefault(one, List.of()))));
        return Map.copyOf(statuses);
    }

    private static PreReadStatus status(List<PreRead> versions) {
        if (versions.isEmpty()) {
            return new PreReadStatus.None();
        }
        var newest = versions.getFirst();
        var signed = versions.stream().flatMap(one -> one.signature().stream()).findFirst();
        return signed.<PreReadStatus>map(
                        by -> new PreReadStatus.Signed(by.name(), by.at(), !newest.isSigned()))
                .orElseGet(() -> new PreReadStatus.Draft(newest.writerName(), newest.writtenAt()));
    }

    /**
     * Saves what was written as a draft.
     *
     * @param revision the one that was read; zero where there was no note yet
     * @throws PreReadChangedException when it was saved or signed meanwhile
     */
    public PreRead save(User user, UUID boardCase, int revision, PreReadContent content) {
        var file = writable(user, boardCase);
        var newest = newest(boardCase);
        var saved =
                draft(
                        user,
                        boardCase,
                        newest.map(PreRead::version).orElse(FIRST),
                        revision + 1,
                        content);
        return store.together(() -> {
            boolean isSaved =
                    (newest.isEmpty() && revision == 0)
                            ? store.preReads().add(saved)
                            : store.preReads().save(saved, revision);
            if (!isSaved) {
                throw changed(boardCase);
            }
            record(user, Action.WRITE_PRE_READ, file, saved.version());
            return saved;
        });
    }

    private PreRead draft(
            User user, UUID boardCase, int version, int revision, PreReadContent content) {
        return new PreRead(
                boardCase,
                version,
                revision,
                content,
                user.name(),
                user.displayName(),
                clock.instant(),
                Optional.empty(),
                false);
    }

    /**
     * Begins a further version with what the signed one says, which stays as it is.
     *
     * @throws PreReadChangedException when a version is being written already
     */
    public PreRead amend(User user, UUID boardCase) {
        var file = writable(user, boardCase);
        var signed = newest(boardCase).orElseThrow(() -> new NotFoundException("pre-read"));
        var begun =
                draft(
                        user,
                        boardCase,
                        signed.version() + 1,
                        signed.revision() + 1,
                        signed.content());
        return store.together(() -> {
            if (!signed.isSigned() || !store.preReads().add(begun)) {
                throw changed(boardCase);
            }
            record(user, Action.WRITE_PRE_READ, file, begun.version());
            return begun;
        });
    }

    /**
     * Signs the note as it was read, and saves it with its key images as DICOM objects. Where the
     * archive does not take them now, it is signed all the same, and {@link #saveAgain} is left.
     *
     * @throws EmptyPreReadException when it says nothing
     * @throws NothingToViewException when no examination of the case has arrived
     * @throws spiders.archive.reading.MissingKeyImageException when a key image is not here
     * @throws spiders.archive.reading.UnwritableReadingException when it holds what DICOM cannot
     * @throws PreReadChangedException when it was saved or signed meanwhile
     */
    public PreRead sign(User user, UUID boardCase, int revision, Wording wording)
            throws InterruptedException {
        var file = writable(user, boardCase);
        var draft = newest(boardCase).orElseThrow(EmptyPreReadException::new);
        if (draft.isSigned() || draft.revision() != revision) {
            throw changed(boardCase);
        }
        if (!draft.content().isSignable()) {
            throw new EmptyPreReadException();
        }
        var keyImages = draft.content().keyImages();
        readings.require(file.boardCase().patient(), keyImages);
        var signature =
                new Signature(
                        user.name().value(),
                        user.displayName(),
                        file.board().centre(),
                        // What a DICOM time says without its fraction, so that both agree.
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        wording.language().toLanguageTag(),
                        wording.title(),
                        Readings.documents(home(user, file), keyImages));
        // A signature is for ever: what no object can be made of is refused before.
        readings.require(file.boardCase().patient(), reading(file, draft.signedWith(signature)));
        store.together(() -> {
            if (!store.preReads().sign(draft, signature)) {
                throw changed(boardCase);
            }
            record(user, Action.SIGN_PRE_READ, file, draft.version());
            return true;
        });
        return saved(file, draft.signedWith(signature));
    }

    /** The newest of the case's studies here that is the patient's. */
    private UID home(User user, CaseFile file) {
        var here =
                ArrivedStudies.of(imaging.picker(user, file)).stream()
                        .map(ViewedStudy::study)
                        .toList();
        var ours = grants.grantable(file.boardCase().patient(), Set.copyOf(here));
        return here.stream()
                .filter(ours::contains)
                .findFirst()
                .orElseThrow(NothingToViewException::new);
    }

    /** Saves the DICOM objects of a signed note that the archive did not take before. */
    public PreRead saveAgain(User user, UUID boardCase) throws InterruptedException {
        var file = writable(user, boardCase);
        var signed = signed(file).orElseThrow(() -> new NotFoundException("pre-read"));
        return signed.isSaved() ? signed : saved(file, signed);
    }

    private PreRead saved(CaseFile file, PreRead signed) throws InterruptedException {
        try {
            readings.save(file.boardCase().patient(), reading(file, signed));
        } catch (IOException | RuntimeException e) {
            // Signed it is: the page says what is left to do, and lets it be done. The message may
            // tell of the patient.
            LOG.log(
                    Level.WARNING,
                    "The pre-read of case {0} is not saved: {1}",
                    signed.boardCase(),
                    e.getClass().getName());
            return signed;
        }
        store.preReads().saved(signed.boardCase(), signed.version(), clock.instant());
        return signed.asSaved();
    }

    private SignedReading reading(CaseFile file, PreRead signed) {
        var signature = signed.signature().orElseThrow();
        var content = signed.content();
        return new SignedReading(
                new SignedReading.Signature(
                        signature.name(),
                        signature.organization(),
                        signature.at(),
                        Locale.forLanguageTag(signature.language())),
                signature.documents(),
                replaced(file, signed),
                signature.title(),
                content.text(),
                content.conclusion(),
                content.remarks().stream()
                        .map(one -> new Remark(one.examination(), one.text()))
                        .toList(),
                content.keyImages());
    }

    /** The note of the newest earlier version that the archive has; others know no other. */
    private List<ReadingDocument> replaced(CaseFile file, PreRead signed) {
        return versions(file).stream()
                .filter(one -> one.version() < signed.version() && one.isSaved())
                .limit(1)
                .flatMap(one -> one.signature().stream())
                .flatMap(one -> one.documents().stream())
                .filter(one -> one.kind() == ReadingDocument.Kind.NOTE)
                .toList();
    }

    private CaseFile writable(User user, UUID boardCase) {
        var file = cases.file(user, boardCase);
        access.require(user, Permission.PRE_READ, file.boardCase().patient());
        if (file.boardCase().state() != CaseState.SUBMITTED) {
            throw new CaseStateException(file.boardCase().state());
        }
        return file;
    }

    private Optional<PreRead> newest(UUID boardCase) {
        return store.preReads().versions(boardCase).stream().findFirst();
    }

    private PreReadChangedException changed(UUID boardCase) {
        return new PreReadChangedException(newest(boardCase).map(PreRead::writerName).orElse(""));
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
