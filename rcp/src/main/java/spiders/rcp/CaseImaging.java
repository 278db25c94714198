// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;
import spiders.retrieval.IdentityDecision;
import spiders.retrieval.IdentityDecisions;
import spiders.retrieval.IdentityQuestion;
import spiders.retrieval.ImagingRequest;
import spiders.retrieval.StudyDescription;
import spiders.retrieval.StudyOffer;
import spiders.retrieval.StudySearch;
import spiders.retrieval.StudySearchResult;
import spiders.retrieval.Transfer;
import spiders.retrieval.Transfers;
import spiders.retrieval.Verdict;
import spiders.security.Access;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.User;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A case's images: searched in every source, chosen by the clinician, brought in.
 *
 * <p>What moves or shows a patient's data is recorded by the retrieval's own services, with the
 * session as its purpose.
 */
public final class CaseImaging {

    private final Cases cases;
    private final StudySearch search;
    private final IdentityDecisions decisions;
    private final Transfers transfers;
    private final Access access;

    public CaseImaging(
            Cases cases,
            StudySearch search,
            IdentityDecisions decisions,
            Transfers transfers,
            Access access) {
        this.cases = cases;
        this.search = search;
        this.decisions = decisions;
        this.transfers = transfers;
        this.access = access;
    }

    /** Starts to ask every source; returns at once. */
    public UUID search(User user, UUID boardCase) {
        var file = cases.file(user, boardCase);
        access.require(user, Permission.SEARCH_IMAGING, file.boardCase().patient());
        return search.start(user, file.purpose(), ImagingRequest.of(file.boardCase().patient()));
    }

    /** What is known of the case's images now. */
    public Picker picker(User user, UUID boardCase) {
        return picker(user, cases.file(user, boardCase));
    }

    /** What is known now of the images of a case that the user has opened. */
    public Picker picker(User user, CaseFile file) {
        return pickers(user, List.of(file)).getFirst();
    }

