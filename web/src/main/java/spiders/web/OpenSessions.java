// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

import spiders.security.UserName;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The sessions of this node with somebody in them: how long each may go on, whatever its browser
 * asks for meanwhile, and whose they are, so that their owner can close them.
 */
final class OpenSessions implements HttpSessionListener, HttpSessionIdListener {

    /** From the sign-in; the container ends a session that is idle, much sooner. */
    static final Duration LONGEST = Duration.ofHours(12);

    private static final String SEEN = OpenSessions.class.getName();
    private static final int MAX_PROGRAM = 200;

    private record Seen(UserName who, String key, Instant since, String address, String program) {}

    private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    OpenSessions(Clock clock) {
        this.clock = clock;
    }

    /** Notes a request of who signed in; whether their session may go on. */
    boolean goesOn(HttpServletRequest request, UserName who) {
        var session = request.getSession(false);
        if (session == null) {
            return true;
        }
        var seen =
                seen(session)
                        .filter(known -> known.who().equals(who))
                        .orElseGet(() -> begin(request, session, who));
        sessions.put(session.getId(), session);
        return seen.since().plus(LONGEST).isAfter(clock.instant());
    }

    private Seen begin(HttpServletRequest request, HttpSession session, UserName who) {
        var program = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
        var seen =
                new Seen(
                        who,
                        UUID.randomUUID().toString(),
                        clock.instant(),
                        request.getRemoteAddr(),
                        program.length() <= MAX_PROGRAM
                                ? program
                                : program.substring(0, MAX_PROGRAM));
        session.setAttribute(SEEN, seen);
        return seen;
    }

    /** The sessions of a person, the one used last first. */
    List<OpenSession> of(UserName who, HttpSession asking) {
        return sessions.values().stream()
                .flatMap(session ->
                        seen(session)
                                .filter(seen -> seen.who().equals(who))
                                .map(seen -> shown(session, seen, asking))
                                .stream())
                .sorted(Comparator.comparing(OpenSession::lastSeen).reversed())
                .toList();
    }

    private static OpenSession shown(HttpSession session, Seen seen, HttpSession asking) {
        return new OpenSession(
                seen.key(),
                seen.since(),
                Instant.ofEpochMilli(session.getLastAccessedTime()),
                seen.address(),
                seen.program(),
                session.getId().equals(asking.getId()));
    }

    /** Ends one session of a person; whether there was one. */
    boolean close(UserName who, String key) {
        return close(who, (session, seen) -> seen.key().equals(key)) > 0;
    }

    /** Ends all sessions of a person but the one that asks; how many there were. */
    int closeOthers(UserName who, HttpSession asking) {
        return close(who, (session, seen) -> !session.getId().equals(asking.getId()));
    }

    /** Ends all sessions of a person. */
    void closeAll(UserName who) {
        close(who, (session, seen) -> true);
    }

    private interface Which {
        boolean test(HttpSession session, Seen seen);
    }

    private int close(UserName who, Which which) {
        int closed = 0;
        for (var session : List.copyOf(sessions.values())) {
            Predicate<Seen> isMeant = seen -> seen.who().equals(who) && which.test(session, seen);
            if (seen(session).filter(isMeant).isPresent()) {
                end(session);
                closed++;
            }
        }
        return closed;
    }

    private void end(HttpSession session) {
        sessions.remove(session.getId());
        try {
            session.invalidate();
        } catch (IllegalStateException ended) {
            // By itself, in this moment.
        }
    }

    /** What is known of a session; nothing of one that has ended. */
    private static Optional<Seen> seen(HttpSession session) {
        try {
            return Optional.ofNullable(session.getAttribute(SEEN)).map(Seen.class::cast);
        } catch (IllegalStateException ended) {
            return Optional.empty();
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        sessions.remove(event.getSession().getId());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
        if (sessions.remove(before) != null) {
            sessions.put(event.getSession().getId(), event.getSession());
        }
    }
}
