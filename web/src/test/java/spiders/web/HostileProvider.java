// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * A provider on a socket that says whatever a test wants: right in everything until it is told to
 * be wrong in something.
 */
final class HostileProvider implements AutoCloseable {

    /** Who signs. */
    enum Signer {
        /** The key that it publishes. */
        OWN,
        /** Another key under the same name. */
        STRANGER,
        /** The client's secret, as a shared key (HS256). */
        SECRET,
        /** Its public key taken for a shared one: what confuses careless clients. */
        PUBLIC_KEY_AS_SECRET,
        /** Nobody: {@code alg} is {@code none}. */
        NOBODY
    }

    static final String SECRET = "secret-de-client-de-plus-de-trente-deux-octets";

    private static final RSAKey KEY = key();
    private static final RSAKey OTHER = key();

    private final HttpServer server;
    private final AtomicReference<String> nonce = new AtomicReference<>("");
    private final AtomicReference<String> form = new AtomicReference<>("");

    private volatile UnaryOperator<JWTClaimsSet.Builder> idToken = claims -> claims;
    private volatile Signer signer = Signer.OWN;
    private volatile String userInfo = "{\"sub\":\"f:1\",\"preferred_username\":\"camille\"}";
    private volatile String userInfoType = "application/json";
    private volatile String discoveredIssuer;
    private volatile int tokenStatus = 200;
    private volatile String redirected = "";
    private volatile URI elsewhere = URI.create("");
    private volatile boolean namesItsKeys;

    HostileProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        discoveredIssuer = issuer().toString();
        at("/.well-known/openid-configuration", this::discovery);
        at("/keys", this::keys);
        at("/token", this::token);
        at("/userinfo", exchange -> answer(exchange, 200, userInfoType, userInfo));
        server.start();
    }

    private void at(String path, HttpHandler handler) {
        server.createContext(
                path,
                exchange -> {
                    if (redirected.equals(path)) {
                        exchange.getResponseHeaders().set("Location", elsewhere.toString());
                        answer(exchange, 302, "text/plain", "over there");
                        return;
                    }
                    handler.handle(exchange);
                });
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("k").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The nonce that the hub wants to read in the ID token. */
    void expects(String asked) {
        nonce.set(asked);
    }

    /** What the hub has sent with the code. */
    String form() {
        return form.get();
    }

    void says(UnaryOperator<JWTClaimsSet.Builder> changed, Signer by) {
        idToken = changed;
        signer = by;
    }

    void tells(String claims) {
        userInfo = claims;
        userInfoType = "application/json";
    }

    /** Signed, as Pro Santé Connect may. */
    void tells(JWTClaimsSet claims, Signer by) {
        userInfo = signed(claims, by);
        userInfoType = "application/jwt;charset=UTF-8";
    }

    void pretendsToBe(String issuer) {
        discoveredIssuer = issuer;
    }

    void answersTokensWith(int status) {
        tokenStatus = status;
    }

    /** One of its addresses leads on to another host. */
    void redirects(String path, URI to) {
        redirected = path;
        elsewhere = to;
    }

    /** Its tokens say themselves where their keys are to be had (RFC 7515, 4.1.2 and 4.1.5). */
    void namesItsKeys(URI at) {
        namesItsKeys = true;
        elsewhere = at;
    }

    private void discovery(HttpExchange exchange) throws IOException {
        var at = issuer();
        answer(
                exchange,
                200,
                "application/json",
                """
                {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s/token",
                 "jwks_uri":"%s/keys","userinfo_endpoint":"%s/userinfo",
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}
                """
                        .formatted(discoveredIssuer, at, at, at, at));
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "application/json", new JWKSet(KEY.toPublicJWK()).toString());
    }

    private void token(HttpExchange exchange) throws IOException {
        form.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        if (tokenStatus != 200) {
            answer(exchange, tokenStatus, "text/plain", "no");
            return;
        }
        var now = Instant.now();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer().toString())
                        .subject("f:1")
                        .audience("spiders")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .claim("acr", "eidas1")
                        .claim("nonce", nonce.get());
        answer(
                exchange,
                200,
                "application/json",
                """
                {"access_token":"a","token_type":"Bearer","expires_in":300,"id_token":"%s"}
                """
                        .formatted(signed(idToken.apply(claims).build(), signer)));
    }

    private String signed(JWTClaimsSet claims, Signer by) {
        try {
            return switch (by) {
                case OWN -> sign(claims, JWSAlgorithm.RS256, new RSASSASigner(KEY));
                case STRANGER -> sign(claims, JWSAlgorithm.RS256, new RSASSASigner(OTHER));
                case SECRET -> sign(claims, JWSAlgorithm.HS256, new MACSigner(SECRET));
                case PUBLIC_KEY_AS_SECRET ->
                        sign(
                                claims,
                                JWSAlgorithm.HS256,
                                new MACSigner(KEY.toRSAPublicKey().getEncoded()));
                case NOBODY -> new PlainJWT(claims).serialize();
            };
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer)
            throws JOSEException {
        var header = new JWSHeader.Builder(algorithm).keyID("k");
        if (namesItsKeys) {
            header.jwkURL(elsewhere).x509CertURL(elsewhere);
        }
        var token = new SignedJWT(header.build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
