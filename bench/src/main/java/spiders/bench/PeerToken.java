// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.security.Access;
import spiders.security.AccountAdministration;
import spiders.security.Accounts;
import spiders.security.ApiTokens;
import spiders.security.Passkeys;
import spiders.security.Relation;
import spiders.security.Role;
import spiders.security.SecondFactors;
import spiders.security.SecretSeal;
import spiders.security.User;
import spiders.security.UserName;
import spiders.security.store.AccountTable;
import spiders.security.store.AuditTable;
import spiders.security.store.IdentityTable;
import spiders.security.store.PasskeyTable;
import spiders.security.store.SecondFactorTable;
import spiders.security.store.TokenTable;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import javax.sql.DataSource;

/** The token of a system that may store, search and fetch everything. */
final class PeerToken {

    private static final Duration LIFE = Duration.ofDays(1);

    private PeerToken() {}

    /** Opens an account in a hub's database, as its administrator does on the page. */
    static String issue(DataSource database) {
        var clock = Clock.systemUTC();
        var audit = new AuditTable(database, "bench", clock);
        var table = new AccountTable(database);
        var factors =
                new SecondFactors(
                        new SecondFactorTable(database), SecretSeal.none(), Set.of(), audit, clock);
        var accounts = new Accounts(table, factors, audit, clock);
        var administration =
                new AccountAdministration(
                        accounts,
                        table,
                        new IdentityTable(database),
                        factors,
                        new Passkeys(new PasskeyTable(database), accounts, audit),
                        new ApiTokens(new TokenTable(database), audit, clock),
                        new Access(audit, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of()));
        var administrator =
                new User(new UserName("bench.admin"), "Bench", Set.of(Role.ADMINISTRATOR));
        var peer = new User(new UserName("bench.peer"), "Bench", Set.of(Role.PEER));
        administration.createPeer(administrator, peer);
        return administration.issueToken(administrator, peer.name(), LIFE).value();
    }
}
