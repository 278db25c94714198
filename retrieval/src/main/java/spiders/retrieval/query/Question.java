// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import spiders.dicom.data.Tag;

import java.util.LinkedHashMap;
import java.util.Map;

/** The matching keys of one query at study level, in no order that matters. */
public record Question(Map<Tag, String> keys) {

    public Question {
        keys = Map.copyOf(keys);
    }

    static Question of(Tag key, String value) {
        return new Question(Map.of(key, value));
    }

    Question and(Tag key, String value) {
        var all = new LinkedHashMap<>(keys);
        all.put(key, value);
        return new Question(all);
    }

    /** Without the values, which are a patient's. */
    @Override
    public String toString() {
        return "Question" + keys.keySet();
    }
}
