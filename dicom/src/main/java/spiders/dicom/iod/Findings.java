// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;
import spiders.dicom.dictionary.Dictionary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers findings up to a limit, each once. */
final class Findings {

    private final int limit;
    private final List<Finding> list = new ArrayList<>();
    private final Set<Finding> told = new HashSet<>();

    Findings(int limit) {
        this.limit = limit;
    }

    void error(Rule rule, AttributePath path, String text, String section) {
        add(Severity.ERROR, rule, path, text, section);
    }

    void warning(Rule rule, AttributePath path, String text, String section) {
        add(Severity.WARNING, rule, path, text, section);
    }

    void note(Rule rule, AttributePath path, String text, String section) {
        add(Severity.NOTE, rule, path, text, section);
    }

    private void add(
            Severity severity, Rule rule, AttributePath path, String text, String section) {
        if (isFull()) {
            return;
        }
        var name = Dictionary.keyword(path.tag()).orElseGet(() -> path.tag().toString());
        var finding = new Finding(severity, rule, path, name + " " + text, section);
        if (told.add(finding)) {
            list.add(finding);
        }
        if (isFull()) {
            list.add(
                    new Finding(
                            Severity.WARNING,
                            Rule.LIMIT,
                            path,
                            "There are more findings than " + limit,
                            ""));
        }
    }

    /** Whether the limit is reached, and looking on is of no use. */
    boolean isFull() {
        return list.size() >= limit;
    }

    List<Finding> list() {
        return List.copyOf(list);
    }
}
