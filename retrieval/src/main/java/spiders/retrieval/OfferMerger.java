// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes one offer of the copies of each study, and chooses the copy to fetch. */
final class OfferMerger {

    /** One copy with what its source says of the study. */
    record Copy(UID studyInstanceUID, StudyDescription description, Provenance provenance) {

        Copy demotedFor(Caution caution) {
            return new Copy(studyInstanceUID, description, provenance.demotedFor(caution));
        }
    }

    /** A rule of the choice: which copy it prefers, and the sentence where it decided. */
    private record Rule(String key, Comparator<Copy> order) {}

    /** Speeds within one step of this factor are the same: a measure varies by more. */
    private static final double SPEED_STEP = 1.5;

    /** What a source is credited with that was never measured. */
    private static final double UNKNOWN_SPEED = 10e6;

    private final Map<String, Double> bytesPerSecond;
    private final List<Rule> rules;

    /**
     * Prepares the rules.
     *
     * @param bytesPerSecond measured of each source's earlier transfers; a source may be missing
     */
    OfferMerger(Map<String, Double> bytesPerSecond) {
        this.bytesPerSecond = Map.copyOf(bytesPerSecond);
        this.rules =
                List.of(
                        new Rule("allowed", Comparator.comparing(OfferMerger::isForbidden)),
                        new Rule("grade", Comparator.comparing(copy -> copy.provenance.grade())),
                        new Rule("retrieve", Comparator.comparing(OfferMerger::isUnreachable)),
                        new Rule("instances", Comparator.comparingInt(OfferMerger::fewness)),
                        new Rule("speed", Comparator.comparingDouble(this::slowness)),
                        new Rule("way", Comparator.comparingInt(OfferMerger::way)),
                        new Rule("answer", Comparator.comparing(copy -> copy.provenance.took())),
                        new Rule("name", Comparator.comparing(copy -> copy.provenance.source())));
    }

    /** Newest study first; a study of which every copy is somebody else's is left out. */
    List<StudyOffer> merge(Collection<Copy> copies) {
        var byStudy = new LinkedHashMap<UID, List<Copy>>();
        for (var copy : copies) {
            byStudy.computeIfAbsent(copy.studyInstanceUID(), _ -> new ArrayList<>()).add(copy);
        }
        return byStudy.values().stream()
                .filter(OfferMerger::concernsUs)
                .map(this::offer)
                .sorted(
                        Comparator.comparing((StudyOffer offer) -> offer.description().date())
                                .thenComparing(offer -> offer.description().time())
                                .reversed()
                                .thenComparing(StudyOffer::studyInstanceUID))
                .toList();
    }

    private static boolean concernsUs(List<Copy> copies) {
        return copies.stream().anyMatch(copy -> copy.provenance().grade() != MatchGrade.DIFFERENT);
    }

    private StudyOffer offer(List<Copy> copies) {
        var order = rules.stream().map(Rule::order).reduce(Comparator::thenComparing).orElseThrow();
        var sorted = copies.stream().sorted(order).toList();
        var best = sorted.getFirst();
        return new StudyOffer(
                best.studyInstanceUID(),
                description(sorted),
                grade(sorted),
                sorted.stream().map(Copy::provenance).toList(),
                reason(sorted));
    }

    /** One study is one patient's: a copy that contradicts the others is a matter for a person. */
    private static MatchGrade grade(List<Copy> sorted) {
        boolean contradicted =
                sorted.stream()
                        .map(copy -> copy.provenance().grade())
                        .anyMatch(grade ->
                                grade == MatchGrade.CONFLICT || grade == MatchGrade.DIFFERENT);
        return contradicted ? MatchGrade.CONFLICT : sorted.getFirst().provenance().grade();
    }

    private Message reason(List<Copy> sorted) {
        if (sorted.size() == 1) {
            return Message.of("retrieval.best.only");
        }
        var best = sorted.get(0);
        var second = sorted.get(1);
        var key =
                rules.stream()
                        .filter(rule -> rule.order().compare(best, second) < 0)
                        .map(Rule::key)
                        .findFirst()
                        .orElse("name");
        return Message.of(
                "retrieval.best." + key,
                best.provenance().instances(),
                second.provenance().instances());
    }

    private static boolean isForbidden(Copy copy) {
        return !copy.provenance().isAllowed();
    }

    private static boolean isUnreachable(Copy copy) {
        return copy.provenance().retrieve().isEmpty();
    }

    private static int fewness(Copy copy) {
        return -copy.provenance().instances();
    }

    private double slowness(Copy copy) {
        double speed = bytesPerSecond.getOrDefault(copy.provenance().source(), UNKNOWN_SPEED);
        return -Math.floor(Math.log(Math.max(1, speed)) / Math.log(SPEED_STEP));
    }

    /** C-MOVE last: it needs the hospital's firewall opened. */
    private static int way(Copy copy) {
        var ways = copy.provenance().retrieve();
        if (ways.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        return switch (ways.getFirst()) {
            case GET -> 0;
            case WADO -> 1;
            case MOVE -> 2;
        };
    }

    private static StudyDescription description(List<Copy> sorted) {
        var said = sorted.stream().map(Copy::description).toList();
        return new StudyDescription(
                first(said, StudyDescription::date),
                first(said, StudyDescription::time),
                first(said, StudyDescription::text),
                union(said.stream().map(StudyDescription::modalities)),
                union(said.stream().map(StudyDescription::bodyParts)),
                first(said, StudyDescription::accessionNumber),
                said.stream().mapToInt(StudyDescription::series).max().orElse(0),
                said.stream().mapToInt(StudyDescription::instances).max().orElse(0));
    }

    private static String first(
            List<StudyDescription> said, Function<StudyDescription, String> attribute) {
        return said.stream().map(attribute).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    private static List<String> union(Stream<List<String>> lists) {
        var all = new TreeSet<String>();
        lists.forEach(all::addAll);
        return List.copyOf(all);
    }
}
