// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import spiders.security.store.AccountTable;
import spiders.security.store.IdentityTable;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Opens and closes accounts, for who may; each deed is recorded. */
public final class AccountAdministration {

    private final Accounts accounts;
    private final AccountTable table;
    private final IdentityTable identities;
    private final SecondFactors secondFactors;
    private final Passkeys passkeys;
    private final ApiTokens tokens;
    private final Access access;

    public AccountAdministration(
            Accounts accounts,
            AccountTable table,
            IdentityTable identities,
            SecondFactors secondFactors,
            Passkeys passkeys,
            ApiTokens tokens,
            Access access) {
        this.accounts = accounts;
        this.table = table;
        this.identities = identities;
        this.secondFactors = secondFactors;
        this.passkeys = passkeys;
        this.tokens = tokens;
        this.access = access;
    }

    /** Every account, by name. */
    public List<AccountSummary> all(User administrator) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        return table.all();
    }

    /** Which identity providers know an account, by account. */
    public Map<UserName, SortedSet<String>> providers(User administrator) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        return identities.providers();
    }

    /**
     * Says what a person may do from now on; nobody says it of themselves.
     *
     * @param roles one at least, without {@link Role#PEER}
     * @throws NoSuchAccountException if no person has an open account of the name
     */
    public void changeRoles(User administrator, UserName name, Set<Role> roles) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        if (administrator.name().equals(name)) {
            throw new IllegalArgumentException("nobody changes their own roles");
        }
        if (roles.isEmpty() || roles.contains(Role.PEER)) {
            throw new IllegalArgumentException("no roles of a person");
        }
        requireOpen(name, false);
        accounts.changeRoles(administrator, name, roles);
    }

    /**
     * Creates a person's account.
     *
     * @return its first password, to be handed over and changed at the first sign-in; or nothing
     *     when the name is taken
     */
    public Optional<String> create(User administrator, User user) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        requirePerson(user);
        return accounts.createWithNewPassword(administrator, user);
    }

    /**
     * Creates the account of a system: nobody knows its password, and no password signs it in.
     *
     * @return whether the name was free
     */
    public boolean createPeer(User administrator, User peer) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        requirePeer(peer);
        return accounts.createWithNewPassword(administrator, peer).isPresent();
    }

    /**
     * Gives a system one more token, which is returned this once: the old ones go on, so that it
     * can be exchanged without a gap, until {@link #endTokens}.
     *
     * @param lifetime at most {@link ApiTokens#LONGEST}
     * @throws NoSuchAccountException if no system has an open account of the name
     */
    public ApiTokens.Issued issueToken(User administrator, UserName name, Duration lifetime) {
        return issueToken(
                administrator,
                name,
                new TokenOrder(
                        "token",
                        Arrays.stream(Permission.values())
                                .filter(permission ->
                                        AccessPolicy.rolesWith(permission).contains(Role.PEER))
                                .collect(Collectors.toUnmodifiableSet()),
                        lifetime));
    }

    /** The same for a part of what systems may. */
    public ApiTokens.Issued issueToken(User administrator, UserName name, TokenOrder order) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        return tokens.issueTo(administrator, requireOpen(name, true), order);
    }

    /**
     * Ends all the tokens of an account, open or closed.
     *
     * @throws NoSuchAccountException if there is none of the name
     */
    public void endTokens(User administrator, UserName name) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        requireAny(name);
        tokens.revokeAll(administrator, name);
    }

    /** When the tokens end that are good now, by account. */
    public Map<UserName, List<Instant>> tokens(User administrator) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        return tokens.living();
    }

    private User requireOpen(UserName name, boolean isPeer) {
        return accounts.find(name)
                .filter(user -> user.isPeer() == isPeer)
                .orElseThrow(() -> new NoSuchAccountException(name));
    }

    private void requireAny(UserName name) {
        if (!table.exists(name)) {
            throw new NoSuchAccountException(name);
        }
    }

    private static void requirePeer(User user) {
        if (!user.isPeer()) {
            throw new IllegalArgumentException(user.name() + " is a person");
        }
    }

    private static void requirePerson(User user) {
        if (user.isPeer()) {
            throw new IllegalArgumentException(user.name() + " is a system");
        }
    }

    /** The accounts that have a second factor. */
    public Set<UserName> withSecondFactor(User administrator) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        return secondFactors.accounts();
    }

    /**
     * Takes away the second factor of who has lost it; nobody does so for themselves here.
     *
     * @throws NoSuchAccountException if there is none of the name
     */
    public void resetSecondFactor(User administrator, UserName name) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        if (administrator.name().equals(name)) {
            throw new IllegalArgumentException("nobody resets their own second factor");
        }
        requireAny(name);
        secondFactors.remove(administrator, name);
    }

    /** How many passkeys each account has that has any. */
    public Map<UserName, Integer> passkeys(User administrator) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        return passkeys.counts();
    }

    /**
     * Takes away all passkeys of who has lost one, or may have been robbed of it.
     *
     * @throws NoSuchAccountException if there is none of the name
     */
    public void removePasskeys(User administrator, UserName name) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        requireAny(name);
        passkeys.removeAll(administrator, name);
    }

    /**
     * Gives a forgetful person a new first password.
     *
     * @throws NoSuchAccountException if no person has an open account of the name
     */
    public String resetPassword(User administrator, UserName name) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        requireOpen(name, false);
        tokens.revokeAll(administrator, name);
        return accounts.resetPassword(administrator, name);
    }

    /**
     * Closes an account, and ends its tokens; nobody closes their own.
     *
     * @throws NoSuchAccountException if none of the name is open
     */
    public void close(User administrator, UserName name) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        if (administrator.name().equals(name)) {
            throw new IllegalArgumentException("nobody closes their own account");
        }
        if (accounts.find(name).isEmpty()) {
            throw new NoSuchAccountException(name);
        }
        accounts.close(administrator, name);
        tokens.revokeAll(administrator, name);
    }
}
