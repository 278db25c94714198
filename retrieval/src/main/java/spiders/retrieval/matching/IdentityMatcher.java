// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import static spiders.retrieval.ComparedField.BIRTH_DATE;
import static spiders.retrieval.ComparedField.FAMILY_NAME;
import static spiders.retrieval.ComparedField.GIVEN_NAME;
import static spiders.retrieval.ComparedField.IDENTIFIER;
import static spiders.retrieval.ComparedField.INS;
import static spiders.retrieval.ComparedField.SEX;

import spiders.retrieval.Caution;
import spiders.retrieval.ComparedField;
import spiders.retrieval.Comparison;
import spiders.retrieval.FieldComparison;
import spiders.retrieval.FieldOutcome;
import spiders.retrieval.MatchGrade;
import spiders.retrieval.SourceIdentity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compares two identities field by field, and grades the whole; it links and merges nothing. */
public final class IdentityMatcher {

    /** Domains of the national health identifier: NIR, NIA, test, demonstration. */
    public static final Set<String> INS_DOMAINS =
            Set.of(
                    "1.2.250.1.213.1.4.8",
                    "1.2.250.1.213.1.4.9",
                    "1.2.250.1.213.1.4.10",
                    "1.2.250.1.213.1.4.11");

    private final Clock clock;

    public IdentityMatcher(Clock clock) {
        this.clock = clock;
    }

    public Comparison compare(KnownPerson ours, SeenPerson theirs) {
        var fields =
                List.of(
                        identifier(ours.validated(), theirs.identities(), IDENTIFIER),
                        ins(ours, theirs),
                        familyName(ours, theirs),
                        givenName(ours, theirs),
                        birthDate(ours, theirs),
                        sex(ours.sex(), theirs.sex()));
        var bare = new Comparison(MatchGrade.DIFFERENT, fields, Set.of());
        var cautions = cautions(ours, theirs, bare);
        var grade = Grading.grade(bare, ours.insQualified() && theirs.insQualified());
        boolean demoted =
                !cautions.isEmpty()
                        && (grade == MatchGrade.CERTAIN || grade == MatchGrade.PROBABLE);
        return new Comparison(demoted ? MatchGrade.POSSIBLE : grade, fields, cautions);
    }

    /** Whether the identity looks like a twin of ours: same day, same family, other given name. */
    public static boolean isTwin(Comparison comparison) {
        return comparison.outcome(BIRTH_DATE) == FieldOutcome.EQUAL
                && comparison.outcome(FAMILY_NAME) == FieldOutcome.EQUAL
                && comparison.outcome(GIVEN_NAME) == FieldOutcome.DIFFERENT;
    }

    private Set<Caution> cautions(KnownPerson ours, SeenPerson theirs, Comparison compared) {
        var cautions = EnumSet.noneOf(Caution.class);
        cautions.addAll(ours.cautions());
        var ourDate = BirthDate.parse(ours.birthDate());
        var theirDate = BirthDate.parse(theirs.birthDate());
        if (ourDate.isImputed() || theirDate.isImputed()) {
            cautions.add(Caution.IMPUTED_DATE);
        }
        int thisYear = LocalDate.now(clock).getYear();
        if (ourDate.isVeryOld(thisYear) || theirDate.isVeryOld(thisYear)) {
            cautions.add(Caution.VERY_OLD);
        }
        if (isTwin(compared)) {
            cautions.add(Caution.TWIN);
        }
        if (isNewborn(ours, theirs)) {
            cautions.add(Caution.NEWBORN);
        }
        if (compared.outcome(INS) == FieldOutcome.DIFFERENT) {
            cautions.add(Caution.INS_DIFFERS);
        }
        return cautions;
    }

    private static boolean isNewborn(KnownPerson ours, SeenPerson theirs) {
        var first = ours.givenNames().isEmpty() ? "" : ours.givenNames().getFirst();
        return GivenName.isProvisional(NameText.tokens(first))
                || GivenName.isProvisional(NameText.tokens(given(theirs.name())));
    }

    private static FieldComparison identifier(
            List<SourceIdentity> ours, List<SourceIdentity> theirs, ComparedField field) {
        for (var one : ours) {
            for (var other : theirs) {
                if (one.isSameAs(other)) {
                    return new FieldComparison(field, text(one), text(other), FieldOutcome.EQUAL);
                }
            }
        }
        var domain = sharedDomain(ours, theirs);
        if (domain.isPresent()) {
            return domain.get().as(field);
        }
        var their = theirs.stream().findFirst().map(IdentityMatcher::text).orElse("");
        return new FieldComparison(field, "", their, FieldOutcome.MISSING);
    }

