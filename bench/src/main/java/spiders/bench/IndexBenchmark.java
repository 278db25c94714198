// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.archive.store.Scope;
import spiders.archive.store.Search;
import spiders.archive.store.Search.Matching;
import spiders.archive.store.SearchQueries;
import spiders.bench.store.SyntheticIndex;
import spiders.bench.store.SyntheticStudy;
import spiders.demo.Demo;
import spiders.demo.HubApi;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
 * Searches in an index of ever more studies: of the whole archive, without a door and by C-FIND,
 * and by QIDO-RS through the hub, of a user who holds grants for some hundred.
 */
final class IndexBenchmark {

    private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
    private static final int GRANTED = 500;
    private static final int WARM_UP = 30;
    private static final int LIMIT = 100;

    private final Workload workload;
    private final Path folder;
    private final Map<String, List<String>> everything = new LinkedHashMap<>();
    private final Map<String, List<String>> granted = new LinkedHashMap<>();
    private final Map<String, List<String>> byDimse = new LinkedHashMap<>();

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
                measure(size, index, queries, http, hub);
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

    private static double[] found(
            BenchHub hub, SearchQuestion question, List<SyntheticStudy> some) {
        var millis = new double[GRANTED - WARM_UP];
        try (var finder = Finder.open(hub.node())) {
            for (int i = 0; i < GRANTED; i++) {
                long start = System.nanoTime();
                finder.find(question.identifier(some.get(i)), LIMIT);
                if (i >= WARM_UP) {
                    millis[i - WARM_UP] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        return millis;
    }

    private void measure(
            int size, SyntheticIndex index, SearchQueries queries, Http http, BenchHub hub)
            throws IOException, InterruptedException {
        var random = new Random(size);
        var some = new ArrayList<SyntheticStudy>();
        for (int i = 0; i < GRANTED; i++) {
            some.add(SyntheticStudy.of((long) (random.nextDouble() * size)));
        }
        index.grant(Demo.CLINICIAN, some.stream().distinct().toList());
        for (var question : SearchQuestion.ALL) {
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
            if (question.isForFind()) {
                note(byDimse, question.name(), found(hub, question, some));
            }
        }
        Markdown.say("Measured %d, load %s".formatted(size, Markdown.load()));
        tables();
    }

    private static double asked(
            SearchQueries queries, SearchQuestion question, SyntheticStudy study) {
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

        double asked(SearchQuestion question, SyntheticStudy study)
                throws IOException, InterruptedException {
            var uri = hub.base().resolve("/dicomweb" + question.query(study, LIMIT));
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
        table.computeIfAbsent(name, _ -> new ArrayList<>()).add(percentiles(millis));
    }

    /** The middle one and the one that a twentieth is above. */
    static String percentiles(double[] millis) {
        Arrays.sort(millis);
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f",
                millis[millis.length / 2],
                millis[millis.length * 95 / 100]);
    }

    private void tables() {
        table("the whole archive, without a door, p50 / p95 ms", everything);
        table("QIDO-RS, 500 studies granted, p50 / p95 ms", granted);
        table("the whole archive, C-FIND, p50 / p95 ms", byDimse);
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
