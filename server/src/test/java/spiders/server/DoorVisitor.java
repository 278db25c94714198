// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.http.HttpMethod;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/** Somebody at a hub's doors: a browser's session with its token against forgery, or a system. */
final class DoorVisitor implements AutoCloseable {

    /** What is sent. */
    record Body(String type, String text) {

        static final Body NOTHING = new Body("", "");

        static Body form(String text) {
            return new Body("application/x-www-form-urlencoded", text);
        }

        static Body json(String text) {
            return new Body("application/json", text);
        }
    }

    private static final Pattern TOKEN =
            Pattern.compile("<meta name=\"csrf-token\" content=\"([^\"]+)\">");

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI hub;
    private final String name;
    private String token = "";
    private String bearer = "";

    private DoorVisitor(int port, String name) {
        hub = URI.create("http://127.0.0.1:" + port);
        this.name = name;
    }

    /** Somebody who has a session, and has not said who they are. */
    static DoorVisitor anonymous(int port) throws IOException, InterruptedException {
        var visitor = new DoorVisitor(port, "anonymous");
        visitor.takeToken("/login");
        return visitor;
    }

    static DoorVisitor signedIn(int port, String name, String password)
            throws IOException, InterruptedException {
        var visitor = new DoorVisitor(port, name);
        visitor.takeToken("/login");
        var form = "name=%s&password=%s".formatted(name, password);
        assertThat(visitor.write(HttpMethod.POST, "/login", Body.form(form)).statusCode())
                .as(name)
                .isEqualTo(302);
        visitor.takeToken("/"); // A sign-in begins another session.
        return visitor;
    }

    /** A system: it has no session, and what it sends cannot be forged without its token. */
    static DoorVisitor withToken(int port, String name, String bearer) {
        var visitor = new DoorVisitor(port, name);
        visitor.bearer = "Bearer " + bearer;
        return visitor;
    }

    private void takeToken(String path) throws IOException, InterruptedException {
        var found = TOKEN.matcher(get(path).body());
        assertThat(found.find()).as(path).isTrue();
        token = found.group(1);
    }

    /** As whom the audit knows them. */
    String name() {
        return name;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    /** Asks with the session's token, as the hub's own pages do. */
    HttpResponse<String> write(HttpMethod method, String path, Body body)
            throws IOException, InterruptedException {
        return send(method, path, body, token);
    }

    /** Asks as a page of another site would, which can send the cookie but not know the token. */
    HttpResponse<String> writeForged(HttpMethod method, String path)
            throws IOException, InterruptedException {
        return send(method, path, Body.form(""), "");
    }

    private HttpResponse<String> send(HttpMethod method, String path, Body body, String proof)
            throws IOException, InterruptedException {
        var request = request(path).method(method.name(), BodyPublishers.ofString(body.text()));
        if (!body.type().isEmpty()) {
            request.header("Content-Type", body.type());
        }
        if (!proof.isEmpty()) {
            request.header("X-CSRF-TOKEN", proof);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(hub.resolve(path));
        return bearer.isEmpty() ? request : request.header("Authorization", bearer);
    }

    @Override
    public void close() {
        http.close();
    }
}
