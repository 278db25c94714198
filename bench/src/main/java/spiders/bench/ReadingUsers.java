// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.demo.Demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Fifty people with sessions of their own on the pages of a board: each opens one after the other,
 * with one to three seconds between a page and the next.
 */
final class ReadingUsers {

    private static final int USERS = 50;
    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final int LEAST_PAUSE_MILLIS = 1000;
    private static final int FURTHER_PAUSE_MILLIS = 2000;
    private static final Pattern TOKEN =
            Pattern.compile("<meta name=\"csrf-token\" content=\"([^\"]*)\">");
    private static final List<String> ACCOUNTS =
            List.of(Demo.CLINICIAN, "secretaire.demo", "radiologue.demo");

    private final URI base;
    private final List<Kind> kinds;
    private final Map<String, Queue<Double>> took = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();

    ReadingUsers(URI base, String session, List<String> cases) {
        this.base = base;
        kinds =
                List.of(
                        new Kind("the calendar", List.of("/")),
                        new Kind("a board", List.of("/boards/digestif")),
                        new Kind("a session", List.of("/sessions/" + session)),
                        new Kind("a case", each(cases, "/cases/%s")),
                        new Kind("a fiche", each(cases, "/cases/%s/fiche")),
                        new Kind("the week", List.of("/readiness")),
                        new Kind("the pre-read list", List.of("/pre-read")),
                        new Kind("the room", each(cases, "/sessions/" + session + "/room/%s")));
    }

    /**
     * Pages of one kind.
     *
     * @param paths one of them is opened
     */
    private record Kind(String name, List<String> paths) {}

    private static List<String> each(List<String> cases, String path) {
        return cases.stream().map(path::formatted).toList();
    }

    void run() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var people = new ArrayList<Future<?>>();
            for (int user = 0; user < USERS; user++) {
                int seed = user;
                people.add(threads.submit(() -> use(seed)));
            }
            for (var one : people) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Somebody could not go on", e);
        }
        var rows = new ArrayList<List<String>>();
        took.forEach((page, times) -> rows.add(row(page, List.copyOf(times))));
        rows.sort((one, other) -> one.getFirst().compareTo(other.getFirst()));
        Markdown.table(List.of("page", "answers", "median, ms", "p95, ms", "most, ms"), rows);
        Markdown.say("%d people, %d answers that were no page".formatted(USERS, refused.get()));
    }

    private static List<String> row(String page, List<Double> times) {
        var sorted = times.stream().sorted().toList();
        return List.of(
                page,
                Integer.toString(sorted.size()),
                millis(at(sorted, 0.5)),
                millis(at(sorted, 0.95)),
                millis(sorted.getLast()));
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%.0f", seconds * 1e3);
    }

    private void use(int user) {
        var random = new Random(user);
        var builder = HttpClient.newBuilder().cookieHandler(new CookieManager());
        try (var client = builder.build()) {
            signIn(client, ACCOUNTS.get(user % ACCOUNTS.size()));
            long end = System.nanoTime() + LENGTH.toNanos();
            while (System.nanoTime() < end) {
                Thread.sleep(LEAST_PAUSE_MILLIS + random.nextInt(FURTHER_PAUSE_MILLIS));
                var kind = kinds.get(random.nextInt(kinds.size()));
                open(client, kind.name(), kind.paths().get(random.nextInt(kind.paths().size())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open(HttpClient client, String name, String path)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        var answer = get(client, path);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (answer.statusCode() == 200) {
            took.computeIfAbsent(name, _ -> new ConcurrentLinkedQueue<>()).add(seconds);
        } else {
            refused.incrementAndGet();
        }
    }

    private HttpResponse<String> get(HttpClient client, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofString());
    }

    private void signIn(HttpClient client, String account)
            throws IOException, InterruptedException {
        var token = TOKEN.matcher(get(client, "/login").body());
        if (!token.find()) {
            throw new IOException("No token on the page to sign in");
        }
        var form =
                "_csrf=%s&name=%s&password=%s"
                        .formatted(
                                encoded(token.group(1)), encoded(account), encoded(Demo.PASSWORD));
        var request =
                HttpRequest.newBuilder(base.resolve("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        var answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.headers().firstValue("Location").orElse("").contains("/login")) {
            throw new IOException(account + " could not sign in");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
