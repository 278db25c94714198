// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;
import spiders.rcp.Readiness.Objects;
import spiders.rcp.Readiness.State;
import spiders.rcp.Readiness.Studies;
import spiders.retrieval.HandedInDiscs;
import spiders.retrieval.MatchGrade;
import spiders.retrieval.SourceAnswer;
import spiders.retrieval.StudyDescription;
import spiders.retrieval.StudyOffer;
import spiders.retrieval.StudySearchResult;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferState;
import spiders.retrieval.Verdict;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges a case's readiness from its last search and its transfers, by its board's rule. */
final class ReadinessRule {

    private static final TransferState[] COMING = {
        TransferState.ORDERED, TransferState.RUNNING, TransferState.RETRYING, TransferState.HELD
    };

    private final ImagingRule rule;
    private final LocalDate session;
    private final Optional<StudySearchResult> search;
    private final Map<UID, Transfer> transfers;
    private final List<StudyOffer> offers;
    private final Map<UID, StudyDescription> handedIn;
    private final Map<UID, Proposal> proposals;

    /**
     * The transfers are those of the case, in the order in which they were ordered: of one study
     * the last counts. What was handed in on a disc counts where no source offers it.
     */
    ReadinessRule(
            ImagingRule rule,
            LocalDate session,
            Optional<StudySearchResult> search,
            List<Transfer> ordered,
            Map<UID, StudyDescription> handedIn) {
        this.handedIn = handedIn;
        this.rule = rule;
        this.session = session;
        this.search = search;
        offers = search.map(StudySearchResult::offers).orElse(List.of());
        var hidden =
                offers.stream()
                        .filter(offer -> !Offers.isOurs(offer))
                        .map(StudyOffer::studyInstanceUID)
                        .toList();
        transfers = new LinkedHashMap<>();
        ordered.stream()
                .filter(transfer -> transfer.state() != TransferState.CANCELLED)
                .filter(transfer -> !hidden.contains(transfer.studyInstanceUID()))
                .filter(transfer -> !isTakenBack(transfer))
                .forEach(transfer -> transfers.put(transfer.studyInstanceUID(), transfer));
        proposals = Offers.proposals(rule, session, offers);
    }

    /** Of a disc whose identity was taken back nothing is the patient's. */
    private boolean isTakenBack(Transfer transfer) {
        return HandedInDiscs.hasBrought(transfer)
                && !handedIn.containsKey(transfer.studyInstanceUID());
    }

    Readiness readiness() {
        var wishes = rule.wishes().stream().map(this::status).toList();
        var studies = studies(wishes);
        return new Readiness(state(wishes), studies, objects(), wishes, silent());
    }

    private State state(List<WishStatus> wishes) {
        if (search.filter(result -> !result.isFinished()).isPresent()) {
            return State.SEARCHING;
        }
        if (transfers.isEmpty()) {
            return unordered();
        }
        if (count(COMING) > 0) {
            return State.ARRIVING;
        }
        if (count(TransferState.INCOMPLETE, TransferState.FAILED) > 0) {
            return State.INCOMPLETE;
        }
        boolean whole = wishes.stream().allMatch(wish -> wish.state() == WishStatus.State.VERIFIED);
        if (whole) {
            return State.READY;
        }
        return waitsForDecision() ? State.IDENTITY_TO_CONFIRM : State.PARTIAL;
    }

    private State unordered() {
        if (search.isEmpty()) {
            return State.NOT_SEARCHED;
        }
        if (offers.isEmpty()) {
            return State.NOTHING_FOUND;
        }
        return waitsForDecision() ? State.IDENTITY_TO_CONFIRM : State.TO_CHOOSE;
    }

    private boolean waitsForDecision() {
        return offers.stream().anyMatch(ReadinessRule::isUndecided);
    }

    private static boolean isUndecided(StudyOffer offer) {
        return offer.grade().needsDecision() && offer.best().verdict() == Verdict.OPEN;
    }

    private Studies studies(List<WishStatus> wishes) {
        int arriving = count(COMING);
        int verified = count(TransferState.VERIFIED);
        int broken = count(TransferState.INCOMPLETE, TransferState.FAILED);
        int absent = (int) wishes.stream().filter(ReadinessRule::isAbsent).count();
        int found = transfers.isEmpty() ? proposed() : transfers.size();
        return new Studies(found + absent, found, arriving, verified, broken + absent);
    }

