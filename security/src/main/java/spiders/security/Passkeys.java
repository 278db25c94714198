// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import spiders.security.store.PasskeyTable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The passkeys of accounts: who holds one signs in without a password, for its authenticator has
 * verified them. The proof itself is checked by the web's library.
 */
public final class Passkeys {

    /** So many an account may have. */
    public static final int MOST = 20;

    private final PasskeyTable table;
    private final Accounts accounts;
    private final Audit audit;

    public Passkeys(PasskeyTable table, Accounts accounts, Audit audit) {
        this.table = table;
        this.accounts = accounts;
        this.audit = audit;
    }

    /** What authenticators call an account; the proposal, if it had no such name yet. */
    public String handle(UserName account, String proposed) {
        return table.handle(account, proposed);
    }

    /** What authenticators call an account, if it ever had a passkey. */
    public Optional<String> handle(UserName account) {
        return table.handle(account);
    }

    /** The account that authenticators call so. */
    public Optional<UserName> owner(String handle) {
        return table.owner(handle);
    }

    /** A passkey by its id, whosever it is. */
    public Optional<Passkey> find(String id) {
        return table.find(id);
    }

    /** The passkeys of a person, the oldest first. */
    public List<Passkey> of(UserName account) {
        return table.of(account);
    }

    /**
     * Adds a passkey whose registration was proven; or notes the use of one that is there.
     *
     * @throws IllegalStateException if its counter did not go on: there may be two of it (WebAuthn
     *     level 2, section 7.2, step 21)
     */
    public void save(Passkey passkey) {
        var known = table.find(passkey.id());
        if (known.isPresent()) {
            use(known.get(), passkey);
            return;
        }
        if (table.of(passkey.owner()).size() >= MOST) {
            throw new IllegalArgumentException(
                    "an account has %d passkeys at most".formatted(MOST));
        }
        table.insert(passkey);
        audit.record(AuditEvent.of(passkey.owner(), Action.REGISTER_PASSKEY).objects(passkey.id()));
    }

    private void use(Passkey before, Passkey now) {
        boolean isCounting = before.signatures() != 0 || now.signatures() != 0;
        if (isCounting && now.signatures() <= before.signatures()) {
            audit.record(
                    AuditEvent.of(before.owner(), Action.SIGN_IN)
                            .objects(before.id())
                            .refused("passkey counter did not go on"));
            throw new IllegalStateException("a passkey's counter did not go on");
        }
        table.used(now);
    }

    /** Signs in the owner of a passkey that was proven just now; nobody whose account is closed. */
    public Optional<User> signIn(UserName owner) {
        var user = accounts.find(owner).filter(account -> !account.isPeer());
        audit.record(
                user.map(account -> AuditEvent.of(account, Action.SIGN_IN).detail("passkey"))
                        .orElseGet(() ->
                                AuditEvent.of(owner, Action.SIGN_IN)
                                        .refused("passkey of a closed account")));
        return user;
    }

    /** Records that somebody came with a passkey that proved nothing. */
    public void refused() {
        audit.record(
                AuditEvent.of(UserName.ANONYMOUS, Action.SIGN_IN).refused("passkey not proven"));
    }

    /** Takes away a passkey of one's own; whether it was there. */
    public boolean remove(User user, String id) {
        boolean isRemoved = table.remove(user.name(), id);
        if (isRemoved) {
            audit.record(AuditEvent.of(user, Action.REMOVE_PASSKEY).objects(id));
        }
        return isRemoved;
    }

    /** Takes away all passkeys of an account. */
    void removeAll(User by, UserName account) {
        int removed = table.removeAll(account);
        audit.record(
                AuditEvent.of(by, Action.REMOVE_PASSKEY)
                        .objects(account.value())
                        .detail("all, %d".formatted(removed)));
    }

    /** How many each account has that has any. */
    Map<UserName, Integer> counts() {
        return table.counts();
    }
}
