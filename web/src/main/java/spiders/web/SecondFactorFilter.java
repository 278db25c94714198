// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;

import spiders.security.SignIn;

import java.io.IOException;
import java.util.Optional;

/** Takes the code of who has given the right password, and signs them in. */
final class SecondFactorFilter extends AbstractAuthenticationProcessingFilter {

    static final String PATH = "/login/second-factor";

    private final Web.Services services;

    SecondFactorFilter(Web.Services services) {
        super(withDefaults().matcher(HttpMethod.POST, PATH));
        this.services = services;
        setAuthenticationManager(attempt -> {
            throw new BadCredentialsException("nobody signs in so");
        });
        setAuthenticationFailureHandler(SecondFactorFilter::refuse);
    }

    @Override
    public Authentication attemptAuthentication(
            HttpServletRequest request, HttpServletResponse response) {
        var pending =
                PendingSignIn.of(request).orElseThrow(() -> new BadCredentialsException("late"));
        var code = Optional.ofNullable(request.getParameter("code")).orElse("");
        return switch (services.accounts().secondFactor(pending.user(), code)) {
            case SignIn.Accepted(var user, boolean mustChange) -> {
                PendingSignIn.end(request);
                yield AccountAuthentication.authenticated(Visitor.byPassword(user, mustChange));
            }
            case SignIn.Locked(var until) -> throw new SignInLockedException(until);
            case SignIn.Refused() -> throw new BadCredentialsException("wrong code");
            case SignIn.SecondFactorNeeded _ ->
                    throw new AssertionError("a second factor needs no second factor");
        };
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof SignInLockedException locked) {
            PendingSignIn.end(request);
            Pages.flash(
                    request,
                    Flash.of(
                            Flash.Kind.FAILED,
                            "web.login.locked",
                            new Formats(Session.locale(request)).clock(locked.until())));
            response.sendRedirect("/login");
            return;
        }
        boolean isLate = PendingSignIn.of(request).isEmpty();
        Pages.flash(
                request,
                Flash.of(Flash.Kind.FAILED, isLate ? "web.factor.late" : "web.factor.wrong"));
        response.sendRedirect(isLate ? "/login" : PATH);
    }
}
