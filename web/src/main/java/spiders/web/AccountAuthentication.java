// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

import spiders.security.Accounts;
import spiders.security.SecondFactors;
import spiders.security.SignIn;
import spiders.security.User;

import java.util.List;

/** Lets Spring Security's form sign-in ask the accounts. */
final class AccountAuthentication implements AuthenticationProvider {

    private final Accounts accounts;
    private final SecondFactors secondFactors;

    AccountAuthentication(Accounts accounts, SecondFactors secondFactors) {
        this.accounts = accounts;
        this.secondFactors = secondFactors;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var password = String.valueOf(attempt.getCredentials());
        return switch (accounts.signIn(attempt.getName(), password)) {
            case SignIn.Accepted(var user, boolean mustChange) ->
                    authenticated(visitor(user, mustChange));
            case SignIn.SecondFactorNeeded(var user) -> throw new SecondFactorNeededException(user);
            case SignIn.Refused() -> throw new BadCredentialsException("refused");
            case SignIn.Locked(var until) -> throw new SignInLockedException(until);
        };
    }

    private Visitor visitor(User user, boolean mustChange) {
        var visitor = Visitor.byPassword(user, mustChange);
        return secondFactors.isMissing(user) ? visitor.with(Duty.ENROL_SECOND_FACTOR) : visitor;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    static Authentication authenticated(Visitor visitor) {
        return UsernamePasswordAuthenticationToken.authenticated(visitor, "", List.of());
    }
}
