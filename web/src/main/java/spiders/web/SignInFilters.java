// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

import java.util.List;
import java.util.Optional;

/**
 * Further ways to sign in beside the form: each gets what the form's filter gets, so that every
 * sign-in changes the session's id and is kept in the session alike.
 */
final class SignInFilters extends AbstractHttpConfigurer<SignInFilters, HttpSecurity> {

    private final List<AbstractAuthenticationProcessingFilter> filters;

    SignInFilters(List<AbstractAuthenticationProcessingFilter> filters) {
        this.filters = List.copyOf(filters);
    }

    @Override
    public void configure(HttpSecurity http) {
        var sessions =
                Optional.ofNullable(http.getSharedObject(SessionAuthenticationStrategy.class))
                        .orElseThrow(() -> new IllegalStateException("no rule for sessions"));
        var contexts =
                new DelegatingSecurityContextRepository(
                        new RequestAttributeSecurityContextRepository(),
                        new HttpSessionSecurityContextRepository());
        for (var filter : filters) {
            filter.setSessionAuthenticationStrategy(sessions);
            filter.setSecurityContextRepository(contexts);
            http.addFilterBefore(filter, UsernamePasswordAuthenticationFilter.class);
        }
    }
}
