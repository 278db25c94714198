// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import spiders.archive.Refusal;
import spiders.dicom.data.UID;
import spiders.region.SourceFailure;
import spiders.retrieval.TransferManifest.Verification;
import spiders.retrieval.query.CandidateStudy;
import spiders.retrieval.store.ListedInstance;

import java.util.List;

/** What became of an {@link EdgeOrder}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EdgeAnswer.Echoed.class, name = "ECHOED"),
    @JsonSubTypes.Type(value = EdgeAnswer.Found.class, name = "FOUND"),
    @JsonSubTypes.Type(value = EdgeAnswer.Listed.class, name = "LISTED"),
    @JsonSubTypes.Type(value = EdgeAnswer.Fetched.class, name = "FETCHED"),
    @JsonSubTypes.Type(value = EdgeAnswer.Failed.class, name = "FAILED")
})
public sealed interface EdgeAnswer {

    /** The source answered; {@code said} is for the IT department. */
    record Echoed(String said) implements EdgeAnswer {}

    /** The studies that the source named, whose ever they are. */
    record Found(List<CandidateStudy> studies) implements EdgeAnswer {

        public Found {
            studies = List.copyOf(studies);
        }
    }

    /** What the source says a study consists of, as {@code Listing} of the transfers has it. */
    record Listed(List<ListedInstance> instances, int claimed, Verification verification)
            implements EdgeAnswer {

        public Listed {
            instances = List.copyOf(instances);
        }
    }

    /**
     * The fetching came to an end, and each object that came is at the hub or was refused there.
     *
     * @param words how it ended, in the source's words
     */
    record Fetched(String words, List<RefusedObject> refused) implements EdgeAnswer {

        public Fetched {
            refused = List.copyOf(refused);
        }
    }

    /** An object that the hub's archive did not take. */
    record RefusedObject(UID sopInstanceUID, Refusal reason, String message) {}

    /** The source did not do what it was asked; what came before that is at the hub. */
    record Failed(SourceFailure failure, List<RefusedObject> refused) implements EdgeAnswer {

        public Failed {
            refused = List.copyOf(refused);
        }
    }
}
