// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

import spiders.security.Accounts;
import spiders.security.SignIn;

import java.util.List;

/** Lets Spring Security's form sign-in ask the accounts. */
final class AccountAuthentication implements AuthenticationProvider {

    private final Accounts accounts;

    AccountAuthentication(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var password = String.valueOf(attempt.getCredentials());
        return switch (accounts.signIn(attempt.getName(), password)) {
            case SignIn.Accepted(var user, boolean mustChange) ->
                    authenticated(Visitor.byPassword(user, mustChange));
            case SignIn.Refused() -> throw new BadCredentialsException("refused");
            case SignIn.Locked(var until) -> throw new SignInLockedException(until);
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    static Authentication authenticated(Visitor visitor) {
        return UsernamePasswordAuthenticationToken.authenticated(visitor, "", List.of());
    }
}