    private static boolean isAbsent(WishStatus wish) {
        return wish.state() == WishStatus.State.NOT_FOUND
                || wish.state() == WishStatus.State.TOO_OLD;
    }

    private int proposed() {
        return (int)
                offers.stream()
                        .filter(StudyOffer::isAllowed)
                        .map(StudyOffer::studyInstanceUID)
                        .map(study -> proposals.getOrDefault(study, Proposal.NONE))
                        .filter(Proposal::ticked)
                        .count();
    }

    private int count(TransferState... states) {
        var wanted = List.of(states);
        return (int)
                transfers.values().stream()
                        .filter(transfer -> wanted.contains(transfer.state()))
                        .count();
    }

    private Objects objects() {
        var counts = transfers.values().stream().map(Transfer::counts).toList();
        return new Objects(
                counts.stream().mapToInt(Transfer.Counts::expected).sum(),
                counts.stream().mapToInt(Transfer.Counts::received).sum(),
                counts.stream().mapToInt(Transfer.Counts::verified).sum(),
                counts.stream().mapToLong(Transfer.Counts::bytes).sum());
    }

    private WishStatus status(ImagingWish wish) {
        var none = search.isEmpty() ? WishStatus.State.NOT_SEARCHED : WishStatus.State.NOT_FOUND;
        return Stream.concat(offered(wish), handedIn(wish))
                .max(Comparator.comparing(WishStatus::state).thenComparing(WishStatus::date))
                .orElse(new WishStatus(wish, none, ""));
    }

    private Stream<WishStatus> offered(ImagingWish wish) {
        return offers.stream()
                .filter(offer -> offer.grade() != MatchGrade.CONFLICT)
                .filter(offer -> offer.best().verdict() != Verdict.REFUSED)
                .filter(offer -> wish.wantsModality(offer.description().modalities()))
                .filter(offer -> wish.wantsBodyPart(Offers.region(offer)))
                .map(offer -> status(wish, offer));
    }

    private Stream<WishStatus> handedIn(ImagingWish wish) {
        return transfers.values().stream()
                .filter(transfer -> handedIn.containsKey(transfer.studyInstanceUID()))
                .filter(transfer -> !isOffered(transfer.studyInstanceUID()))
                .flatMap(transfer -> handedIn(wish, transfer).stream());
    }

    private boolean isOffered(UID study) {
        return offers.stream().anyMatch(offer -> offer.studyInstanceUID().equals(study));
    }

    private Optional<WishStatus> handedIn(ImagingWish wish, Transfer transfer) {
        return Optional.ofNullable(handedIn.get(transfer.studyInstanceUID()))
                .filter(study -> wish.wantsModality(study.modalities()))
                .filter(study -> wish.wantsBodyPart(study.text()))
                .map(study ->
                        new WishStatus(
                                wish,
                                wish.isCurrent(study.studyDate(), session)
                                        ? state(transfer)
                                        : WishStatus.State.TOO_OLD,
                                study.date()));
    }

    private WishStatus status(ImagingWish wish, StudyOffer offer) {
        var date = offer.description().date();
        if (!wish.isCurrent(offer.description().studyDate(), session)) {
            return new WishStatus(wish, WishStatus.State.TOO_OLD, date);
        }
        var transfer = transfers.get(offer.studyInstanceUID());
        if (transfer != null) {
            return new WishStatus(wish, state(transfer), date);
        }
        var state =
                isUndecided(offer) ? WishStatus.State.IDENTITY_TO_CONFIRM : WishStatus.State.FOUND;
        return new WishStatus(wish, state, date);
    }

    private static WishStatus.State state(Transfer transfer) {
        return switch (transfer.state()) {
            case ORDERED, RUNNING, RETRYING, HELD -> WishStatus.State.ARRIVING;
            case VERIFIED -> WishStatus.State.VERIFIED;
            case INCOMPLETE, FAILED, CANCELLED -> WishStatus.State.INCOMPLETE;
        };
    }

    private List<String> silent() {
        return search.map(StudySearchResult::answers).orElse(List.of()).stream()
                .filter(ReadinessRule::isSilent)
                .map(SourceAnswer::source)
                .toList();
    }

    private static boolean isSilent(SourceAnswer answer) {
        return switch (answer) {
            case SourceAnswer.Found _, SourceAnswer.None _ -> false;
            case SourceAnswer.Late _,
                    SourceAnswer.Refused _,
                    SourceAnswer.Off _,
                    SourceAnswer.Failed _ ->
                    true;
        };
    }
}
