// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static java.time.temporal.ChronoUnit.MICROS;

import spiders.security.store.IdentityTable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The accounts of people whom an identity provider recognises. Who has none gets one that may
 * nothing, until an administrator gives it roles; a role never comes from the provider.
 */
public final class FederatedAccounts {

    /** So many may wait for an administrator; whole professions can reach a national provider. */
    public static final int MOST_PENDING = 1000;

    private final IdentityTable table;
    private final Audit audit;
    private final Clock clock;
    private final Passwords passwords = new Passwords();

    public FederatedAccounts(IdentityTable table, Audit audit, Clock clock) {
        this.table = table;
        this.audit = audit;
        this.clock = clock;
    }

    /** Signs in whom the provider has proven to us. */
    public FederatedSignIn signIn(FederatedIdentity identity) {
        var known = table.find(identity.issuer(), identity.subject());
        if (known.isEmpty() && !isCreated(identity)) {
            refused(identity.provider(), "too many pending accounts");
            return new FederatedSignIn.TooManyPending();
        }
        var account =
                table.find(identity.issuer(), identity.subject())
                        .orElseThrow(() -> new IllegalStateException("no account was made"));
        if (!account.isOpen()) {
            audit.record(
                    AuditEvent.of(account.user(), Action.SIGN_IN)
                            .refused(identity.provider() + ": account closed"));
            return new FederatedSignIn.Closed();
        }
        table.seen(identity.issuer(), identity.subject(), now());
        audit.record(AuditEvent.of(account.user(), Action.SIGN_IN).detail(way(identity)));
        return new FederatedSignIn.Accepted(account.user());
    }

    /** Whether an identity provider vouches for the account. */
    public boolean isFederated(UserName account) {
        return table.isFederated(account);
    }

    /** Records that a provider's word was not taken, and why; of nobody, for nobody is proven. */
    public void refused(String provider, String reason) {
        audit.record(
                AuditEvent.of(UserName.ANONYMOUS, Action.SIGN_IN)
                        .refused(provider + ": " + reason));
    }

    /** Records that a provider could not be asked. */
    public void failed(String provider, String reason) {
        audit.record(
                AuditEvent.of(UserName.ANONYMOUS, Action.SIGN_IN).failed(provider + ": " + reason));
    }

    /** Records in which capacity a person chose to act. */
    public void chose(User acting) {
        audit.record(AuditEvent.of(acting, Action.CHOOSE_ACTIVITY));
    }

    /** Whether there is an account then: made here, or by the same person at the same moment. */
    private boolean isCreated(FederatedIdentity identity) {
        if (table.pending() >= MOST_PENDING) {
            return false;
        }
        var hash = passwords.hash(passwords.generate()); // That nobody knows.
        for (var name : List.of(identity.accountName(), identity.longerAccountName())) {
            var shown = identity.displayName().isEmpty() ? name.value() : identity.displayName();
            if (table.create(identity, new User(name, shown, Set.of()), hash, now())) {
                audit.record(
                        AuditEvent.of(UserName.SYSTEM, Action.CREATE_ACCOUNT)
                                .objects(name.value())
                                .detail("pending, known to " + identity.provider()));
                return true;
            }
            if (table.find(identity.issuer(), identity.subject()).isPresent()) {
                return true;
            }
        }
        throw new IllegalStateException("no name is free for one who comes from outside");
    }

    private static String way(FederatedIdentity identity) {
        return identity.level().isEmpty()
                ? identity.provider()
                : identity.provider() + ", acr " + identity.level();
    }

    private Instant now() {
        return clock.instant().truncatedTo(MICROS);
    }
}
