// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import spiders.security.ApiTokens;

import java.io.IOException;

/** Signs in the programs that send a bearer token, for that one request and without a session. */
final class BearerFilter extends OncePerRequestFilter {

    private static final String PREFIX = "Bearer ";

    private final ApiTokens tokens;
    private final FilterProblems problems;

    BearerFilter(ApiTokens tokens, FilterProblems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    /** Whether the request carries a token where tokens count. */
    static boolean hasBearer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null
                && header.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                && Failures.isForPrograms(request.getRequestURI());
    }

    static String token(String header) {
        return header.length() > PREFIX.length() ? header.substring(PREFIX.length()).strip() : "";
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !hasBearer(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var user = tokens.user(token(request.getHeader(HttpHeaders.AUTHORIZATION)));
        if (user.isEmpty()) {
            problems.write(request, response, HttpStatus.UNAUTHORIZED, "web.problem.401");
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(AccountAuthentication.authenticated(Visitor.of(user.get())));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }
}