    /** Of each of these cases, by its id, whether its images are there; read together. */
    public Map<UUID, Readiness> readiness(User user, List<CaseFile> files) {
        return pickers(user, files).stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                picker -> picker.file().boardCase().id(), Picker::readiness));
    }

    private List<Picker> pickers(User user, List<CaseFile> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        access.require(user, Permission.VIEW_CASE, patients(files));
        var searches = latest(user, files);
        var ordered = transfers.of(files.stream().map(file -> file.boardCase().id()).toList());
        var handedIn = transfers.handedIn(ordered);
        var pickers = new ArrayList<Picker>();
        for (var file : files) {
            var id = file.boardCase().id();
            pickers.add(
                    picker(
                            file,
                            Optional.ofNullable(searches.get(id)),
                            ordered.getOrDefault(id, List.of()),
                            handedIn.getOrDefault(id, Map.of())));
        }
        return pickers;
    }

    private static Picker picker(
            CaseFile file,
            Optional<StudySearchResult> last,
            List<Transfer> ordered,
            Map<UID, StudyDescription> handedIn) {
        var rule = file.board().rule();
        var day = file.session().date();
        var offers = last.map(StudySearchResult::offers).orElse(List.of());
        return new Picker(
                file,
                last.stream().toList(),
                Offers.proposals(rule, day, offers),
                ordered,
                handedIn,
                new ReadinessRule(rule, day, last, ordered, handedIn).readiness());
    }

    /** Whether the images of a case are there. */
    public Readiness readiness(User user, UUID boardCase) {
        return picker(user, boardCase).readiness();
    }

    /**
     * A person says whether a source's patient is ours.
     *
     * @param study of the last search
     */
    public IdentityDecision decide(
            User user, UUID boardCase, UID study, String source, Verdict verdict) {
        var file = cases.file(user, boardCase);
        access.require(user, Permission.DECIDE_IDENTITY, file.boardCase().patient());
        var found = latest(user, file).orElseThrow(() -> new NotFoundException("search"));
        if (found.offer(study).flatMap(offer -> offer.at(source)).isEmpty()) {
            throw new NotFoundException("study");
        }
        var question = new IdentityQuestion(found.id(), study, source);
        return switch (verdict) {
            case CONFIRMED -> decisions.confirm(user, file.purpose(), question, "");
            case REFUSED -> refuse(user, file, question);
            case OPEN -> throw new IllegalArgumentException("a decision is CONFIRMED or REFUSED");
        };
    }

    /** What is still on its way of somebody else is stopped. */
    private IdentityDecision refuse(User user, CaseFile file, IdentityQuestion question) {
        var refused = decisions.refuse(user, file.purpose(), question, "");
        stopWhatIsNoLongerAllowed(user, file);
        return refused;
    }

    /** What persons decided of the identities of the case's patient, the newest first. */
    public List<IdentityDecision> decisions(User user, CaseFile file) {
        return decisions.of(user, file.purpose(), file.boardCase().patient());
    }

    /**
     * A person takes a decision back, whoever made it: its studies can be viewed no more, and what
     * of them is still on its way is stopped.
     *
     * @param reason in the person's words
     * @throws NotFoundException if the case's patient has no such decision, or it is taken back
     */
    public IdentityDecision revoke(User user, UUID boardCase, UUID decision, String reason) {
        var file = cases.file(user, boardCase);
        access.require(user, Permission.DECIDE_IDENTITY, file.boardCase().patient());
        if (decisions(user, file).stream()
                .noneMatch(made -> made.id().equals(decision) && made.isValid())) {
            throw new NotFoundException("decision");
        }
        var revoked = decisions.revoke(user, file.purpose(), decision, reason);
        stopWhatIsNoLongerAllowed(user, file);
        return revoked;
    }

    private void stopWhatIsNoLongerAllowed(User user, CaseFile file) {
        var offers = latest(user, file).map(StudySearchResult::offers).orElse(List.of());
        var hidden =
                offers.stream()
                        .filter(offer -> !Offers.isOurs(offer))
                        .map(StudyOffer::studyInstanceUID)
                        .toList();
        transfers.of(file.boardCase().id()).stream()
                .filter(transfer -> !transfer.state().isFinal())
                .filter(transfer -> hidden.contains(transfer.studyInstanceUID()))
                .forEach(transfer -> transfers.cancel(user, file.purpose(), transfer.id()));
    }

    /**
     * Orders the chosen studies.
     *
     * @throws spiders.retrieval.TransferNotAllowedException when one of them is in conflict, or of
     *     an identity that nobody has confirmed; nothing is ordered then
     */
    public List<UUID> order(User user, UUID boardCase, Collection<UID> studies) {
        var file = cases.file(user, boardCase);
        access.require(user, Permission.ORDER_TRANSFER, file.boardCase().patient());
        var found = latest(user, file).orElseThrow(() -> new NotFoundException("search"));
        var chosen = new ArrayList<StudyOffer>();
        for (var study : studies) {
            chosen.add(found.offer(study).orElseThrow(() -> new NotFoundException("study")));
        }
        return transfers.order(
                user,
                file.purpose(),
                file.boardCase().patient(),
                chosen,
                Optional.of(begins(file)));
    }

    /** The transfers of a case, in the order in which they were ordered. */
    public List<Transfer> transfers(User user, UUID boardCase) {
        var file = cases.file(user, boardCase);
        return transfers.of(file.boardCase().id());
    }

    /** Tries a transfer of the case again that did not bring everything. */
    public void retry(User user, UUID boardCase, UUID transfer) {
        transfers.retry(user, own(user, boardCase, transfer).purpose(), transfer);
    }

    /** Makes a transfer of the case wait until somebody lets it go on. */
    public void hold(User user, UUID boardCase, UUID transfer) {
        transfers.hold(user, own(user, boardCase, transfer).purpose(), transfer);
    }

    /** Lets a transfer of the case go on that was held. */
    public void release(User user, UUID boardCase, UUID transfer) {
        transfers.release(user, own(user, boardCase, transfer).purpose(), transfer);
    }

    /** Puts a transfer of the case before all others of its source, at any hour. */
    public void hurry(User user, UUID boardCase, UUID transfer) {
        transfers.hurry(user, own(user, boardCase, transfer).purpose(), transfer);
    }

    private static Instant begins(CaseFile file) {
        return file.session().begins().atZone(Boards.HOSPITAL_ZONE).toInstant();
    }

    /** Stops a transfer of the case; what has arrived stays. */
    public void cancel(User user, UUID boardCase, UUID transfer) {
        var file = cases.file(user, boardCase);
        requireOfCase(boardCase, transfer);
        transfers.cancel(user, file.purpose(), transfer);
    }

    private CaseFile own(User user, UUID boardCase, UUID transfer) {
        var file = cases.file(user, boardCase);
        access.require(user, Permission.ORDER_TRANSFER, file.boardCase().patient());
        requireOfCase(boardCase, transfer);
        return file;
    }

    private void requireOfCase(UUID boardCase, UUID transfer) {
        if (transfers.of(boardCase).stream().noneMatch(one -> one.id().equals(transfer))) {
            throw new NotFoundException("transfer");
        }
    }

    private Optional<StudySearchResult> latest(User user, CaseFile file) {
        return Optional.ofNullable(latest(user, List.of(file)).get(file.boardCase().id()));
    }

    /** The last search of each case that has one, and whose patient does not object. */
    private Map<UUID, StudySearchResult> latest(User user, List<CaseFile> files) {
        var opposed = access.opposed(Permission.SEARCH_IMAGING, patients(files));
        var despite = access.allowed(user, Permission.SEARCH_IMAGING, opposed);
        var shown =
                files.stream()
                        .map(CaseFile::boardCase)
                        .filter(found ->
                                !opposed.contains(found.patient())
                                        || despite.contains(found.patient()))
                        .map(BoardCase::id)
                        .toList();
        return search.latest(user, shown);
    }

    private static List<PatientKey> patients(List<CaseFile> files) {
        return files.stream().map(file -> file.boardCase().patient()).toList();
    }
}
