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
import java.util.Set;
import java.util.UUID;

/**
 * Bearer tokens of the JSON API and of DICOMweb: 256 random bits, of which only the digest is kept.
 * A token may what its account may at that moment, or the part of it that is its scope.
 */
public final class ApiTokens {

    /** How long a token lives that a sign-in gives. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    /** The longest life of a token for a machine. */
    public static final Duration LONGEST = Duration.ofDays(400);

    /** So many living tokens with a name an account may have. */
    public static final int MOST = 50;

    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
    private static final int BYTES = 32;
    private static final int MAX_LENGTH = 64;

    private final TokenTable table;
    private final Audit audit;
    private final Clock clock;
    private final UnknownTokens unknown;
    private final SecureRandom random = new SecureRandom();

    public ApiTokens(TokenTable table, Audit audit, Clock clock) {
        this.table = table;
        this.audit = audit;
        this.clock = clock;
        this.unknown = new UnknownTokens(audit, clock);
    }

    /** A token, shown this once. */
    public record Issued(UUID id, String value, Instant expires) {
        @Override
        public String toString() {
            return "token until " + expires;
        }
    }

    /** Gives a token to who has just signed in: it may all that they may. */
    public Issued issue(User user) {
        var issued = insert(user.name(), "", User.EVERYTHING, LIFETIME);
        audit.record(AuditEvent.of(user, Action.ISSUE_TOKEN).objects(issued.id().toString()));
        return issued;
    }

    /**
     * Gives a person a token for a machine of theirs.
     *
     * @throws IllegalArgumentException if it were to do what they may not, or they have too many
     */
    public Issued issue(User user, TokenOrder order) {
        if (!user.scope().equals(User.EVERYTHING)) {
            throw new IllegalArgumentException("a token for a part makes no token");
        }
        if (!order.scope().stream().allMatch(user::may)) {
            throw new IllegalArgumentException("a token may no more than its owner");
        }
        var issued = insert(user.name(), order);
        audit.record(
                AuditEvent.of(user, Action.ISSUE_TOKEN)
                        .objects(issued.id().toString())
                        .detail(words(order, issued)));
        return issued;
    }

    /** Gives a system a token, in the name of who administers it. */
    Issued issueTo(User administrator, User peer, TokenOrder order) {
        if (!peer.isPeer() || !order.scope().stream().allMatch(peer::may)) {
            throw new IllegalArgumentException("no such token for " + peer.name());
        }
        var issued = insert(peer.name(), order);
        audit.record(
                AuditEvent.of(administrator, Action.ISSUE_TOKEN)
                        .objects(peer.name().value(), issued.id().toString())
                        .detail(words(order, issued)));
        return issued;
    }

    private static String words(TokenOrder order, Issued issued) {
        return "until %s for %s"
                .formatted(issued.expires(), order.scope().stream().sorted().toList());
    }

    private Issued insert(UserName owner, TokenOrder order) {
        long named = table.of(owner, now()).stream().filter(ApiToken::isNamed).count();
        if (named >= MOST) {
            throw new IllegalArgumentException("an account has %d tokens at most".formatted(MOST));
        }
        return insert(owner, order.label(), order.scope(), order.lifetime());
    }

    private Issued insert(UserName owner, String label, Set<Permission> scope, Duration lifetime) {
        var now = now();
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var token =
                new ApiToken(
                        UUID.randomUUID(),
                        label,
                        scope,
                        now,
                        now.plus(lifetime),
                        new ApiToken.Use.Never());
        table.insert(Digests.sha256(value), owner, token);
        return new Issued(token.id(), value, token.expires());
    }

    /**
     * Whose token it is; nothing when it is unknown, expired, revoked, or its account closed, which
     * is recorded.
     */
    public Optional<User> user(String token) {
        var now = now();
        var found =
                token.length() > MAX_LENGTH
                        ? Optional.<TokenTable.Kept>empty()
                        : table.find(Digests.sha256(token));
        if (found.isEmpty()) {
            unknown.shown();
            return Optional.empty();
        }
        var kept = found.get();
        var fault = fault(kept, now);
        if (fault.isPresent()) {
            audit.record(
                    AuditEvent.of(kept.user(), Action.ACCESS)
                            .objects(kept.token().id().toString())
                            .refused(fault.get()));
            return Optional.empty();
        }
        if (kept.token().lastUsed().isEmpty()
                || kept.token().lastUsed().get().plus(USE_NOTED_EVERY).isBefore(now)) {
            table.used(kept.token().id(), now);
        }
        return Optional.of(kept.user().within(kept.token().scope()));
    }

    private static Optional<String> fault(TokenTable.Kept kept, Instant now) {
        if (!kept.isOpen()) {
            return Optional.of("token of a closed account");
        }
        if (kept.isRevoked()) {
            return Optional.of("revoked token");
        }
        return kept.token().expires().isAfter(now)
                ? Optional.empty()
                : Optional.of("expired token");
    }

    /** The living tokens of an account, the newest first. */
    public List<ApiToken> of(User owner) {
        return table.of(owner.name(), now());
    }

    /** Ends a token of one's own by its secret, at once. */
    public void revoke(User user, String token) {
        table.revoke(Digests.sha256(token), user.name(), now());
        audit.record(AuditEvent.of(user, Action.REVOKE_TOKEN));
    }

    /** Ends a token of one's own at once; whether there was one. */
    public boolean revoke(User user, UUID id) {
        boolean isEnded = table.revoke(id, user.name(), now());
        if (isEnded) {
            audit.record(AuditEvent.of(user, Action.REVOKE_TOKEN).objects(id.toString()));
        }
        return isEnded;
    }

    /** When the tokens end that are good now, by account. */
    Map<UserName, List<Instant>> living() {
        return table.living(now());
    }

    /** Ends every token of an account at once. */
    public void revokeAll(User by, UserName account) {
        table.revokeAll(account, now());
        audit.record(AuditEvent.of(by, Action.REVOKE_TOKEN).objects(account.value()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(MICROS);
    }
}
