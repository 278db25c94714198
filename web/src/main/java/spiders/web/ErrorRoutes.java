// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.RequestDispatcher;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.List;
import java.util.Optional;

/** {@code /error}: where the container sends what failed before or after any handler. */
final class ErrorRoutes {

    private static final List<HttpMethod> METHODS =
            List.of(
                    HttpMethod.GET,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE,
                    HttpMethod.HEAD,
                    HttpMethod.OPTIONS);

    private final Failures failures;

    ErrorRoutes(Failures failures) {
        this.failures = failures;
    }

    /** Open: it says what went wrong in general words, and of no object. */
    void register(SecuredRoutes routes) {
        METHODS.forEach(method -> routes.open(method, ErrorPage.PATH, this::error));
    }

    private ServerResponse error(ServerRequest request) {
        var code = request.servletRequest().getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status =
                Optional.ofNullable(code)
                        .filter(Integer.class::isInstance)
                        .map(Integer.class::cast)
                        .map(HttpStatus::resolve)
                        .orElse(HttpStatus.NOT_FOUND);
        return failures.answer(request, status);
    }
}
