// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.User;
import spiders.web.passkey.PasskeySignIn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The filters before every route: who asks, forged requests, and what browsers are told. */
public final class WebSecurity {

    private static final String PAGES_POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'self'";
    // What the viewer needs: WebAssembly decoders, workers made from blobs, styles by script.
    private static final String VIEWER_POLICY =
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval';"
                    + " worker-src 'self' blob:; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data: blob:; font-src 'self' data:;"
                    + " connect-src 'self' blob: data:; object-src 'none'; base-uri 'self';"
                    + " form-action 'self'; frame-ancestors 'self'";
    private static final RequestMatcher VIEWER = withDefaults().matcher("/viewer/**");
    private static final RequestMatcher TOKEN_REQUEST =
            withDefaults().matcher(HttpMethod.POST, "/api/v1/tokens");

    private final Web.Services services;
    private final OpenSessions sessions;
    private final SecuredRoutes routes;
    private final ProviderDoor providers;
    private final Optional<PasskeySignIn> passkeys;
    private final Messages messages;
    private final WebSettings settings;

    WebSecurity(
            Web.Services services,
            OpenSessions sessions,
            SecuredRoutes routes,
            ProviderDoor providers,
            Optional<PasskeySignIn> passkeys,
            Messages messages,
            WebSettings settings) {
        this.services = services;
        this.sessions = sessions;
        this.routes = routes;
        this.providers = providers;
        this.passkeys = passkeys;
        this.messages = messages;
        this.settings = settings;
    }

    /** The chain for all requests; the server makes it a bean. */
    public SecurityFilterChain chain(HttpSecurity http) {
        var problems = new FilterProblems(messages);
        passkeys.ifPresent(ceremonies ->
                http.addFilterBefore(
                        ceremonies.options(), UsernamePasswordAuthenticationFilter.class));
        var accounts = services.accounts();
        return http.authenticationProvider(
                        new AccountAuthentication(accounts, services.secondFactors()))
                .addFilterAfter(
                        new AccountCheckFilter(accounts, sessions),
                        SecurityContextHolderFilter.class)
                .addFilterBefore(new BearerFilter(services.tokens(), problems), CsrfFilter.class)
                .addFilterBefore(providers.start(), UsernamePasswordAuthenticationFilter.class)
                .with(new SignInFilters(signIns()), filters -> {})
                .csrf(csrf -> csrf.ignoringRequestMatchers(BearerFilter::hasBearer, TOKEN_REQUEST))
                .authorizeHttpRequests(this::authorize)
                .formLogin(this::formLogin)
                .logout(logout ->
                        logout.logoutUrl("/logout")
                                .addLogoutHandler(this::recordSignOut)
                                .logoutSuccessHandler((request, response, gone) ->
                                        providers.afterSignOut(request, response))
                                .deleteCookies("JSESSIONID"))
                .requestCache(cache -> cache.requestCache(requestCache()))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint((request, response, e) ->
                                        askToSignIn(request, response, problems))
                                .accessDeniedHandler((request, response, e) ->
                                        problems.write(
                                                request,
                                                response,
                                                HttpStatus.FORBIDDEN,
                                                "web.problem.csrf")))
                .headers(this::headers)
                .build();
    }

    private List<AbstractAuthenticationProcessingFilter> signIns() {
        var all = new ArrayList<AbstractAuthenticationProcessingFilter>();
        all.add(providers.comingBack());
        all.add(new SecondFactorFilter(services));
        passkeys.map(ceremonies -> ceremonies.signIn(WebSecurity::visitor)).ifPresent(all::add);
        return all;
    }

    /** Who holds a passkey has been verified by it: that is two factors. */
    private static Authentication visitor(User user) {
        return AccountAuthentication.authenticated(Visitor.of(user));
    }

    /** How the session cookie is marked; the server makes it a bean. */
    public ServletContextInitializer sessionCookie() {
        return context -> {
            var cookie = context.getSessionCookieConfig();
            cookie.setHttpOnly(true);
            cookie.setSecure(settings.tls());
            cookie.setAttribute("SameSite", "Strict");
            context.setSessionTimeout(30);
            context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
            context.addListener(sessions);
        };
    }

    private void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    requests) {
        requests.dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers(routes::isOpen)
                .permitAll()
                .anyRequest()
                .authenticated();
    }

    private void formLogin(FormLoginConfigurer<HttpSecurity> form) {
        form.loginPage("/login")
                .usernameParameter("name")
                .passwordParameter("password")
                .defaultSuccessUrl("/")
                .failureHandler(WebSecurity::refuseSignIn);
    }

    private static void refuseSignIn(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof SecondFactorNeededException needed) {
            PendingSignIn.begin(request, needed.user());
            response.sendRedirect(SecondFactorFilter.PATH);
            return;
        }
        Pages.flash(
                request,
                e instanceof SignInLockedException locked
                        ? Flash.of(
                                Flash.Kind.FAILED,
                                "web.login.locked",
                                new Formats(Session.locale(request)).clock(locked.until()))
                        : Flash.of(Flash.Kind.FAILED, "web.login.refused"));
        response.sendRedirect("/login");
    }

    private void recordSignOut(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Authentication authentication) {
        ProviderDoor.keepHint(request);
        if (authentication != null && authentication.getPrincipal() instanceof Visitor visitor) {
            services.audit().record(AuditEvent.of(visitor.user(), Action.SIGN_OUT));
        }
    }

    private static void askToSignIn(
            HttpServletRequest request, HttpServletResponse response, FilterProblems problems)
            throws IOException {
        if (Failures.isForPrograms(request.getRequestURI())) {
            problems.write(request, response, HttpStatus.UNAUTHORIZED, "web.problem.401");
            return;
        }
        if (isByScript(request)) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Redirect", "/login");
            return;
        }
        response.sendRedirect("/login");
    }

    /** After the sign-in the browser goes back to a page, never to a fragment or a stream. */
    private static HttpSessionRequestCache requestCache() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request ->
                HttpMethod.GET.matches(request.getMethod())
                        && accepts(request, "text/html")
                        && !isByScript(request)
                        && !Failures.isForPrograms(request.getRequestURI()));
        return cache;
    }

    private static boolean isByScript(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null || accepts(request, "text/event-stream");
    }

    private static boolean accepts(HttpServletRequest request, String type) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains(type);
    }

    private void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(frame -> frame.sameOrigin())
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(policy(VIEWER, VIEWER_POLICY))
                .addHeaderWriter(policy(new NegatedRequestMatcher(VIEWER), PAGES_POLICY));
        if (!settings.tls()) {
            headers.httpStrictTransportSecurity(hsts -> hsts.disable());
        }
    }

    private static DelegatingRequestMatcherHeaderWriter policy(RequestMatcher on, String policy) {
        return new DelegatingRequestMatcherHeaderWriter(
                on, new StaticHeadersWriter("Content-Security-Policy", policy));
    }
}
