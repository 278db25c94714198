// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static java.time.temporal.ChronoUnit.MICROS;

import spiders.security.store.TokenTable;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Bearer tokens of the JSON API and of DICOMweb: 256 random bits, of which only the digest is kept.
 */
public final class ApiTokens {

    /** How long a token lives. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final int BYTES = 32;
    private static final int MAX_LENGTH = 64;

    private final TokenTable table;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ApiTokens(TokenTable table, Audit audit, Clock clock) {
        this.table = table;
        this.audit = audit;
        this.clock = clock;
    }

    /** A token, shown this once. */
    public record Issued(String value, Instant expires) {
        @Override
        public String toString() {
            return "token until " + expires;
        }
    }

    /** Gives a token to who has just signed in. */
    public Issued issue(User user) {
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var now = clock.instant().truncatedTo(MICROS);
        var expires = now.plus(LIFETIME);
        table.insert(Digests.sha256(value), user.name(), now, expires);
        audit.record(AuditEvent.of(user, Action.ISSUE_TOKEN));
        return new Issued(value, expires);
    }

    /** Whose token it is; nothing when it is unknown, expired, revoked, or its account closed. */
    public Optional<User> user(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return table.user(Digests.sha256(token), clock.instant());
    }

    /** Ends a token at once. */
    public void revoke(User user, String token) {
        table.revoke(Digests.sha256(token), user.name(), clock.instant());
        audit.record(AuditEvent.of(user, Action.REVOKE_TOKEN));
    }

    /** Ends every token of an account at once. */
    public void revokeAll(User by, UserName account) {
        table.revokeAll(account, clock.instant());
        audit.record(AuditEvent.of(by, Action.REVOKE_TOKEN).objects(account.value()));
    }
}
