// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import spiders.demo.imaging.Person;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a patient's registration to verified images, as a clinician does it. */
final class MainJob {

    static final ZoneId HOSPITAL = ZoneId.of("Europe/Paris");
    private static final Duration TRANSFER_PATIENCE = Duration.ofMinutes(20);
    private static final Duration POLL = Duration.ofMillis(300);
    private static final int NAME_LENGTH = 34;

    private final HubApi api;
    private final HubProcess hub;
    private final Screen screen;

    MainJob(HubApi api, HubProcess hub, Screen screen) {
        this.api = api;
        this.hub = hub;
        this.screen = screen;
    }

    /** What a run found of a case. */
    enum Beginning {
        /** Nothing: it was registered now. */
        NEW,
        /** Work of an earlier run that was stopped, which went on. */
        UNFINISHED,
        /** All of it done and verified. */
        DONE
    }

    /** What came of a case. */
    record Outcome(
            BoardCase boardCase, Beginning beginning, List<TransferRow> transfers, double seconds) {

        Outcome {
            transfers = List.copyOf(transfers);
        }

        boolean isVerified() {
            return !transfers.isEmpty() && transfers.stream().allMatch(TransferRow::isVerified);
        }
    }

    /** Does a case to its end, saying each step when {@code tells}. */
    Outcome run(CaseStory story, boolean tells) throws IOException, InterruptedException {
        long start = System.nanoTime();
        var session = tomorrow(story.board());
        var sessionId = session.path("id").asString();
        var present = registered(sessionId, story.person());
        if (present.isPresent()) {
            return again(present.get(), story, tells, start);
        }
        var created = api.post("/api/v1/cases", story.registration(sessionId));
        var boardCase = new BoardCase(api, created.path("id").asString());
        if (tells) {
            screen.say(
                    "  %s, born %s, registered for %s on %s at %s"
                            .formatted(
                                    story.person().patientName(),
                                    story.person().birthDate(),
                                    story.board(),
                                    session.path("date").asString(),
                                    session.path("time").asString()));
        }
        return bring(boardCase, story, tells, Beginning.NEW, start);
    }

