// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.quorum;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose presence makes the proposal of a board valid, as data of a version: a case keeps the
 * version that it was discussed under. At least three doctors of different specialties (INCa,
 * référentiel of 2023), and whom the board requires besides.
 *
 * @param leastSpecialties how many different specialties, 1 to 9
 * @param recommended groups whose absence is told, and changes nothing
 */
public record QuorumRule(
        int version,
        int leastSpecialties,
        List<Requirement> required,
        Set<SpecialtyGroup> recommended) {

    private static final int FEWEST = 3;
    private static final int MOST_SPECIALTIES = 9;
    private static final int MOST_REQUIRED = 12;

    public QuorumRule {
        if (version < 1) {
            throw new IllegalArgumentException("versions of a rule count from 1");
        }
        if (leastSpecialties < 1 || leastSpecialties > MOST_SPECIALTIES) {
            throw new IllegalArgumentException("a quorum is of 1 to 9 specialties");
        }
        required = List.copyOf(required);
        recommended = Set.copyOf(recommended);
        if (required.size() > MOST_REQUIRED) {
            throw new IllegalArgumentException("a quorum has at most 12 requirements");
        }
    }

    /** Three specialties, whichever. */
    public static QuorumRule threeSpecialties() {
        return new QuorumRule(1, FEWEST, List.of(), Set.of());
    }

    /**
     * That of a standard board outside haematology: a surgeon, a medical oncologist and a radiation
     * oncologist (update of the référentiel, December 2023).
     */
    public static QuorumRule standard() {
        return new QuorumRule(
                1,
                FEWEST,
                List.of(
                        new Requirement(SpecialtyGroup.surgery(), 1, false),
                        Requirement.of(SpecialtyGroup.MEDICAL_ONCOLOGY),
                        Requirement.of(SpecialtyGroup.RADIATION_ONCOLOGY)),
                Set.of());
    }

    /** The same under another version. */
    public QuorumRule withVersion(int other) {
        return new QuorumRule(other, leastSpecialties, required, recommended);
    }

    /** Whether both ask for the same, whatever their versions. */
    public boolean asksTheSame(QuorumRule other) {
        return withVersion(1).equals(other.withVersion(1));
    }

    /**
     * Whether it is met at a moment. Only doctors count, each for the one specialty that they
     * claim, and towards one requirement.
     */
    public QuorumResult at(Instant moment, Collection<Attendance> attendances) {
        if (attendances.isEmpty()) {
            return new QuorumResult(
                    QuorumResult.Status.UNKNOWN, moment, version, 0, required, recommended);
        }
        var doctors = doctors(moment, attendances);
        var specialties = new HashSet<String>();
        doctors.stream()
                .filter(Attendance::isPresence)
                .map(one -> one.attendee().specialty())
                .filter(code -> !code.isEmpty())
                .forEach(specialties::add);
        var missing = missing(doctors);
        boolean isReached = missing.isEmpty() && specialties.size() >= leastSpecialties;
        return new QuorumResult(
                isReached ? QuorumResult.Status.REACHED : QuorumResult.Status.NOT_REACHED,
                moment,
                version,
                specialties.size(),
                missing,
                absent(doctors));
    }

    /** Each once: who is there and wrote an opinion too, is there. */
    private static List<Attendance> doctors(Instant moment, Collection<Attendance> attendances) {
        var each = new LinkedHashMap<Attendee, Attendance>();
        attendances.stream()
                .filter(one -> one.attendee().isDoctor() && one.isAt(moment))
                .forEach(one -> each.merge(one.attendee(), one, (a, b) -> a.isPresence() ? a : b));
        return List.copyOf(each.values());
    }

    private Set<SpecialtyGroup> absent(List<Attendance> doctors) {
        var absent = new LinkedHashSet<>(recommended);
        absent.removeIf(group ->
                doctors.stream()
                        .anyMatch(one -> group.codes().contains(one.attendee().specialty())));
        return absent;
    }

    private List<Requirement> missing(List<Attendance> doctors) {
        var places = places();
        var unfilled = new Places(places, doctors).unfilled();
        return unfilled.stream().distinct().toList();
    }

    /** A requirement once for each doctor that it asks for. */
    private List<Requirement> places() {
        var places = new ArrayList<Requirement>();
        required.stream()
                .flatMap(one -> Stream.generate(() -> one).limit(one.least()))
                .forEach(places::add);
        return places;
    }
}
