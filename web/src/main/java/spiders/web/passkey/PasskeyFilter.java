// SPDX-License-Identifier: Apache-2.0
package spiders.web.passkey;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.withDefaults;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationProvider;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;

import spiders.security.Passkeys;
import spiders.security.UserName;

import java.io.IOException;
import java.util.function.Function;

/** Spring Security's filter for passkeys, whose person becomes one of ours. */
final class PasskeyFilter extends WebAuthnAuthenticationFilter {

    private final Passkeys passkeys;
    private final Function<spiders.security.User, Authentication> visitor;

    PasskeyFilter(
            WebAuthnRelyingPartyOperations ceremonies,
            Passkeys passkeys,
            Function<spiders.security.User, Authentication> visitor) {
        this.passkeys = passkeys;
        this.visitor = visitor;
        setRequiresAuthenticationRequestMatcher(
                withDefaults().matcher(HttpMethod.POST, "/login/passkey"));
        setAuthenticationManager(
                new ProviderManager(
                        new WebAuthnAuthenticationProvider(ceremonies, PasskeyFilter::named)));
        setAuthenticationFailureHandler((request, response, failure) ->
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED));
    }

    /** The library wants to know the name again; the account is looked at after it. */
    private static UserDetails named(String name) {
        return User.withUsername(name).password("").authorities("PASSKEY").build();
    }

    @Override
    public Authentication attemptAuthentication(
            HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            return admitted(super.attemptAuthentication(request, response).getName());
        } catch (AuthenticationException e) {
            if (!(e instanceof ClosedAccountException)) {
                passkeys.refused();
            }
            throw e;
        }
    }

    private Authentication admitted(String name) {
        return passkeys.signIn(new UserName(name))
                .map(visitor)
                .orElseThrow(ClosedAccountException::new);
    }

    /** Recorded where it was found. */
    private static final class ClosedAccountException extends BadCredentialsException {
        ClosedAccountException() {
            super("closed account");
        }
    }
}
