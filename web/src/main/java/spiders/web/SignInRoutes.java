// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.ApiTokens;
import spiders.security.OidcProvider;
import spiders.security.SignIn;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Signing in, for people and for programs, and the choice of the language. */
final class SignInRoutes {

    /** What a program sends to {@code POST /api/v1/tokens}. */
    record Credentials(@Nullable String login, @Nullable String password, @Nullable String code) {
        @Override
        public String toString() {
            return "credentials";
        }
    }

    /** What it gets. */
    record Token(String token, String type, String expires) {}

    private static final Pattern LOCAL_PATH =
            Pattern.compile("/([A-Za-z0-9._~-][A-Za-z0-9._~/-]*)?");

    private final Pages pages;
    private final Web.Services services;
    private final List<OidcProvider> providers;
    private final boolean passkeys;

    SignInRoutes(
            Pages pages, Web.Services services, List<OidcProvider> providers, boolean passkeys) {
        this.pages = pages;
        this.services = services;
        this.providers = List.copyOf(providers);
        this.passkeys = passkeys;
    }

    /** Open where nobody can have signed in yet. */
    void register(SecuredRoutes routes) {
        routes.open(HttpMethod.GET, "/login", this::form)
                .open(HttpMethod.POST, "/language", this::language)
                .open(HttpMethod.POST, "/api/v1/tokens", this::issue)
                .signedIn(HttpMethod.DELETE, "/api/v1/tokens", this::revoke)
                .failure(RefusedSignInException.class, RefusedSignInException::problem);
    }

    private ServerResponse form(ServerRequest request) {
        if (Session.userIfAny().isPresent()) {
            return pages.redirect("/");
        }
        return pages.page(request)
                .bare()
                .title("web.login.title")
                .render(
                        "web/login.jte",
                        Map.of(
                                "demo",
                                pages.settings().demo(),
                                "providers",
                                providers,
                                "passkeys",
                                passkeys,
                                "flashes",
                                Pages.takeFlashes(request.servletRequest())));
    }

    private ServerResponse language(ServerRequest request) {
        var language = Params.required(request, "language", SignInRoutes::parseLanguage);
        var cookie =
                ResponseCookie.from(Session.LANGUAGE_COOKIE, language)
                        .path("/")
                        .maxAge(Duration.ofDays(365))
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(pages.settings().tls())
                        .build();
        var back = Params.optional(request, "back", SignInRoutes::parseLocalPath).orElse("/");
        return ServerResponse.seeOther(URI.create(back))
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }

    private ServerResponse issue(ServerRequest request) {
        var credentials = Params.body(request, Credentials.class);
        var login = credentials.login();
        var password = credentials.password();
        if (login == null || password == null) {
            throw new InvalidParamException(login == null ? "login" : "password");
        }
        var code = credentials.code();
        var signIn = services.accounts().signIn(login, password);
        return signIn instanceof SignIn.SecondFactorNeeded(var user) && code != null
                ? answer(request, services.accounts().secondFactor(user, code))
                : answer(request, signIn);
    }

    private ServerResponse answer(ServerRequest request, SignIn signIn) {
        return switch (signIn) {
            case SignIn.Accepted(var user, boolean mustChange) when mustChange ->
                    throw new RefusedSignInException(
                            Problem.of(HttpStatus.FORBIDDEN, "web.problem.mustchange"));
            case SignIn.Accepted(var user, _) when services.secondFactors().isMissing(user) ->
                    throw new RefusedSignInException(
                            Problem.of(HttpStatus.FORBIDDEN, "web.problem.mustenrol"));
            case SignIn.Accepted(var user, _) -> issued(services.tokens().issue(user));
            case SignIn.SecondFactorNeeded _ ->
                    throw new RefusedSignInException(
                            Problem.of(HttpStatus.UNAUTHORIZED, "web.problem.code"));
            case SignIn.Refused() ->
                    throw new RefusedSignInException(
                            Problem.of(HttpStatus.UNAUTHORIZED, "web.problem.signin"));
            case SignIn.Locked(var until) ->
                    throw new RefusedSignInException(
                            Problem.of(
                                    HttpStatus.TOO_MANY_REQUESTS,
                                    "web.problem.locked",
                                    new Formats(Session.locale(request)).clock(until)));
        };
    }

    private static ServerResponse issued(ApiTokens.Issued issued) {
        return ServerResponse.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new Token(issued.value(), "Bearer", issued.expires().toString()));
    }

    private ServerResponse revoke(ServerRequest request) {
        var header = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            throw new InvalidParamException("Authorization");
        }
        services.tokens().revoke(Session.user(request), BearerFilter.token(header));
        return ServerResponse.noContent().build();
    }

    private static String parseLanguage(String text) {
        return Messages.LOCALES.stream()
                .map(Locale::getLanguage)
                .filter(text::equals)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such language"));
    }

    /** A path of this server: what begins with two slashes would lead to another. */
    private static String parseLocalPath(String text) {
        if (!LOCAL_PATH.matcher(text).matches()) {
            throw new IllegalArgumentException("not a path of this server");
        }
        return text;
    }
}
