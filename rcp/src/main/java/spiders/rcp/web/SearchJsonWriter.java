// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.Picker;
import spiders.rcp.Proposal;
import spiders.retrieval.SourceAnswer;
import spiders.retrieval.StudyOffer;
import spiders.retrieval.StudySearchResult;
import spiders.web.Messages;

import java.util.List;
import java.util.Locale;

/** Writes a search for a program, with its sentences in the language asked for. */
final class SearchJsonWriter {

    private final SourceNames names;
    private final Messages messages;

    SearchJsonWriter(SourceNames names, Messages messages) {
        this.names = names;
        this.messages = messages;
    }

    SearchJson write(Picker picker, Locale locale) {
        return picker.lastSearch()
                .map(search -> write(picker, search, locale))
                .orElse(new SearchJson(null, "NONE", null, List.of(), List.of(), List.of()));
    }

    private SearchJson write(Picker picker, StudySearchResult search, Locale locale) {
        return new SearchJson(
                search.id(),
                search.isFinished() ? "FINISHED" : "RUNNING",
                search.startedAt(),
                search.waiting(),
                search.answers().stream().map(answer -> answer(answer, locale)).toList(),
                search.offers().stream().map(offer -> offer(picker, offer, locale)).toList());
    }

    private SearchJson.AnswerJson answer(SourceAnswer answer, Locale locale) {
        int studies = answer instanceof SourceAnswer.Found found ? found.studies() : 0;
        return new SearchJson.AnswerJson(
                answer.source(),
                names.name(answer.source()),
                SourceLine.outcome(answer),
                studies,
                answer.took().toMillis(),
                Said.text(messages, locale, answer.message()),
                answer.detail());
    }

    private SearchJson.OfferJson offer(Picker picker, StudyOffer offer, Locale locale) {
        Proposal proposal = picker.proposal(offer.studyInstanceUID());
        var text =
                messages.text(
                        locale,
                        "rcp.proposal." + proposal.reason().name(),
                        proposal.wish(),
                        proposal.number());
        return SearchJson.OfferJson.of(
                offer,
                new SearchJson.ProposalJson(
                        proposal.reason().name(), proposal.wish(), proposal.number(), text),
                proposal.ticked() && offer.isAllowed(),
                Said.text(messages, locale, offer.reason()),
                offer.provenances().stream()
                        .map(copy -> SearchJson.ProvenanceJson.of(copy, names.name(copy.source())))
                        .toList());
    }
}
