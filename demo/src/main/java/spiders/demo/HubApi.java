// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The hub's JSON interface, as a signed-in user. */
public final class HubApi implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int CLIENT_ERROR = 400;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private String token = "";

    public HubApi(URI base) {
        this.base = base;
    }

    /** An answer that is no success. */
    public static final class RefusedException extends RuntimeException {

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** An empty object to fill. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Signs in; what follows is done as this user. */
    public void signIn(String login, String password) throws IOException, InterruptedException {
        token = "";
        var answer = post("/api/v1/tokens", object().put("login", login).put("password", password));
        token = answer.path("token").asString();
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().GET());
    }

    public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        var text = HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(body));
        var request = HttpRequest.newBuilder().POST(text);
        return send(path, request.header("Content-Type", "application/json"));
    }

    private JsonNode send(String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        request.header("Accept", "application/json").header("Cookie", "spiders-language=en");
        var built = request.uri(base.resolve(path)).timeout(TIMEOUT).build();
        var answer = client.send(built, BodyHandlers.ofString());
        if (answer.statusCode() >= CLIENT_ERROR) {
            throw new RefusedException(
                    answer.statusCode(),
                    "%s %s was answered %d: %s"
                            .formatted(built.method(), path, answer.statusCode(), answer.body()));
        }
        return answer.body().isBlank() ? object() : MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
