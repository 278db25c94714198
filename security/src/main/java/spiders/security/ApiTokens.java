// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static java.time.temporal.ChronoUnit.MICROS;

import spiders.security.store.TokenTable;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bearer tokens of the JSON API and of DICOMweb: 256 random bits, of which only the digest is kept.
 */
public final class ApiTokens {

    /** How long a token lives. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    /** The longest life of a token that an administrator issues to a system. */
    public static final Duration LONGEST = Duration.ofDays(400);

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
        var issued = issue(user, LIFETIME);
        audit.record(AuditEvent.of(user, Action.ISSUE_TOKEN));
        return issued;
    }

    /** Gives a system a token, in the name of who administers it. */
    Issued issueTo(User administrator, User peer, Duration lifetime) {
        if (!peer.isPeer() || lifetime.compareTo(LONGEST) > 0 || !lifetime.isPositive()) {
            throw new IllegalArgumentException("no token of that life for " + peer.name());
        }
        var issued = issue(peer, lifetime);
        audit.record(
                AuditEvent.of(administrator, Action.ISSUE_TOKEN)
                        .objects(peer.name().value())
                        .detail("until " + issued.expires()));
        return issued;
    }

    private Issued issue(User user, Duration lifetime) {
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var now = clock.instant().truncatedTo(MICROS);
        var expires = now.plus(lifetime);
        table.insert(Digests.sha256(value), user.name(), now, expires);
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

    /** When the tokens end that are good now, by account. */
    Map<UserName, List<Instant>> living() {
        return table.living(clock.instant());
    }

    /** Ends every token of an account at once. */
    public void revokeAll(User by, UserName account) {
        table.revokeAll(account, clock.instant());
        audit.record(AuditEvent.of(by, Action.REVOKE_TOKEN).objects(account.value()));
    }
}
