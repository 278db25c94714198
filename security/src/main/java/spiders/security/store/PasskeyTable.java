// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.Passkey;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** Tables {@code security.passkey} and {@code security.passkey_owner}. */
public final class PasskeyTable {

    private final JdbcClient jdbc;

    public PasskeyTable(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** What authenticators call an account: random bytes in Base64url; the first one stays. */
    public String handle(UserName account, String proposed) {
        jdbc.sql(
                        """
                        INSERT INTO security.passkey_owner (account, handle)
                        VALUES (:account, :handle) ON CONFLICT (account) DO NOTHING
                        """)
                .param("account", account.value())
                .param("handle", proposed)
                .update();
        return handle(account).orElseThrow(() -> new IllegalStateException("no handle"));
    }

    /** What authenticators call an account, if it ever had a passkey. */
    public Optional<String> handle(UserName account) {
        return jdbc.sql("SELECT handle FROM security.passkey_owner WHERE account = :account")
                .param("account", account.value())
                .query(String.class)
                .optional();
    }

    /** The account that authenticators call so. */
    public Optional<UserName> owner(String handle) {
        return jdbc.sql("SELECT account FROM security.passkey_owner WHERE handle = :handle")
                .param("handle", handle)
                .query(String.class)
                .optional()
                .map(UserName::new);
    }

    /** A passkey by its id. */
    public Optional<Passkey> find(String id) {
        return jdbc.sql("SELECT * FROM security.passkey WHERE id = :id")
                .param("id", id)
                .query((row, number) -> passkey(row))
                .optional();
    }

    /** The passkeys of an account, the oldest first. */
    public List<Passkey> of(UserName account) {
        return jdbc.sql(
                        """
                        SELECT * FROM security.passkey WHERE account = :account
                        ORDER BY created_at
                        """)
                .param("account", account.value())
                .query((row, number) -> passkey(row))
                .list();
    }

    /** How many passkeys each account has that has any. */
    public Map<UserName, Integer> counts() {
        record Count(UserName account, int passkeys) {}
        return jdbc
                .sql("SELECT account, count(*) AS passkeys FROM security.passkey GROUP BY account")
                .query((row, number) ->
                        new Count(new UserName(row.getString("account")), row.getInt("passkeys")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Count::account, Count::passkeys));
    }

    /** Adds a passkey; an id that exists is a {@code DuplicateKeyException}. */
    public void insert(Passkey passkey) {
        jdbc.sql(
                        """
                        INSERT INTO security.passkey (id, account, public_key, attestation,
                            signatures, label, verified, transports, backup_eligible, backed_up, created_at, used_at)
                        VALUES (:id, :account, :publicKey, :attestation, :signatures, :label,
                            :verified, :transports, :backupEligible, :backedUp, :created, :used)
                        """)
                .param("id", passkey.id())
                .param("account", passkey.owner().value())
                .param("publicKey", passkey.keys().publicKey())
                .param("attestation", passkey.keys().attestation())
                .param("signatures", passkey.signatures())
                .param("label", passkey.label())
                .param("verified", passkey.flags().verified())
                .param("transports", passkey.flags().transports())
                .param("backupEligible", passkey.flags().backupEligible())
                .param("backedUp", passkey.flags().backedUp())
                .param("created", passkey.created().atOffset(ZoneOffset.UTC))
                .param("used", passkey.used().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Notes what a use has changed: the counter, the backup, the time. */
    public void used(Passkey passkey) {
        jdbc.sql(
                        """
                        UPDATE security.passkey SET signatures = :signatures,
                            backed_up = :backedUp, used_at = :used
                        WHERE id = :id AND account = :account
                        """)
                .param("signatures", passkey.signatures())
                .param("backedUp", passkey.flags().backedUp())
                .param("used", passkey.used().atOffset(ZoneOffset.UTC))
                .param("id", passkey.id())
                .param("account", passkey.owner().value())
                .update();
    }

    /** Takes one passkey of an account away; whether it was there. */
    public boolean remove(UserName account, String id) {
        return jdbc.sql("DELETE FROM security.passkey WHERE account = :account AND id = :id")
                        .param("account", account.value())
                        .param("id", id)
                        .update()
                > 0;
    }

    /** Takes all passkeys of an account away; how many there were. */
    public int removeAll(UserName account) {
        return jdbc.sql("DELETE FROM security.passkey WHERE account = :account")
                .param("account", account.value())
                .update();
    }

    private static Passkey passkey(ResultSet row) throws SQLException {
        return new Passkey(
                row.getString("id"),
                new UserName(row.getString("account")),
                new Passkey.Keys(row.getString("public_key"), row.getString("attestation")),
                row.getLong("signatures"),
                row.getString("label"),
                new Passkey.Flags(
                        row.getBoolean("verified"),
                        row.getString("transports"),
                        row.getBoolean("backup_eligible"),
                        row.getBoolean("backed_up")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("used_at").toInstant());
    }
}
