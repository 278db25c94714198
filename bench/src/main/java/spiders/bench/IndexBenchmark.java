// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.archive.store.Scope;
import spiders.archive.store.Search;
import spiders.archive.store.Search.Level;
import spiders.archive.store.Search.Matching;
import spiders.archive.store.SearchQueries;
import spiders.bench.store.SyntheticIndex;
import spiders.bench.store.SyntheticStudy;
import spiders.demo.Demo;
import spiders.demo.HubApi;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Searches in an index of ever more studies: of the whole archive, as C-FIND asks, and by QIDO-RS
 * through the hub, of a user who holds grants for some hundred.
 */
final class IndexBenchmark {

    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final int GRANTED = 500;
    private static final int WARM_UP = 30;
    private static final int LIMIT = 100;

    /** A question about a study that is there. */
    private record Question(String name, Level level, Tag tag, Ask ask, boolean isFuzzy) {

        DataSet keys(SyntheticStudy study) {
            var keys = DataSet.builder();
            if (!ask.second().equals("")) {
                keys.set(
                        ValueElement.received(
                                Tags.ModalitiesInStudy, VR.CS, List.of(study.modality())));
            }
            return keys.set(
                            ValueElement.received(
                                    tag, Dictionary.vr(tag), List.of(ask.value(study))))
                    .build();
        }

        String query(SyntheticStudy study) {
            var text = new StringBuilder(level == Level.SERIES ? "/series?" : "/studies?");
            for (var key : keys(study)) {
                var value = keys(study).string(key.tag()).orElse("");
                text.append(key.tag().hex())
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                        .append('&');
            }
            return text + "limit=" + LIMIT + (isFuzzy ? "&fuzzymatching=true" : "");
        }
    }

    /** The value of a question, and whether the modality is asked for besides. */
    private interface Ask {
        String value(SyntheticStudy study);

        default String second() {
            return "";
        }
    }

    private record WithModality(Ask first) implements Ask {
        @Override
        public String value(SyntheticStudy study) {
            return first.value(study);
        }

        @Override
        public String second() {
            return "modality";
        }
    }

    private static final List<Question> QUESTIONS =
            List.of(
                    study("StudyInstanceUID", Tags.StudyInstanceUID, SyntheticStudy::uid),
                    study("PatientID", Tags.PatientID, SyntheticStudy::patientID),
                    study("AccessionNumber", Tags.AccessionNumber, SyntheticStudy::accession),
                    study("name, first part", Tags.PatientName, s -> s.familyName() + "*"),
                    study(
                            "name, three letters",
                            Tags.PatientName,
                            s -> s.name().substring(0, 3) + "*"),
                    study("name, middle part", Tags.PatientName, s -> "*" + middle(s) + "*"),
                    new Question(
                            "name as it sounds",
                            Level.STUDY,
                            Tags.PatientName,
                            s -> s.familyName().toLowerCase(Locale.ROOT),
                            true),
                    study("a day", Tags.StudyDate, SyntheticStudy::date),
                    study("a year", Tags.StudyDate, s -> year(s) + "0101-" + year(s) + "1231"),
                    study(
                            "modality and day",
                            Tags.StudyDate,
                            new WithModality(SyntheticStudy::date)),
                    new Question(
                            "PatientID, series",
                            Level.SERIES,
                            Tags.PatientID,
                            SyntheticStudy::patientID,
                            false));

    private static Question study(String name, Tag tag, Ask ask) {
        return new Question(name, Level.STUDY, tag, ask, false);
    }

    private static String middle(SyntheticStudy study) {
        return study.familyName().substring(2, Math.min(7, study.familyName().length()));
    }

    private static String year(SyntheticStudy study) {
        return study.date().substring(0, 4);
    }

    private final Workload workload;
    private final Path folder;
    private final Map<String, List<String>> everything = new LinkedHashMap<>();
    private final Map<String, List<String>> granted = new LinkedHashMap<>();

    IndexBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        try (var hub = BenchHub.start(folder.resolve("hub"), List.of(), List.of());
                var pool = SyntheticIndex.access(folder.resolve("hub/hub")).pool(4);
                var api = new HubApi(hub.base());
                var client = HttpClient.newHttpClient()) {
            var index = new SyntheticIndex(pool);
            var queries = new SearchQueries(pool);
            var http = new Http(client, hub, token(api));
            long filled = 0;
            for (int size : SIZES.stream().filter(one -> one <= most()).toList()) {
                long start = System.nanoTime();
                index.fill(filled, size);
                Markdown.say(
                        "%d studies, filled in %.0f s, load %s"
                                .formatted(
                                        size, (System.nanoTime() - start) / 1e9, Markdown.load()));
                filled = size;
                measure(size, index, queries, http);
            }
            tables();
            Markdown.table(List.of("relation", "kind", "size"), index.sizes());
        }
    }

    /** {@code --count} is a thousandth of the studies of the last step. */
    private int most() {
        return Math.max(SIZES.getFirst(), workload.count() * 1000);
    }

    /** Signs in as the demonstration's clinician. */
    static String token(HubApi api) throws IOException, InterruptedException {
        api.signIn(Demo.CLINICIAN, Demo.PASSWORD);
        var credentials =
                HubApi.object().put("login", Demo.CLINICIAN).put("password", Demo.PASSWORD);
        return api.post("/api/v1/tokens", credentials).path("token").asString();
    }

    private void measure(int size, SyntheticIndex index, SearchQueries queries, Http http)
            throws IOException, InterruptedException {
        var random = new Random(size);
        var some = new ArrayList<SyntheticStudy>();
        for (int i = 0; i < GRANTED; i++) {
            some.add(SyntheticStudy.of((long) (random.nextDouble() * size)));
        }
        index.grant(Demo.CLINICIAN, some.stream().distinct().toList());
        for (var question : QUESTIONS) {
            double[] direct = new double[GRANTED - WARM_UP];
            double[] remote = new double[GRANTED - WARM_UP];
            for (int i = 0; i < GRANTED; i++) {
                var study = some.get(i);
                double first = asked(queries, question, study);
                double second = http.asked(question, study);
                if (i >= WARM_UP) {
                    direct[i - WARM_UP] = first;
                    remote[i - WARM_UP] = second;
                }
            }
            note(everything, question.name(), direct);
            note(granted, question.name(), remote);
        }
        Markdown.say("Measured %d, load %s".formatted(size, Markdown.load()));
        tables();
    }

    private static double asked(SearchQueries queries, Question question, SyntheticStudy study) {
        var options = EnumSet.of(Matching.COMBINED_DATE_TIME);
        if (question.isFuzzy()) {
            options.add(Matching.FUZZY);
        }
        var search = new Search(question.level(), question.keys(study), options, LIMIT, 0);
        long start = System.nanoTime();
        var found = queries.find(new Scope.Everything(), search);
        double millis = (System.nanoTime() - start) / 1e6;
        if (found.isEmpty()) {
            throw new IllegalStateException("Nothing by " + question.name());
        }
        return millis;
    }

    /** The hub's door. */
    private record Http(HttpClient client, BenchHub hub, String token) {

        double asked(Question question, SyntheticStudy study)
                throws IOException, InterruptedException {
            var uri = hub.base().resolve("/dicomweb" + question.query(study));
            var request =
                    HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
            long start = System.nanoTime();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            double millis = (System.nanoTime() - start) / 1e6;
            if (answer.statusCode() != 200 || answer.body().length < 10) {
                throw new IllegalStateException(
                        "%d by %s".formatted(answer.statusCode(), question.name()));
            }
            return millis;
        }
    }

    private static void note(Map<String, List<String>> table, String name, double[] millis) {
        Arrays.sort(millis);
        var text =
                String.format(
                        Locale.ROOT,
                        "%.1f / %.1f",
                        millis[millis.length / 2],
                        millis[millis.length * 95 / 100]);
        table.computeIfAbsent(name, _ -> new ArrayList<>()).add(text);
    }

    private void tables() {
        table("the whole archive, without a door, p50 / p95 ms", everything);
        table("QIDO-RS, 500 studies granted, p50 / p95 ms", granted);
    }

    private static void table(String heading, Map<String, List<String>> answers) {
        var columns = new ArrayList<String>();
        columns.add(heading);
        int sizes = answers.values().iterator().next().size();
        SIZES.subList(0, sizes).forEach(size -> columns.add("%d studies".formatted(size)));
        var rows = new ArrayList<List<String>>();
        answers.forEach((name, values) -> {
            var row = new ArrayList<>(List.of(name));
            row.addAll(values);
            rows.add(row);
        });
        Markdown.table(columns, rows);
    }
}
