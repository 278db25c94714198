// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.util.UriComponentsBuilder;

import spiders.security.Action;
import spiders.security.AuditSearch;
import spiders.security.Outcome;
import spiders.security.PatientKey;
import spiders.security.UserName;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;

/**
 * The filters of the audit page, as its fields show them; an empty text filters nothing.
 *
 * @param from the first day
 * @param to the last day, itself included
 */
public record AuditFilter(
        String who,
        String patient,
        String action,
        String outcome,
        LocalDate from,
        LocalDate to,
        long before) {

    private static final int DAYS = 30;

    static AuditFilter of(ServerRequest request, LocalDate today) {
        return new AuditFilter(
                text(request, "who"),
                text(request, "patient"),
                text(request, "action"),
                text(request, "outcome"),
                Params.optional(request, "from", Params::day).orElse(today.minusDays(DAYS)),
                Params.optional(request, "to", Params::day).orElse(today),
                Params.optional(request, "before", Long::valueOf).orElse(Long.MAX_VALUE));
    }

    /** Whether these are not the newest lines. */
    public boolean isOlder() {
        return before != Long.MAX_VALUE;
    }

    AuditSearch search(int limit) {
        return new AuditSearch(
                one("who", who, UserName::new),
                one("patient", patient, PatientKey::parse),
                one("action", action, Action::valueOf),
                one("outcome", outcome, Outcome::valueOf),
                from.atStartOfDay(Formats.ZONE).toInstant(),
                to.plusDays(1).atStartOfDay(Formats.ZONE).toInstant(),
                before,
                limit);
    }

    String address(String path, long before) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("who", who)
                .queryParam("patient", patient)
                .queryParam("action", action)
                .queryParam("outcome", outcome)
                .queryParam("from", from)
                .queryParam("to", to)
                .queryParam("before", before)
                .encode()
                .toUriString();
    }

    private static String text(ServerRequest request, String name) {
        return Params.optional(request, name, text -> text).orElse("");
    }

    private static <T> Set<T> one(String name, String text, Function<String, T> parser) {
        try {
            return text.isEmpty() ? Set.of() : Set.of(parser.apply(text));
        } catch (IllegalArgumentException refused) {
            throw new InvalidParamException(name);
        }
    }
}
