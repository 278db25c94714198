// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import static spiders.retrieval.FieldOutcome.COMPOUND;
import static spiders.retrieval.FieldOutcome.DIFFERENT;
import static spiders.retrieval.FieldOutcome.EQUAL;
import static spiders.retrieval.FieldOutcome.MISSING;
import static spiders.retrieval.FieldOutcome.NEWBORN;
import static spiders.retrieval.FieldOutcome.ONE_EDIT;
import static spiders.retrieval.FieldOutcome.USED_NAME;

import spiders.retrieval.FieldOutcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares the first given name; the others only explain what stands behind the first. */
final class GivenName {

    private static final Set<String> PROVISIONAL =
            Set.of("BEBE", "BB", "NN", "X", "XX", "XXX", "GARCON", "FILLE", "ENFANT", "NOUVEAUNE");

    private GivenName() {}

    /**
     * Compares.
     *
     * @param ours our given names, the first being the first birth given name
     */
    static FieldOutcome compare(List<String> ours, String usedGivenName, String seen) {
        var theirs = NameText.tokens(seen);
        var first = ours.isEmpty() ? List.<String>of() : NameText.tokens(ours.getFirst());
        if (theirs.isEmpty() || first.isEmpty()) {
            return MISSING;
        }
        if (first.equals(theirs) || isFirstOfList(ours, first, theirs)) {
            return EQUAL;
        }
        if (isProvisional(first) || isProvisional(theirs)) {
            return NEWBORN;
        }
        if (theirs.equals(NameText.tokens(usedGivenName)) || isAnother(ours, theirs)) {
            return USED_NAME;
        }
        if (startsWith(first, theirs) || startsWith(theirs, first)) {
            return COMPOUND;
        }
        return closeness(NameText.joined(first), NameText.joined(theirs));
    }

    static boolean isProvisional(List<String> tokens) {
        return tokens.stream().anyMatch(PROVISIONAL::contains)
                || PROVISIONAL.contains(NameText.joined(tokens));
    }

    private static FieldOutcome closeness(String first, String theirs) {
        if (first.equals(theirs)) {
            return COMPOUND;
        }
        return NameText.isOneEdit(first, theirs) ? ONE_EDIT : DIFFERENT;
    }

    private static boolean isFirstOfList(
            List<String> ours, List<String> first, List<String> theirs) {
        var all = new ArrayList<String>();
        ours.forEach(name -> all.addAll(NameText.tokens(name)));
        return startsWith(theirs, first) && all.containsAll(theirs);
    }

    private static boolean isAnother(List<String> ours, List<String> theirs) {
        return ours.stream().skip(1).map(NameText::tokens).anyMatch(theirs::equals);
    }

    private static boolean startsWith(List<String> whole, List<String> start) {
        return whole.size() >= start.size() && whole.subList(0, start.size()).equals(start);
    }
}
