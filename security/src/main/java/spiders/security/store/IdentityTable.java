// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.FederatedIdentity;
import spiders.security.User;
import spiders.security.UserName;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import javax.sql.DataSource;

/** Table {@code security.federated_identity}: whose account an identity from outside is. */
public final class IdentityTable {

    /** The account of an identity, open or not. */
    public record Linked(User user, boolean isOpen) {}

    private final JdbcClient jdbc;

    public IdentityTable(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** The account that belongs to the subject of that issuer. */
    public Optional<Linked> find(String issuer, String subject) {
        return jdbc.sql(
                        """
                        SELECT a.name, a.display_name, a.roles, a.closed_at IS NULL AS is_open
                        FROM security.federated_identity i
                            JOIN security.account a ON a.name = i.account
                        WHERE i.issuer = :issuer AND i.subject = :subject
                        """)
                .param("issuer", issuer)
                .param("subject", subject)
                .query((row, number) ->
                        new Linked(AccountTable.user(row), row.getBoolean("is_open")))
                .optional();
    }

    /**
     * Makes the account and its link in one statement.
     *
     * @return whether it was made; not if the name is taken
     */
    public boolean create(FederatedIdentity identity, User user, String hash, Instant now) {
        int made =
                jdbc.sql(
                                """
                                WITH made AS (
                                    INSERT INTO security.account (name, display_name, roles,
                                        password_hash, must_change, demo, created_at,
                                        password_changed_at)
                                    VALUES (:name, :displayName, '{}', :hash, true, false, :now,
                                        :now)
                                    ON CONFLICT (name) DO NOTHING
                                    RETURNING name)
                                INSERT INTO security.federated_identity
                                    (issuer, subject, provider, account, created_at, last_at)
                                SELECT :issuer, :subject, :provider, name, :now, :now FROM made
                                """)
                        .param("name", user.name().value())
                        .param("displayName", user.displayName())
                        .param("hash", hash)
                        .param("issuer", identity.issuer())
                        .param("subject", identity.subject())
                        .param("provider", identity.provider())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update();
        return made == 1;
    }

    /** Notes that the person came. */
    public void seen(String issuer, String subject, Instant now) {
        jdbc.sql(
                        """
                        UPDATE security.federated_identity SET last_at = :now
                        WHERE issuer = :issuer AND subject = :subject
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("issuer", issuer)
                .param("subject", subject)
                .update();
    }

    /** Whether an identity from outside belongs to the account. */
    public boolean isFederated(UserName account) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM security.federated_identity
                                       WHERE account = :account)
                        """)
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    /** How many open accounts have no role yet. */
    public int pending() {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM security.account
                        WHERE closed_at IS NULL AND roles = '{}'
                        """)
                .query(Integer.class)
                .single();
    }

    /** By which providers the accounts are known that any provider knows. */
    public Map<UserName, SortedSet<String>> providers() {
        var all = new HashMap<UserName, SortedSet<String>>();
        jdbc.sql("SELECT DISTINCT account, provider FROM security.federated_identity")
                .query(row -> {
                    all.computeIfAbsent(
                                    new UserName(row.getString("account")), name -> new TreeSet<>())
                            .add(row.getString("provider"));
                });
        return all;
    }
}
