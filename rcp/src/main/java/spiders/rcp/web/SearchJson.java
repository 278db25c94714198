// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.jspecify.annotations.Nullable;

import spiders.archive.PatientIdentifier;
import spiders.retrieval.Provenance;
import spiders.retrieval.StudyOffer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A search as JSON; as long as nobody searched it has neither id nor start. */
record SearchJson(
        @Nullable UUID id,
        String state,
        @Nullable Instant startedAt,
        List<String> waiting,
        List<AnswerJson> answers,
        List<OfferJson> offers) {

    record AnswerJson(
            String source,
            String sourceName,
            String outcome,
            int studies,
            long milliseconds,
            String message,
            String detail) {}

    record OfferJson(
            String studyInstanceUID,
            String date,
            String description,
            List<String> modalities,
            List<String> bodyParts,
            String accessionNumber,
            int series,
            int instances,
            String grade,
            boolean allowed,
            boolean proposed,
            ProposalJson proposal,
            String choice,
            List<ProvenanceJson> provenances) {

        static OfferJson of(
                StudyOffer offer,
                ProposalJson proposal,
                boolean proposed,
                String choice,
                List<ProvenanceJson> provenances) {
            var description = offer.description();
            return new OfferJson(
                    offer.studyInstanceUID().value(),
                    description.date(),
                    description.text(),
                    description.modalities(),
                    description.bodyParts(),
                    description.accessionNumber(),
                    description.series(),
                    description.instances(),
                    offer.grade().name(),
                    offer.isAllowed(),
                    proposed,
                    proposal,
                    choice,
                    provenances);
        }
    }

    record ProposalJson(String reason, String wish, int number, String text) {}

    record ProvenanceJson(
            String source,
            String sourceName,
            String grade,
            String verdict,
            int series,
            int instances,
            List<PatientIdentifier> identifiers,
            List<FieldJson> fields,
            List<String> cautions) {

        static ProvenanceJson of(Provenance copy, String name) {
            return new ProvenanceJson(
                    copy.source(),
                    name,
                    copy.grade().name(),
                    copy.verdict().name(),
                    copy.series(),
                    copy.instances(),
                    copy.identities().stream()
                            .map(one -> new PatientIdentifier(one.authority(), one.value()))
                            .toList(),
                    copy.comparison().fields().stream()
                            .map(field ->
                                    new FieldJson(
                                            field.field().name(),
                                            field.ours(),
                                            field.theirs(),
                                            field.outcome().name()))
                            .toList(),
                    copy.comparison().cautions().stream().map(Enum::name).sorted().toList());
        }
    }

    record FieldJson(String field, String ours, String theirs, String outcome) {

        /** Without the values. */
        @Override
        public String toString() {
            return field + "=" + outcome;
        }
    }
}
