// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import static spiders.retrieval.FieldOutcome.COMPOUND;
import static spiders.retrieval.FieldOutcome.DIFFERENT;
import static spiders.retrieval.FieldOutcome.EQUAL;
import static spiders.retrieval.FieldOutcome.MISSING;
import static spiders.retrieval.FieldOutcome.ONE_EDIT;
import static spiders.retrieval.FieldOutcome.USED_NAME;

import spiders.retrieval.FieldOutcome;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A family name as a PACS writes it: a birth name, and beside it a used one where the text tells
 * them apart ({@code MARTIN EPOUSE DUPONT}, {@code DUPONT NEE MARTIN}).
 */
record FamilyName(List<String> birth, List<String> used) {

    private static final Set<String> MARRIED = Set.of("EPOUSE", "EPSE", "EP", "EPOUX");
    private static final Set<String> BORN = Set.of("NEE", "NE");
    private static final int PARTICLE = 2;

    FamilyName {
        birth = List.copyOf(birth);
        used = List.copyOf(used);
    }

    static FamilyName parse(String text) {
        var tokens = NameText.tokens(text);
        for (int i = 0; i < tokens.size() - 1; i++) {
            var before = tokens.subList(0, i);
            var after = tokens.subList(i + 1, tokens.size());
            if (MARRIED.contains(tokens.get(i))) {
                return before.isEmpty()
                        ? new FamilyName(after, List.of())
                        : new FamilyName(before, after);
            }
            if (BORN.contains(tokens.get(i))) {
                return new FamilyName(after, before);
            }
        }
        return new FamilyName(tokens, List.of());
    }

    /** How a family name seen at a source compares with the birth and used names that we hold. */
    static FieldOutcome compare(String birthName, String usedName, String seen) {
        var theirs = parse(seen);
        var ourBirth = parse(birthName).birth();
        var ourUsed = parse(usedName).birth();
        if (theirs.birth().isEmpty() || ourBirth.isEmpty()) {
            return MISSING;
        }
        if (sameSet(ourBirth, theirs.birth())) {
            return EQUAL;
        }
        if (theirs.isUsedNameOf(ourBirth, ourUsed)) {
            return USED_NAME;
        }
        return closeness(ourBirth, theirs.birth());
    }

    private boolean isUsedNameOf(List<String> ourBirth, List<String> ourUsed) {
        if (sameSet(ourBirth, used)) {
            return true;
        }
        if (ourUsed.isEmpty()) {
            return false;
        }
        var both = new HashSet<>(ourBirth);
        both.addAll(ourUsed);
        return sameSet(ourUsed, birth) || sameSet(ourUsed, used) || both.equals(Set.copyOf(birth));
    }

    private static FieldOutcome closeness(List<String> ours, List<String> theirs) {
        var left = NameText.joined(ours);
        var right = NameText.joined(theirs);
        if (left.equals(right) || isPart(ours, theirs) || isPart(theirs, ours)) {
            return COMPOUND;
        }
        return NameText.isOneEdit(left, right) ? ONE_EDIT : DIFFERENT;
    }

    /** A particle alone ({@code LE}, {@code DE}) is no part of a name. */
    private static boolean isPart(List<String> part, List<String> whole) {
        return whole.containsAll(part) && part.stream().anyMatch(FamilyName::isNoParticle);
    }

    private static boolean isNoParticle(String token) {
        return token.length() > PARTICLE;
    }

    private static boolean sameSet(List<String> a, List<String> b) {
        return Set.copyOf(a).equals(Set.copyOf(b));
    }
}