    /** Two identifiers of one domain that are not the same. */
    private record Unequal(SourceIdentity ours, SourceIdentity theirs) {

        FieldComparison as(ComparedField field) {
            return new FieldComparison(field, text(ours), text(theirs), FieldOutcome.DIFFERENT);
        }
    }

    private static Optional<Unequal> sharedDomain(
            List<SourceIdentity> ours, List<SourceIdentity> theirs) {
        for (var one : ours) {
            for (var other : theirs) {
                if (one.authority().equalsIgnoreCase(other.authority())) {
                    return Optional.of(new Unequal(one, other));
                }
            }
        }
        return Optional.empty();
    }

    private static FieldComparison ins(KnownPerson ours, SeenPerson theirs) {
        var seen =
                theirs.identities().stream()
                        .filter(identity -> INS_DOMAINS.contains(identity.authority()))
                        .toList();
        var compared = identifier(ours.ins(), seen, INS);
        if (compared.outcome() != FieldOutcome.MISSING || ours.ins().isEmpty()) {
            return compared;
        }
        return new FieldComparison(
                INS, text(ours.ins().getFirst()), compared.theirs(), FieldOutcome.MISSING);
    }

    private static String text(SourceIdentity identity) {
        return identity.authority().isEmpty()
                ? identity.value()
                : identity.value() + " (" + identity.authority() + ")";
    }

    private static FieldComparison familyName(KnownPerson ours, SeenPerson theirs) {
        var names = new ArrayList<String>();
        names.add(family(theirs.name()));
        theirs.otherNames().forEach(name -> names.add(family(name)));
        var outcome =
                names.stream()
                        .map(name -> FamilyName.compare(ours.birthName(), ours.usedName(), name))
                        .min(Comparator.comparingInt(IdentityMatcher::distance))
                        .orElse(FieldOutcome.MISSING);
        var our =
                ours.usedName().isBlank()
                        ? ours.birthName()
                        : ours.birthName() + " (" + ours.usedName() + ")";
        return new FieldComparison(FAMILY_NAME, our, family(theirs.name()), outcome);
    }

    private static int distance(FieldOutcome outcome) {
        return switch (outcome) {
            case EQUAL -> 0;
            case USED_NAME -> 1;
            case COMPOUND -> 2;
            case ONE_EDIT -> 3;
            case SWAPPED, ONE_DIGIT, IMPUTED, NEWBORN -> 4;
            case DIFFERENT -> 5;
            case MISSING -> 6;
        };
    }

    private static FieldComparison givenName(KnownPerson ours, SeenPerson theirs) {
        var seen = given(theirs.name());
        var outcome = GivenName.compare(ours.givenNames(), ours.usedGivenName(), seen);
        return new FieldComparison(GIVEN_NAME, String.join(" ", ours.givenNames()), seen, outcome);
    }

    private static FieldComparison birthDate(KnownPerson ours, SeenPerson theirs) {
        var outcome =
                BirthDate.parse(ours.birthDate()).compare(BirthDate.parse(theirs.birthDate()));
        return new FieldComparison(BIRTH_DATE, ours.birthDate(), theirs.birthDate(), outcome);
    }

    /** {@code O} is what many PACS send when they do not know, so it says nothing. */
    private static FieldComparison sex(String ours, String theirs) {
        var our = ours.strip().toUpperCase(Locale.ROOT);
        var their = theirs.strip().toUpperCase(Locale.ROOT);
        var known = Set.of("M", "F");
        if (!known.contains(our) || !known.contains(their)) {
            return new FieldComparison(SEX, our, their, FieldOutcome.MISSING);
        }
        var outcome = our.equals(their) ? FieldOutcome.EQUAL : FieldOutcome.DIFFERENT;
        return new FieldComparison(SEX, our, their, outcome);
    }

    private static String family(String name) {
        return component(name, 0);
    }

    private static String given(String name) {
        return component(name, 1);
    }

    /** Of the alphabetic group; the ideographic and phonetic ones follow an equals sign. */
    private static String component(String name, int index) {
        var alphabetic = name.split("=", -1)[0].split("\\^", -1);
        return index < alphabetic.length ? alphabetic[index].strip() : "";
    }
}
