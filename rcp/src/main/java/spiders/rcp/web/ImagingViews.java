// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.dicom.data.UID;
import spiders.rcp.CaseState;
import spiders.rcp.CaseStay.Stay;
import spiders.rcp.Picker;
import spiders.rcp.Proposal;
import spiders.retrieval.MatchGrade;
import spiders.retrieval.Message;
import spiders.retrieval.StudyDescription;
import spiders.retrieval.StudyOffer;
import spiders.retrieval.StudySearchResult;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferState;
import spiders.retrieval.Verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lays out for a reader what is known of a case's images. */
final class ImagingViews {

    private final SourceNames names;

    ImagingViews(SourceNames names) {
        this.names = names;
    }

    ImagingView of(Picker picker, Map<UID, Stay> stays) {
        var search = picker.lastSearch();
        var offers = search.map(StudySearchResult::offers).orElse(List.of());
        return new ImagingView(
                picker.file().boardCase().id().toString(),
                picker.file().boardCase().state() != CaseState.WITHDRAWN,
                search.isPresent(),
                search.map(found -> found.waiting().size()).orElse(0),
                search.map(StudySearchResult::startedAt).orElse(Instant.EPOCH),
                picker.readiness(),
                search.map(this::sources).orElse(List.of()),
                cards(offers.stream().filter(ImagingViews::isUndecided).toList()),
                cards(offers.stream().filter(ImagingViews::isConflict).toList()),
                exams(new Shown(picker, stays), offers));
    }

    private List<SourceLine> sources(StudySearchResult search) {
        var answered = search.answers().stream().map(answer -> answer.source()).toList();
        return Stream.concat(
                        search.answers().stream()
                                .map(answer ->
                                        SourceLine.of(
                                                answer,
                                                names.name(answer.source()),
                                                names.telephone(answer.source()))),
                        search.waiting().stream()
                                .filter(source -> !answered.contains(source))
                                .map(source -> SourceLine.waiting(source, names.name(source))))
                .toList();
    }

    static boolean isUndecided(StudyOffer offer) {
        return offer.grade().needsDecision() && offer.best().verdict() == Verdict.OPEN;
    }

    static boolean isConflict(StudyOffer offer) {
        return offer.grade() == MatchGrade.CONFLICT;
    }

    /** One card an identity, however many studies it has. */
    private List<IdentityCard> cards(List<StudyOffer> offers) {
        var cards = new LinkedHashMap<String, List<StudyOffer>>();
        for (var offer : offers) {
            var copy = CopyInQuestion.of(offer);
            var identity = copy.identity().map(one -> one.authority() + "\n" + one.value());
            cards.computeIfAbsent(
                            copy.source() + "\n" + identity.orElse(""), _ -> new ArrayList<>())
                    .add(offer);
        }
        return cards.values().stream().map(this::card).toList();
    }

    private IdentityCard card(List<StudyOffer> offers) {
        var first = offers.getFirst();
        var copy = CopyInQuestion.of(first);
        return new IdentityCard(
                first.studyInstanceUID().value(),
                copy.source(),
                names.name(copy.source()),
                copy.grade(),
                copy.comparison().fields(),
                copy.comparison().cautions().stream().sorted().toList(),
                offers.stream().map(ImagingViews::name).toList());
    }

    private static String name(StudyOffer offer) {
        var description = offer.description();
        return "%s  %s  %s"
                .formatted(
                        PatientText.shown(description.date()),
                        String.join("/", description.modalities()),
                        description.text())
                .strip();
    }

    /** What the lines of the studies are made from. */
    private record Shown(Picker picker, Map<UID, Stay> stays) {

        List<StayLine> stay(UID study) {
            return Optional.ofNullable(stays.get(study)).map(StayLine::of).stream().toList();
        }
    }

    private List<ExamLine> exams(Shown shown, List<StudyOffer> offers) {
        var picker = shown.picker();
        var lines = new ArrayList<ExamLine>();
        var seen = new LinkedHashSet<String>();
        offers.stream()
                .filter(offer -> !isUndecided(offer) && !isConflict(offer))
                .forEach(offer -> {
                    lines.add(exam(shown, offer));
                    seen.add(offer.studyInstanceUID().value());
                });
        lines.sort(Comparator.comparingInt(ImagingViews::rank));
        picker.transfers().stream()
                .filter(transfer -> !offered(offers, transfer))
                .filter(transfer -> seen.add(transfer.studyInstanceUID().value()))
                .map(transfer -> unlisted(shown, transfer))
                .forEach(lines::add);
        return lines;
    }

    private static boolean offered(List<StudyOffer> offers, Transfer transfer) {
        return offers.stream()
                .anyMatch(o -> o.studyInstanceUID().equals(transfer.studyInstanceUID()));
    }

    /** What is ordered or proposed first, what a person refused last; within, the newest first. */
    private static int rank(ExamLine line) {
        if (!line.transfers().isEmpty() || line.proposal().ticked()) {
            return line.verdict() == Verdict.REFUSED ? 2 : 0;
        }
        return line.verdict() == Verdict.REFUSED ? 2 : 1;
    }

    private ExamLine exam(Shown shown, StudyOffer offer) {
        var picker = shown.picker();
        var description = offer.description();
        var transfer = picker.transfer(offer.studyInstanceUID());
        boolean here = transfer.filter(ImagingViews::isHereOrComing).isPresent();
        var proposal = picker.proposal(offer.studyInstanceUID());
        return new ExamLine(
                offer.studyInstanceUID().value(),
                PatientText.shown(description.date()),
                description.text(),
                String.join(", ", description.bodyParts()),
                description.modalities(),
                description.series(),
                description.instances(),
                offer.provenances().stream()
                        .map(copy ->
                                new CopyLine(
                                        names.name(copy.source()),
                                        copy.series(),
                                        copy.instances(),
                                        copy.grade()))
                        .toList(),
                offer.reason(),
                offer.grade(),
                offer.best().verdict(),
                offer.isAllowed() && !here,
                proposal,
                transfer.stream().map(TransferLine::of).toList(),
                shown.stay(offer.studyInstanceUID()));
    }

    private static boolean isHereOrComing(Transfer transfer) {
        return transfer.state() == TransferState.VERIFIED || !transfer.state().isFinal();
    }

    /** A study that is not in the last search: it left its source since, or came by disc. */
    private ExamLine unlisted(Shown shown, Transfer transfer) {
        var last = shown.picker().transfer(transfer.studyInstanceUID()).orElse(transfer);
        var known = shown.picker().description(last.studyInstanceUID());
        int images = last.counts().expected();
        return new ExamLine(
                last.studyInstanceUID().value(),
                known.map(StudyDescription::date).map(PatientText::shown).orElse(""),
                known.map(StudyDescription::text)
                        .filter(text -> !text.isBlank())
                        .orElse(last.studyInstanceUID().value()),
                "",
                known.map(StudyDescription::modalities).orElse(List.of()),
                known.map(StudyDescription::series).orElse(0),
                images,
                List.of(new CopyLine(names.name(last.source()), 0, images, MatchGrade.CERTAIN)),
                Message.NONE,
                MatchGrade.CERTAIN,
                Verdict.OPEN,
                false,
                Proposal.NONE,
                List.of(TransferLine.of(last)),
                shown.stay(last.studyInstanceUID()));
    }
}
