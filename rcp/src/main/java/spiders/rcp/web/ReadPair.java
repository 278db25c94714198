// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.hanging.Layout;

import java.util.List;
import java.util.stream.Stream;

/** A current examination beside its priors, the most recent first. */
public record ReadPair(Layout layout, ReadExam current, List<ReadExam> priors) {

    public ReadPair {
        priors = List.copyOf(priors);
    }

    /** What opens side by side: of both, those that are here. */
    public List<ReadExam> shown() {
        return Stream.concat(Stream.of(current), priors.stream().limit(1))
                .filter(ReadExam::isHere)
                .toList();
    }

    /** All of its examinations. */
    public List<ReadExam> exams() {
        return Stream.concat(Stream.of(current), priors.stream()).toList();
    }
}
