// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.AccessPolicy;
import spiders.security.AccessRefusedException;
import spiders.security.NoSuchAccountException;
import spiders.security.Permission;
import spiders.security.SlowReportException;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns what a handler throws into what a person or a program can use: a page, or a problem of RFC
 * 9457 under {@code /api} and {@code /dicomweb}. Both carry a reference that the log has too.
 */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String REFERENCE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int REFERENCE_LENGTH = 8;

    /**
     * The problem of what concerns a patient and is not there, or is another's: the same for both.
     */
    public static final String UNTIED = "web.problem.untied";

    private final Pages pages;
    private final SecureRandom random = new SecureRandom();
    private final Map<Class<?>, Function<Exception, Problem>> known = new ConcurrentHashMap<>();

    public Failures(Pages pages) {
        this.pages = pages;
        add(NotFoundException.class, e -> Problem.of(HttpStatus.NOT_FOUND, "web.problem.404"));
        add(NoSuchAccountException.class, e -> Problem.of(HttpStatus.NOT_FOUND, "web.problem.404"));
        add(
                InvalidParamException.class,
                e -> Problem.of(HttpStatus.BAD_REQUEST, "web.problem.400", e.name()));
        add(
                HttpMessageNotReadableException.class,
                e -> Problem.of(HttpStatus.BAD_REQUEST, "web.problem.400", "body"));
        add(ConflictException.class, e -> Problem.of(HttpStatus.CONFLICT, e.key()));
        add(
                TooLargeException.class,
                e -> Problem.of(HttpStatus.CONTENT_TOO_LARGE, "web.problem.413"));
        add(
                UnavailableException.class,
                e ->
                        Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "web.problem.503",
                                e.retryAfter().toSeconds()));
        add(
                SlowReportException.class,
                e -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "web.problem.slowReport"));
        add(
                SignInRequiredException.class,
                e -> Problem.of(HttpStatus.UNAUTHORIZED, "web.problem.401"));
        add(DutyFirstException.class, e -> Problem.of(HttpStatus.FORBIDDEN, e.duty().problemKey()));
        add(
                PendingAccountException.class,
                e -> Problem.of(HttpStatus.FORBIDDEN, "web.problem.pending"));
    }

    <E extends Exception> void add(Class<E> type, Function<E, Problem> problem) {
        known.put(type, exception -> problem.apply(type.cast(exception)));
    }

    /** The answer to a request whose handler failed. */
    ServerResponse answer(ServerRequest request, Exception exception) {
        var reference = reference();
        var instead = isForPrograms(request.path()) ? Optional.<String>empty() : page(exception);
        if (instead.isPresent()) {
            return pages.redirect(instead.get());
        }
        var problem = problem(request, exception);
        log(request, exception, problem, reference);
        return answer(request, problem, reference);
    }

    /** Where a person has to go first. */
    private static Optional<String> page(Exception exception) {
        return switch (exception) {
            case SignInRequiredException _ -> Optional.of("/login");
            case DutyFirstException first -> Optional.of(first.duty().path());
            case PendingAccountException _ -> Optional.of(ProviderRoutes.PENDING);
            default -> Optional.empty();
        };
    }

    /** The answer to a request that failed outside of any handler. */
    ServerResponse answer(ServerRequest request, HttpStatus status) {
        var key = "web.problem." + status.value();
        var problem =
                Problem.of(status, pages.messages().has(key + ".title") ? key : "web.problem.500");
        return answer(request, problem, reference());
    }

    private Problem problem(ServerRequest request, Exception exception) {
        if (exception instanceof AccessRefusedException refused) {
            return switch (refused.lack()) {
                case SCOPE ->
                        Problem.of(
                                HttpStatus.FORBIDDEN,
                                "web.problem.scope",
                                right(Session.locale(request), refused.permission()));
                case ROLE -> refused(Session.locale(request), refused.permission());
                // As for what is not there: that it is there must not be told.
                case RELATION -> Problem.of(HttpStatus.NOT_FOUND, UNTIED);
                case OBJECTION -> Problem.of(HttpStatus.FORBIDDEN, "web.problem.objection");
            };
        }
        return Optional.ofNullable(known.get(exception.getClass()))
                .map(of -> of.apply(exception))
                .orElseGet(() -> Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "web.problem.500"));
    }

    private String right(Locale locale, Permission permission) {
        return pages.messages().text(locale, "web.permission." + permission.name());
    }

    private Problem refused(Locale locale, Permission permission) {
        var right = right(locale, permission);
        var roles =
                AccessPolicy.rolesWith(permission).stream()
                        .sorted()
                        .map(role -> pages.messages().text(locale, "web.role." + role.name()))
                        .collect(Collectors.joining(", "));
        return Problem.of(HttpStatus.FORBIDDEN, "web.problem.403", right, roles);
    }

    private static void log(
            ServerRequest request, Exception exception, Problem problem, String reference) {
        if (problem.status().is5xxServerError()) {
            LOG.error(
                    "{} {} failed, reference {}: {}",
                    request.method(),
                    request.path(),
                    reference,
                    Traces.withoutData(exception));
            return;
        }
        LOG.info(
                "{} {} answered {} ({}), reference {}",
                request.method(),
                request.path(),
                problem.status().value(),
                exception.getClass().getSimpleName(),
                reference);
    }

    private ServerResponse answer(ServerRequest request, Problem problem, String reference) {
        var path = path(request);
        return isForPrograms(path)
                ? json(Session.locale(request), problem, reference)
                : page(request, problem, reference);
    }

    private ServerResponse json(Locale locale, Problem problem, String reference) {
        var messages = pages.messages();
        var arguments = problem.arguments().toArray();
        var body =
                new ProblemBody(
                        "about:blank",
                        messages.text(locale, problem.key() + ".title", arguments),
                        problem.status().value(),
                        messages.text(locale, problem.key() + ".detail", arguments),
                        reference);
        var response = ServerResponse.status(problem.status()).contentType(ProblemBody.MEDIA_TYPE);
        if (problem.status() == HttpStatus.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        retryAfter(problem, response);
        return response.body(body);
    }

    private ServerResponse page(ServerRequest request, Problem problem, String reference) {
        var arguments = problem.arguments().toArray();
        return pages.page(request)
                .status(problem.status().value())
                .title(problem.key() + ".title", arguments)
                .render("web/problem.jte", Map.of("problem", problem, "reference", reference));
    }

    private static void retryAfter(Problem problem, ServerResponse.BodyBuilder response) {
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE && !problem.arguments().isEmpty()) {
            response.header(HttpHeaders.RETRY_AFTER, problem.arguments().getFirst().toString());
        }
    }

    /** Where the request was first sent, when this is the container's error dispatch. */
    private static String path(ServerRequest request) {
        return request.servletRequest().getAttribute("jakarta.servlet.error.request_uri")
                        instanceof String first
                ? first
                : request.path();
    }

    static boolean isForPrograms(String path) {
        return path.startsWith("/api/") || path.startsWith("/dicomweb/");
    }

    private String reference() {
        var reference = new StringBuilder(REFERENCE_LENGTH);
        for (int i = 0; i < REFERENCE_LENGTH; i++) {
            reference.append(
                    REFERENCE_ALPHABET.charAt(random.nextInt(REFERENCE_ALPHABET.length())));
        }
        return reference.toString();
    }
}
