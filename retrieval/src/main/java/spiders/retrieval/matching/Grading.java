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
                        && (unequal.getFirst().isClose()
                                || compared.outcome(SEX) == FieldOutcome.MISSING);
        return sameIdentifier || oneIsClose ? MatchGrade.POSSIBLE : MatchGrade.DIFFERENT;
    }

    private static boolean isUnequal(FieldOutcome outcome) {
        return outcome != FieldOutcome.EQUAL;
    }

    /** A date that is unknown in part contradicts nothing; exchanged day and month do. */
    private static boolean isContradicted(Comparison compared) {
        var date = compared.outcome(BIRTH_DATE);
        return date == FieldOutcome.DIFFERENT
                || date == FieldOutcome.SWAPPED
                || compared.outcome(SEX) == FieldOutcome.DIFFERENT;
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
