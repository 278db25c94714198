// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The machine's Chromium with one page, drawing by software, driven by its DevTools protocol. */
final class DevTools implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long PATIENCE_SECONDS = 120;
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;
    private final String session;

    private DevTools(Process process, URI uri) throws IOException, InterruptedException {
        this.process = process;
        this.socket = client.newWebSocketBuilder().buildAsync(uri, new Answers()).join();
        var target = ask("Target.createTarget", Map.of("url", "about:blank"), "");
        var attach =
                Map.<String, Object>of(
                        "targetId", target.path("targetId").asString(), "flatten", true);
        this.session = ask("Target.attachToTarget", attach, "").path("sessionId").asString();
        send("Page.enable", Map.of());
    }

    /** Starts a browser with an empty profile. */
    static DevTools start(Path profile) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                "chromium",
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--use-gl=angle",
                                "--use-angle=swiftshader",
                                "--enable-unsafe-swiftshader",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--window-size=1500,950",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile)
                        .redirectErrorStream(true)
                        .start();
        var said = process.inputReader();
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread.ofVirtual().start(() -> drain(said));
                return new DevTools(
                        process, URI.create(line.substring(LISTENING.length()).strip()));
            }
        }
        throw new IOException("Chromium does not start");
    }

    private static void drain(BufferedReader said) {
        try {
            while (said.readLine() != null) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    /** Collects the pieces of messages, and gives each answer to who asked. */
    private final class Answers implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean isLast) {
            message.append(piece);
            if (isLast) {
                var answer = MAPPER.readTree(message.toString());
                message.setLength(0);
                var waiting = asked.remove(answer.path("id").asInt(-1));
                if (waiting != null) {
                    waiting.complete(answer);
                }
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    /** Sends a command to the page, and waits for its result. */
    JsonNode send(String method, Map<String, Object> parameters)
            throws IOException, InterruptedException {
        return ask(method, parameters, session);
    }

    private JsonNode ask(String method, Map<String, Object> parameters, String to)
            throws IOException, InterruptedException {
        int id = ids.incrementAndGet();
        ObjectNode command = MAPPER.createObjectNode();
        command.put("id", id).put("method", method);
        command.set("params", MAPPER.valueToTree(parameters));
        if (!to.isEmpty()) {
            command.put("sessionId", to);
        }
        var answer = new CompletableFuture<JsonNode>();
        asked.put(id, answer);
        synchronized (socket) {
            socket.sendText(MAPPER.writeValueAsString(command), true).join();
        }
        try {
            var got = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (got.has("error")) {
                throw new IOException(method + ": " + got.path("error"));
            }
            return got.path("result");
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(method + " is not answered", e);
        }
    }

    /** The value of an expression in the page. */
    JsonNode evaluate(String expression) throws IOException, InterruptedException {
        var parameters =
                Map.<String, Object>of(
                        "expression", expression, "returnByValue", true, "awaitPromise", true);
        return send("Runtime.evaluate", parameters).path("result").path("value");
    }

    /** Writes what the page shows, as PNG. */
    void shoot(Path file) throws IOException, InterruptedException {
        var data = send("Page.captureScreenshot", Map.of()).path("data").asString();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        for (var child : List.copyOf(process.descendants().toList())) {
            child.destroy();
        }
        process.destroy();
    }
}
