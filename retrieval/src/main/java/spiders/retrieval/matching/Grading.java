// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import static spiders.retrieval.ComparedField.BIRTH_DATE;
import static spiders.retrieval.ComparedField.FAMILY_NAME;
import static spiders.retrieval.ComparedField.GIVEN_NAME;
import static spiders.retrieval.ComparedField.IDENTIFIER;
import static spiders.retrieval.ComparedField.INS;
import static spiders.retrieval.ComparedField.SEX;

import spiders.retrieval.ComparedField;
import spiders.retrieval.Comparison;
import spiders.retrieval.FieldOutcome;
import spiders.retrieval.MatchGrade;

import java.util.List;

/** The table from compared fields to a grade, before any caution demotes it. */
final class Grading {

    private static final List<ComparedField> TRAITS =
            List.of(FAMILY_NAME, GIVEN_NAME, BIRTH_DATE, SEX);

    private Grading() {}

    static MatchGrade grade(Comparison compared, boolean bothQualified) {
        boolean sameId = compared.outcome(IDENTIFIER) == FieldOutcome.EQUAL;
        boolean sameINS = compared.outcome(INS) == FieldOutcome.EQUAL;
        if ((sameId || sameINS) && isContradicted(compared)) {
            return MatchGrade.CONFLICT;
        }
        if (sameINS && isOtherName(compared)) {
            return MatchGrade.CONFLICT;
        }
        boolean sameBirth =
                compared.outcome(BIRTH_DATE) == FieldOutcome.EQUAL
                        && compared.outcome(SEX) == FieldOutcome.EQUAL;
        boolean proven = sameId || (sameINS && bothQualified);
        if (proven && sameBirth && isNameCompatible(compared)) {
            return MatchGrade.CERTAIN;
        }
        return byTraits(compared, sameId || sameINS);
    }

    private static MatchGrade byTraits(Comparison compared, boolean sameIdentifier) {
        var unequal = TRAITS.stream().map(compared::outcome).filter(Grading::isUnequal).toList();
        if (unequal.isEmpty()) {
            return MatchGrade.PROBABLE;
        }
        boolean oneIsClose =
                unequal.size() == 1
                        && !isProvenHomonym(compared)
                        && (unequal.getFirst().isClose()
                                || compared.outcome(SEX) == FieldOutcome.MISSING);
        return sameIdentifier || oneIsClose ? MatchGrade.POSSIBLE : MatchGrade.DIFFERENT;
    }

    private static boolean isUnequal(FieldOutcome outcome) {
        return outcome != FieldOutcome.EQUAL;
    }

    /** Another national identifier and another date: two facts, and no slip explains both. */
    private static boolean isProvenHomonym(Comparison compared) {
        return compared.outcome(INS) == FieldOutcome.DIFFERENT && isOtherDate(compared);
    }

    /** A date that is unknown in part contradicts nothing; a slip of the keyboard does. */
    private static boolean isOtherDate(Comparison compared) {
        return switch (compared.outcome(BIRTH_DATE)) {
            case DIFFERENT, SWAPPED, ONE_DIGIT -> true;
            case EQUAL, ONE_EDIT, USED_NAME, COMPOUND, IMPUTED, NEWBORN, MISSING -> false;
        };
    }

    private static boolean isContradicted(Comparison compared) {
        return isOtherDate(compared) || compared.outcome(SEX) == FieldOutcome.DIFFERENT;
    }

    private static boolean isOtherName(Comparison compared) {
        return compared.outcome(FAMILY_NAME) == FieldOutcome.DIFFERENT
                || compared.outcome(GIVEN_NAME) == FieldOutcome.DIFFERENT;
    }

    private static boolean isNameCompatible(Comparison compared) {
        return compared.outcome(FAMILY_NAME).isCompatible()
                && compared.outcome(GIVEN_NAME).isCompatible();
    }
}