    /** Searches, orders what the story wants, and waits for it. */
    private Outcome bring(
            BoardCase boardCase, CaseStory story, boolean tells, Beginning beginning, long start)
            throws IOException, InterruptedException {
        if (tells) {
            screen.title("Searching every PACS");
        }
        var search = boardCase.search(answer -> tellAnswer(answer, tells));
        if (story.identifies()) {
            search = decide(boardCase, search, tells);
        }
        var names = offers(search, tells);
        var wanted = story.orders() ? wanted(search, story.until()) : List.<String>of();
        var transfers = List.<TransferRow>of();
        if (!wanted.isEmpty()) {
            if (tells) {
                screen.title("Bringing %d exams here".formatted(wanted.size()));
            }
            boardCase.order(wanted);
            transfers = await(boardCase, names, tells);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (tells) {
            table(transfers, names);
        }
        return new Outcome(boardCase, beginning, transfers, seconds);
    }

    /** The board's session of tomorrow, or the first that still takes cases. */
    private JsonNode tomorrow(String board) throws IOException, InterruptedException {
        var day = LocalDate.now(HOSPITAL).plusDays(1).toString();
        Optional<JsonNode> first = Optional.empty();
        for (var session : api.get("/api/v1/boards/" + board + "/sessions").path("sessions")) {
            boolean open = session.path("open").asBoolean();
            if (open && day.equals(session.path("date").asString())) {
                return session;
            }
            if (open && first.isEmpty()) {
                first = Optional.of(session);
            }
        }
        return first.orElseThrow(
                () -> new DemoFailedException("The board " + board + " has no open session"));
    }

    private Optional<BoardCase> registered(String session, Person person)
            throws IOException, InterruptedException {
        for (var entry : api.get("/api/v1/sessions/" + session).path("cases")) {
            var patient = entry.path("boardCase").path("patient");
            if (person.givenName().equals(patient.path("givenNames").asString())
                    && person.birthDate().toString().equals(patient.path("birthDate").asString())) {
                var id = entry.path("boardCase").path("id").asString();
                return Optional.of(new BoardCase(api, id));
            }
        }
        return Optional.empty();
    }

    /** A case of an earlier run: whatever was under way then goes on; nothing is ordered twice. */
    private Outcome again(BoardCase boardCase, CaseStory story, boolean tells, long start)
            throws IOException, InterruptedException {
        if (tells) {
            screen.say(
                    "  %s is registered already, from an earlier run"
                            .formatted(story.person().patientName()));
        }
        var found = boardCase.transfers();
        if (found.isEmpty() && story.orders()) {
            return bring(boardCase, story, tells, Beginning.UNFINISHED, start);
        }
        boolean isDone = found.stream().allMatch(TransferRow::isVerified);
        var names = offers(boardCase.result(), false);
        var transfers = await(boardCase, names, tells);
        if (tells) {
            table(transfers, names);
        }
        var beginning = isDone ? Beginning.DONE : Beginning.UNFINISHED;
        return new Outcome(boardCase, beginning, transfers, 0);
    }

    private void tellAnswer(JsonNode answer, boolean tells) {
        if (tells) {
            screen.say(
                    "  %-32s %-8s %2d studies %6d ms  %s"
                            .formatted(
                                    answer.path("sourceName").asString(),
                                    answer.path("outcome").asString(),
                                    answer.path("studies").asInt(),
                                    answer.path("milliseconds").asLong(),
                                    answer.path("message").asString()));
        }
    }

    private JsonNode decide(BoardCase boardCase, JsonNode search, boolean tells)
            throws IOException, InterruptedException {
        int confirmed = boardCase.confirmProbable(search);
        if (confirmed == 0) {
            return search;
        }
        if (tells) {
            screen.say(
                    "  %d probable identities looked at and confirmed as the same person"
                            .formatted(confirmed));
        }
        return boardCase.result();
    }

    /** Says what was found; returns the names of the studies. */
    private Map<String, String> offers(JsonNode search, boolean tells) {
        var names = new HashMap<String, String>();
        var rows = new ArrayList<List<String>>();
        for (var offer : search.path("offers")) {
            var name =
                    "%s %s"
                            .formatted(
                                    offer.path("date").asString(),
                                    offer.path("description").asString());
            names.put(
                    offer.path("studyInstanceUID").asString(),
                    name.substring(0, Math.min(NAME_LENGTH, name.length())));
            rows.add(
                    List.of(
                            name,
                            Integer.toString(offer.path("instances").asInt()),
                            offer.path("grade").asString(),
                            held(offer),
                            offer.path("proposed").asBoolean() ? "proposed" : refused(offer)));
        }
        if (tells) {
            screen.title("Found");
            screen.table(List.of("study", "objects", "identity", "held by", "rule"), rows);
        }
        return names;
    }

    private static String refused(JsonNode offer) {
        return offer.path("allowed").asBoolean() ? "" : "blocked";
    }

    private static String held(JsonNode offer) {
        var holders = new ArrayList<String>();
        for (var copy : offer.path("provenances")) {
            holders.add(copy.path("source").asString());
        }
        return String.join(", ", holders);
    }

    private static List<String> wanted(JsonNode search, CaseStory.Until until) {
        boolean all = until == CaseStory.Until.ALL_ORDERED;
        var wanted = new ArrayList<String>();
        for (var offer : search.path("offers")) {
            boolean proposed = offer.path("proposed").asBoolean();
            if (proposed || (all && offer.path("allowed").asBoolean())) {
                wanted.add(offer.path("studyInstanceUID").asString());
            }
        }
        return wanted;
    }

    private List<TransferRow> await(BoardCase boardCase, Map<String, String> names, boolean tells)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + TRANSFER_PATIENCE.toNanos();
        while (true) {
            hub.requireAlive();
            var rows = boardCase.transfers();
            boolean last = rows.stream().allMatch(TransferRow::isFinal);
            if (tells) {
                screen.bars(rows.stream().map(row -> row.bar(name(row, names))).toList(), last);
            }
            if (last) {
                return rows;
            }
            if (System.nanoTime() > end) {
                throw new DemoFailedException(
                        "The transfers did not end within %d minutes"
                                .formatted(TRANSFER_PATIENCE.toMinutes()));
            }
            Thread.sleep(POLL);
        }
    }

    private static String name(TransferRow row, Map<String, String> names) {
        return names.getOrDefault(row.studyInstanceUID(), row.studyInstanceUID());
    }

    private void table(List<TransferRow> transfers, Map<String, String> names) {
        screen.title("Received and verified against the source's list");
        screen.table(
                TransferRow.heading(),
                transfers.stream().map(row -> row.cells(name(row, names))).toList());
        for (var row : transfers) {
            if (!row.isVerified()) {
                screen.say("  %s: %s".formatted(name(row, names), row.message()));
            }
        }
    }
}
