// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import spiders.archive.StoredInstance;
import spiders.bench.store.WeekRows;
import spiders.dicom.data.UID;
import spiders.rcp.Readiness;
import spiders.rcp.ReadinessBoard;
import spiders.testkit.pacs.PacsObject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What came of a week, read from the hub and from its sources. */
final class WeekResult {

    /** How a case fared. */
    enum Fate {
        /** Everything that the rule wants was there an hour before. */
        READY,
        /** Somebody was told an hour before, or earlier. */
        ALERTED,
        /** Neither then, and ready when the session began. */
        READY_IN_THE_LAST_HOUR,
        /** Neither then, and told of in the last hour. */
        ALERTED_IN_THE_LAST_HOUR,
        /** A session began, and nobody knew that something was missing. */
        NEITHER
    }

    private final WeekScale scale;
    private final WeekPlan plan;
    private final WeekSources sources;
    private final WeekHub hub;
    private final List<WeekRun.Sample> hourBefore;
    private final Map<UUID, WeekRun.Sample> beginning;
    private final List<Double> looks;
    private final WeekRows rows;
    private final List<WeekRows.Ended> transfers;

    WeekResult(
            WeekScale scale,
            WeekPlan plan,
            WeekSources sources,
            WeekHub hub,
            List<WeekRun.Sample> hourBefore,
            List<WeekRun.Sample> atBeginning,
            List<Double> looks) {
        this.scale = scale;
        this.plan = plan;
        this.sources = sources;
        this.hub = hub;
        this.hourBefore = List.copyOf(hourBefore);
        this.beginning =
                atBeginning.stream().collect(Collectors.toMap(WeekRun.Sample::id, one -> one));
        this.looks = List.copyOf(looks);
        this.rows = new WeekRows(hub.database());
        this.transfers = rows.transfers();
    }

    WeekScale scale() {
        return scale;
    }

    List<WeekRows.Ended> transfers() {
        return transfers;
    }

    List<Double> looks() {
        return looks;
    }

    WeekRows rows() {
        return rows;
    }

    int cases() {
        return hourBefore.size();
    }

    Map<Fate, List<WeekRun.Sample>> fates() {
        return hourBefore.stream()
                .collect(Collectors.groupingBy(this::fate, TreeMap::new, Collectors.toList()));
    }

    private Fate fate(WeekRun.Sample sample) {
        var later = beginning.getOrDefault(sample.id(), sample);
        if (isReady(sample)) {
            return Fate.READY;
        }
        if (!sample.alerts().isEmpty()) {
            return Fate.ALERTED;
        }
        if (isReady(later)) {
            return Fate.READY_IN_THE_LAST_HOUR;
        }
        return later.alerts().isEmpty() ? Fate.NEITHER : Fate.ALERTED_IN_THE_LAST_HOUR;
    }

    private static boolean isReady(WeekRun.Sample sample) {
        return sample.standing()
                .filter(one -> one.readiness().state() == Readiness.State.READY)
                .isPresent();
    }

    /** Hours from the first of its alerts to the session, of each case that was alerted. */
    List<Double> warnings() {
        return fates().getOrDefault(Fate.ALERTED, List.of()).stream()
                .map(sample ->
                        Duration.between(
                                                sample.alerts().getFirst().since(),
                                                plan.session(sample.planned()))
                                        .toMinutes()
                                / 60.0)
                .toList();
    }

    /** How many cases were alerted of what. */
    Map<String, Integer> kinds() {
        var kinds = new TreeMap<String, Integer>();
        for (var sample : fates().getOrDefault(Fate.ALERTED, List.of())) {
            sample.alerts().stream()
                    .map(alert -> alert.kind().name())
                    .distinct()
                    .forEach(kind -> kinds.merge(kind, 1, Integer::sum));
        }
        return kinds;
    }

    /** Objects that came to the archive once more after it had them. */
    int twice() {
        return transfers.stream().mapToInt(WeekRows.Ended::fetched).sum() - rows.objects();
    }

    /** Objects that a source sent once more, by source; those of the flaky one were broken off. */
    Map<Temper, Integer> sentAgain() {
        var again = new LinkedHashMap<Temper, Integer>();
        for (var temper : scale.sources()) {
            again.put(
                    temper,
                    sources.of(temper).sendings().values().stream().mapToInt(n -> n - 1).sum());
        }
        return again;
    }

    /** Objects of people of whom the hub was told nothing. */
    int strangers() {
        var theirs =
                plan.exams().stream()
                        .filter(exam -> exam.patient().number() >= WeekPlan.FIRST_STRANGER)
                        .map(Exam::study)
                        .collect(Collectors.toSet());
        return (int) transfers.stream().filter(one -> theirs.contains(one.study())).count();
    }

    /** Minutes from the first forecast to the real end, of each transfer that was verified. */
    double[] forecastErrors() {
        return transfers.stream()
                .filter(one -> one.promised().isPresent() && one.verified().isPresent())
                .mapToDouble(one ->
                        Duration.between(one.promised().orElseThrow(), one.verified().orElseThrow())
                                        .toSeconds()
                                / 60.0)
                .toArray();
    }

    /** What of the studies that are verified, or of the archive, differs from the sources. */
    List<String> differences() {
        var differences = new ArrayList<String>();
        var studies = new HashSet<UID>();
        for (var one : transfers) {
            if (one.state().equals("VERIFIED") && studies.add(one.study())) {
                compare(one, differences);
            }
        }
        return differences;
    }

    private void compare(WeekRows.Ended one, List<String> differences) {
        var temper =
                scale.sources().stream()
                        .filter(source -> source.id().equals(one.source()))
                        .findFirst()
                        .orElseThrow();
        var theirs = sources.objects(temper, one.study());
        var ours =
                hub.archive().instances(one.study()).stream()
                        .collect(
                                Collectors.toMap(
                                        StoredInstance::sopInstanceUID, it -> it.sha256()));
        if (!ours.keySet().equals(theirs.keySet())) {
            differences.add(
                    "study %s: %d here, %d at %s"
                            .formatted(one.study(), ours.size(), theirs.size(), temper));
            return;
        }
        theirs.forEach((sop, object) -> {
            if (!digest(object).equals(ours.get(sop))) {
                differences.add("object " + sop + " differs");
            }
        });
    }

    private static String digest(PacsObject object) {
        try {
            var bytes = Files.readAllBytes(object.file());
            int offset = (int) object.dataSetOffset();
            var dataSet = Arrays.copyOfRange(bytes, offset, bytes.length);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(dataSet));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Transfers that had not ended when the week had. */
    List<WeekRows.Ended> unfinished() {
        var ended = Set.of("VERIFIED", "FAILED", "INCOMPLETE", "CANCELLED");
        return transfers.stream().filter(one -> !ended.contains(one.state())).toList();
    }

    /** C-FIND requests that the sources were asked. */
    int questions() {
        return scale.sources().stream()
                .mapToInt(temper -> sources.of(temper).counts().finds())
                .sum();
    }

    /** Statements that the page of the week asks of the database, for each of its cases. */
    double queriesOfWeek() {
        var monday = ReadinessBoard.monday(scale.first().plusDays(1));
        int shown =
                hub.week().week(WeekBoards.CLINICIAN, monday).stream()
                        .mapToInt(session -> session.cases().size())
                        .sum();
        int asked = hub.queries().of(() -> hub.week().week(WeekBoards.CLINICIAN, monday));
        return shown == 0 ? 0 : (double) asked / shown;
    }
}
