// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import spiders.security.Accounts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser for tests: it keeps cookies and the CSRF token of the last page, and follows no
 * redirect.
 */
public final class Browser implements AutoCloseable {

    private static final Pattern CSRF =
            Pattern.compile("<meta name=\"csrf-token\" content=\"([^\"]*)\">");

    private final URI address;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
    private String csrfToken = "";

    public Browser(URI address) {
        this.address = address;
    }

    /** Signs in with a demo account. */
    public static Browser signedIn(URI address, String name) {
        var browser = new Browser(address);
        browser.get("/login");
        var answer = browser.signIn(name, Accounts.DEMO_PASSWORD);
        if (answer.headers().firstValue("Location").orElse("").contains("/login")) {
            throw new IllegalStateException(name + " could not sign in");
        }
        browser.get("/");
        return browser;
    }

    /** Sends the sign-in form. */
    public HttpResponse<String> signIn(String name, String password) {
        return post("/login", Map.of("name", name, "password", password));
    }

    /** Gets a page as browsers do. */
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).header("Accept", "text/html").GET());
    }

    /** Gets a file. */
    HttpResponse<byte[]> file(String path) {
        return sent(request(path).GET(), BodyHandlers.ofByteArray());
    }

    /** Sends a form, with the token of the last page. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return postEncoded(path, encode(fields));
    }

    /** Sends a form to whatever address, without a token of ours. */
    HttpResponse<String> postTo(String address, Map<String, String> fields) {
        return send(
                request(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString(encode(fields))));
    }

    /** The same for fields that are encoded already, one of them more than once perhaps. */
    public HttpResponse<String> postEncoded(String path, String form) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString("_csrf=" + encode(csrfToken) + "&" + form)));
    }

    /** Sends JSON as programs do; add the token or not. */
    public HttpResponse<String> json(String method, String path, String body, String... headers) {
        return send(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)));
    }

    /** What a page gives to be saved. */
    public byte[] bytes(String path) {
        return sent(request(path), BodyHandlers.ofByteArray()).body();
    }

    /** Sends what was built with {@link #request}. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        var response = sent(request, BodyHandlers.ofString());
        var token = CSRF.matcher(response.body());
        if (token.find()) {
            csrfToken = token.group(1);
        }
        return response;
    }

    private <T> HttpResponse<T> sent(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A request to the server. */
    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(address.resolve(path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** The token of the last page. */
    public String csrfToken() {
        return csrfToken;
    }

    /** Forgets the token, as who never saw the page. */
    public void forgetCsrfToken() {
        csrfToken = "";
    }

    /** The value of a cookie, empty when there is none. */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        client.close();
    }

    static List<String> locations(HttpResponse<String> response) {
        return response.headers().allValues("Location");
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
