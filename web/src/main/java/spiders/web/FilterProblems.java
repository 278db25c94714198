// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/** Problems found before any route: as JSON for programs, by the error page for people. */
final class FilterProblems {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Messages messages;

    FilterProblems(Messages messages) {
        this.messages = messages;
    }

    void write(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, String key)
            throws IOException {
        if (!Failures.isForPrograms(request.getRequestURI())) {
            response.sendError(status.value());
            return;
        }
        var locale = Session.locale(request);
        var body =
                new ProblemBody(
                        "about:blank",
                        messages.text(locale, key + ".title"),
                        status.value(),
                        messages.text(locale, key + ".detail"),
                        "");
        response.setStatus(status.value());
        response.setContentType(ProblemBody.MEDIA_TYPE.toString());
        if (status == HttpStatus.UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.getOutputStream().write(JSON.writeValueAsString(body).getBytes(UTF_8));
    }
}
