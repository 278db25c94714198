// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import spiders.security.store.AccountTable;
import spiders.security.store.CentreTable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * In which centres people work: that ties them to the patients whose cases come from there. For who
 * may manage accounts; each change is recorded.
 */
public final class AccountCentres {

    private final AccountTable accounts;
    private final CentreTable centres;
    private final Access access;
    private final Audit audit;

    public AccountCentres(AccountTable accounts, CentreTable centres, Access access, Audit audit) {
        this.accounts = accounts;
        this.centres = centres;
        this.access = access;
        this.audit = audit;
    }

    /** The accounts of people that are open, by name. */
    public List<User> people(User administrator) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        return accounts.all().stream()
                .filter(AccountSummary::isOpen)
                .map(AccountSummary::user)
                .filter(user -> !user.isPeer())
                .toList();
    }

    /** One of them. */
    public Optional<User> person(User administrator, UserName name) {
        return people(administrator).stream().filter(user -> user.name().equals(name)).findFirst();
    }

    /** The ids of each person's centres; who has none is not in it. */
    public Map<UserName, SortedSet<String>> all(User administrator) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        return centres.all();
    }

    /** Makes these a person's centres, and no other. */
    public void set(User administrator, UserName person, Collection<String> ids) {
        access.require(administrator, Permission.MANAGE_ACCOUNTS);
        centres.set(person, ids);
        audit.record(
                AuditEvent.of(administrator, Action.CHANGE_ACCOUNT)
                        .objects(person.value())
                        .detail("centres: " + String.join(", ", new TreeSet<>(ids))));
    }
}
