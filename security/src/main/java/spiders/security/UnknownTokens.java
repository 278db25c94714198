// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Records that a token was shown which nobody has: of a flood so many a minute, and the number of
 * the others with the next, so that a stranger cannot fill the audit.
 */
final class UnknownTokens {

    static final int A_MINUTE = 60;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String WORDS = "unknown token";

    private final Audit audit;
    private final Clock clock;
    private Instant since = Instant.MIN;
    private int recorded;
    private long others;

    UnknownTokens(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void shown() {
        words().map(AuditEvent.of(UserName.ANONYMOUS, Action.ACCESS)::refused)
                .ifPresent(audit::record);
    }

    private synchronized Optional<String> words() {
        var now = clock.instant();
        if (!now.isBefore(since.plus(MINUTE))) {
            since = now;
            recorded = 0;
        }
        if (recorded == A_MINUTE) {
            others++;
            return Optional.empty();
        }
        recorded++;
        var words = others == 0 ? WORDS : "%s, after %d more".formatted(WORDS, others);
        others = 0;
        return Optional.of(words);
    }
}
