// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;
import spiders.rcp.preparation.AlertKind;
import spiders.rcp.preparation.Raised;
import spiders.region.Source;
import spiders.region.SourceDirectory;
import spiders.retrieval.Forecast;
import spiders.retrieval.StudyOffer;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferState;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Says what somebody has to do now for a case, so that its images are there in time. */
final class AlertRule {

    /** Images are to be there so long before the session, for whoever reads them first. */
    static final Duration MARGIN = Duration.ofHours(1);

    /** The hub searches for a case by itself minutes after it was registered. */
    static final Duration UNSEARCHED = Duration.ofMinutes(15);

    private final SourceDirectory sources;
    private final Map<UUID, Forecast> forecasts;
    private final Instant now;

    AlertRule(SourceDirectory sources, Map<UUID, Forecast> forecasts, Instant now) {
        this.sources = sources;
        this.forecasts = Map.copyOf(forecasts);
        this.now = now;
    }

    /**
     * What the alerts of a case are drawn from.
     *
     * @param registered when the case was
     * @param transfers of each study the last one
     */
    record Facts(
            Instant session,
            Instant registered,
            Readiness readiness,
            List<StudyOffer> offers,
            Map<UID, Proposal> proposals,
            List<Transfer> transfers) {

        static List<Transfer> newest(List<Transfer> ordered) {
            var newest = new LinkedHashMap<UID, Transfer>();
            ordered.forEach(one -> newest.put(one.studyInstanceUID(), one));
            return List.copyOf(newest.values());
        }
    }

    /** What is to be told now; none once the session has begun. */
    List<Raised> raised(Facts facts) {
        if (!now.isBefore(facts.session())) {
            return List.of();
        }
        var raised = new ArrayList<Raised>();
        facts.transfers().forEach(one -> raised.addAll(ofTransfer(facts, one)));
        raised.addAll(ofSearch(facts));
        raised.addAll(ofChoice(facts));
        raised.addAll(ofWishes(facts));
        raised.addAll(ofSources(facts));
        var before = Duration.between(now, facts.session());
        return raised.stream()
                .filter(one -> one.kind().lead().compareTo(before) >= 0)
                .distinct()
                .toList();
    }

    private List<Raised> ofTransfer(Facts facts, Transfer transfer) {
        var study = transfer.studyInstanceUID().value();
        var state = transfer.state();
        var forecast = Optional.ofNullable(forecasts.get(transfer.id()));
        boolean isGivenUp = state == TransferState.FAILED || state == TransferState.INCOMPLETE;
        boolean isExhausted = !state.isFinal() && forecast.filter(Forecast::exhausted).isPresent();
        if (isGivenUp || isExhausted) {
            return List.of(new Raised(AlertKind.TRANSFER_FAILED, study, called(transfer.source())));
        }
        if (state.isFinal()) {
            return List.of();
        }
        boolean isJustOrdered =
                forecast.isEmpty()
                        && state != TransferState.HELD
                        && sources.source(transfer.source()).isPresent();
        if (isJustOrdered
                || forecast.filter(one -> one.isReadyBy(limit(facts.session()))).isPresent()) {
            return List.of();
        }
        var arguments = new ArrayList<>(called(transfer.source()));
        arguments.add(
                forecast.filter(one -> !one.failing())
                        .flatMap(Forecast::cautious)
                        .map(Instant::toString)
                        .orElse(""));
        return List.of(new Raised(AlertKind.LATE, study, arguments));
    }

    /** In the last hour before a session its beginning counts. */
    private Instant limit(Instant session) {
        var wished = session.minus(MARGIN);
        return now.isBefore(wished) ? wished : session;
    }

    /** Nobody knows what there is: neither the hub nor a person could search. */
    private List<Raised> ofSearch(Facts facts) {
        boolean stays =
                facts.readiness().state() == Readiness.State.NOT_SEARCHED
                        && !now.isBefore(facts.registered().plus(UNSEARCHED));
        return stays ? List.of(new Raised(AlertKind.NOT_SEARCHED, "", List.of())) : List.of();
    }

    private static List<Raised> ofChoice(Facts facts) {
        boolean waits =
                facts.readiness().wishes().stream()
                        .anyMatch(one -> one.state() == WishStatus.State.IDENTITY_TO_CONFIRM);
        if (waits) {
            return List.of(new Raised(AlertKind.IDENTITY, "", List.of()));
        }
        return switch (facts.readiness().state()) {
            case TO_CHOOSE ->
                    isProposed(facts.readiness())
                            ? List.of(new Raised(AlertKind.NOT_CHOSEN, "", List.of()))
                            : List.of();
            case IDENTITY_TO_CONFIRM -> List.of(new Raised(AlertKind.IDENTITY, "", List.of()));
            case NOT_SEARCHED, SEARCHING, NOTHING_FOUND, ARRIVING, INCOMPLETE, PARTIAL, READY ->
                    appeared(facts);
        };
    }

    /** Of what no wish of the rule asks for, nobody has to choose; that is told as missing. */
    private static boolean isProposed(Readiness readiness) {
        return readiness.wishes().isEmpty() || readiness.studies().found() > 0;
    }

    /** What was found and is wanted after somebody had chosen. */
    private static List<Raised> appeared(Facts facts) {
        var ordered = new HashSet<UID>();
        facts.transfers().forEach(one -> ordered.add(one.studyInstanceUID()));
        if (ordered.isEmpty()) {
            return List.of();
        }
        return facts.offers().stream()
                .filter(StudyOffer::isAllowed)
                .filter(offer -> !ordered.contains(offer.studyInstanceUID()))
                .filter(offer -> isCurrent(facts, offer.studyInstanceUID()))
                .map(offer ->
                        new Raised(
                                AlertKind.EXAM_APPEARED,
                                offer.studyInstanceUID().value(),
                                List.of(proposal(facts, offer.studyInstanceUID()).wish())))
                .toList();
    }

    private static boolean isCurrent(Facts facts, UID study) {
        return proposal(facts, study).reason() == Proposal.Reason.CURRENT;
    }

    private static Proposal proposal(Facts facts, UID study) {
        return facts.proposals().getOrDefault(study, Proposal.NONE);
    }

    private static List<Raised> ofWishes(Facts facts) {
        if (facts.readiness().state() == Readiness.State.SEARCHING) {
            return List.of();
        }
        return facts.readiness().wishes().stream()
                .filter(AlertRule::isUnknown)
                .map(wish -> wish.wish().label())
                .map(label -> new Raised(AlertKind.EXAM_MISSING, label, List.of(label)))
                .toList();
    }

    private static boolean isUnknown(WishStatus wish) {
        return wish.state() == WishStatus.State.NOT_FOUND
                || wish.state() == WishStatus.State.TOO_OLD;
    }

    /** A silent source is no matter as long as everything wished for is here. */
    private List<Raised> ofSources(Facts facts) {
        boolean whole =
                facts.readiness().wishes().stream()
                        .allMatch(wish -> wish.state() == WishStatus.State.VERIFIED);
        if (whole) {
            return List.of();
        }
        return Set.copyOf(facts.readiness().silent()).stream()
                .sorted()
                .map(id -> new Raised(AlertKind.SOURCE_SILENT, id, called(id)))
                .toList();
    }

    /** The name of a source and its telephone, as far as they are known. */
    private List<String> called(String id) {
        var source = sources.source(id);
        return List.of(
                source.map(Source::name).orElse(id), source.map(Source::telephone).orElse(""));
    }
}
