// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import spiders.security.store.AccountTable;

import java.util.List;
import java.util.Optional;

/** Opens and closes accounts, for who may; each deed is recorded. */
public final class AccountAdministration {

    private final Accounts accounts;
    private final AccountTable table;
    private final ApiTokens tokens;
    private final Access access;

    public AccountAdministration(
            Accounts accounts, AccountTable table, ApiTokens tokens, Access access) {
        this.accounts = accounts;
        this.table = table;
        this.tokens = tokens;
        this.access = access;
    }

    /** Every account, by name. */
    public List<AccountSummary> all(User administrator) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        return table.all();
    }

    /**
     * Creates an account.
     *
     * @return its first password, to be handed over and changed at the first sign-in; or nothing
     *     when the name is taken
     */
    public Optional<String> create(User administrator, User user) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        return accounts.createWithNewPassword(administrator, user);
    }

    /** Gives a forgetful person a new first password. */
    public String resetPassword(User administrator, UserName name) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        tokens.revokeAll(administrator, name);
        return accounts.resetPassword(administrator, name);
    }

    /** Closes an account, and ends its tokens; nobody closes their own. */
    public void close(User administrator, UserName name) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        if (administrator.name().equals(name)) {
            throw new IllegalArgumentException("nobody closes their own account");
        }
        accounts.close(administrator, name);
        tokens.revokeAll(administrator, name);
    }
}
