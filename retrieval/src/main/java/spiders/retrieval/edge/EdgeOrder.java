// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;

import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.region.FetchWindow;
import spiders.region.Retrieve;
import spiders.retrieval.query.Question;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an edge is to do at one of its sources. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EdgeOrder.Echo.class, name = "ECHO"),
    @JsonSubTypes.Type(value = EdgeOrder.Find.class, name = "FIND"),
    @JsonSubTypes.Type(value = EdgeOrder.Listing.class, name = "LIST"),
    @JsonSubTypes.Type(value = EdgeOrder.Fetch.class, name = "FETCH")
})
public sealed interface EdgeOrder {

    /** The id of the source. */
    String source();

    /** Ask whether it is there. */
    record Echo(String source) implements EdgeOrder {}

    /**
     * Ask for studies.
     *
     * @param questions the matching keys of each question, by tags of eight hexadecimal digits
     */
    record Find(String source, List<Map<String, String>> questions) implements EdgeOrder {

        private static final int MOST = 1_000;

        public Find {
            questions = questions.stream().map(Map::copyOf).toList();
            if (questions.size() > MOST) {
                throw new IllegalArgumentException("more than %d questions".formatted(MOST));
            }
        }

        static Find of(String source, List<Question> questions) {
            return new Find(source, questions.stream().map(Find::written).toList());
        }

        private static Map<String, String> written(Question question) {
            return question.keys().entrySet().stream()
                    .collect(Collectors.toMap(key -> key.getKey().hex(), Map.Entry::getValue));
        }

        /** The questions as they were before they were written. */
        public List<Question> asked() {
            return questions.stream().map(Find::read).toList();
        }

        private static Question read(Map<String, String> keys) {
            return new Question(
                    keys.entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            key -> Tag.parse(key.getKey()), Map.Entry::getValue)));
        }

        /** Without the values, which are a patient's. */
        @Override
        public String toString() {
            return "Find[%s, %d questions]".formatted(source, questions.size());
        }
    }

    /** Ask which instances a study has. */
    record Listing(String source, UID study) implements EdgeOrder {}

    /**
     * Fetch objects of a study, and send them here.
     *
     * @param way C-GET or C-MOVE
     * @param units what to ask for, in this order
     * @param classes the storage classes of the objects, as far as they are known
     * @param windows when the source is spared, and how much; empty where the transfer is hurried,
     *     and in orders of hubs that did not say so yet
     */
    record Fetch(
            String source,
            UID study,
            Retrieve way,
            List<Unit> units,
            List<UID> classes,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<FetchWindow> windows)
            implements EdgeOrder {

        public Fetch {
            windows = List.copyOf(windows);
            units = List.copyOf(units);
            classes = List.copyOf(classes);
        }
    }

    /**
     * One retrieval.
     *
     * @param series none for the whole study, else one
     * @param instances none for the whole series
     */
    record Unit(List<UID> series, List<UID> instances) {

        public Unit {
            series = List.copyOf(series);
            instances = List.copyOf(instances);
            if (series.size() > 1 || (series.isEmpty() && !instances.isEmpty())) {
                throw new IllegalArgumentException("a unit is of one series, or of a study");
            }
        }
    }
}
