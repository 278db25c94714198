// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A registered case, through the JSON interface. */
public final class BoardCase {

    private static final Duration SEARCH_PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);

    private final HubApi api;
    private final String id;

    public BoardCase(HubApi api, String id) {
        this.api = api;
        this.id = id;
    }

    /** The id of the case, for its other addresses. */
    public String id() {
        return id;
    }

    private String path(String rest) {
        return "/api/v1/cases/" + id + "/" + rest;
    }

    /** Searches every PACS; {@code answered} is told of each answer once, as it comes. */
    public JsonNode search(Consumer<JsonNode> answered) throws IOException, InterruptedException {
        api.post(path("search"), HubApi.object());
        var told = new ArrayList<String>();
        long end = System.nanoTime() + SEARCH_PATIENCE.toNanos();
        while (true) {
            var search = result();
            for (var answer : search.path("answers")) {
                var source = answer.path("source").asString();
                if (!told.contains(source)) {
                    told.add(source);
                    answered.accept(answer);
                }
            }
            if (!"RUNNING".equals(search.path("state").asString())) {
                return search;
            }
            if (System.nanoTime() > end) {
                throw new DemoFailedException(
                        "The search did not end within %d s"
                                .formatted(SEARCH_PATIENCE.toSeconds()));
            }
            Thread.sleep(POLL);
        }
    }

    /** The last search. */
    JsonNode result() throws IOException, InterruptedException {
        return api.get(path("search"));
    }

    /** Confirms, as the clinician, each copy of a probable identity; returns how many. */
    public int confirmProbable(JsonNode search) throws IOException, InterruptedException {
        int confirmed = 0;
        for (var offer : search.path("offers")) {
            for (var copy : offer.path("provenances")) {
                boolean isOpen = "OPEN".equals(copy.path("verdict").asString());
                if (isOpen && "PROBABLE".equals(copy.path("grade").asString())) {
                    confirm(offer, copy);
                    confirmed++;
                }
            }
        }
        return confirmed;
    }

    private void confirm(JsonNode offer, JsonNode copy) throws IOException, InterruptedException {
        api.post(
                path("identity-decisions"),
                HubApi.object()
                        .put("studyInstanceUID", offer.path("studyInstanceUID").asString())
                        .put("source", copy.path("source").asString())
                        .put("verdict", "CONFIRMED"));
    }

    public void order(List<String> studies) throws IOException, InterruptedException {
        var body = HubApi.object();
        var array = body.putArray("studies");
        studies.forEach(array::add);
        api.post(path("transfers"), body);
    }

    public List<TransferRow> transfers() throws IOException, InterruptedException {
        var rows = new ArrayList<TransferRow>();
        for (var transfer : api.get(path("transfers")).path("transfers")) {
            rows.add(TransferRow.of(transfer));
        }
        return rows;
    }

    String readiness() throws IOException, InterruptedException {
        return api.get(path("readiness")).path("state").asString();
    }

    /** The address of the viewer on the case's exams. */
    public String viewer() throws IOException, InterruptedException {
        return api.post(path("view"), HubApi.object()).path("url").asString();
    }
}
