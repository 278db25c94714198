// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static java.util.stream.Collectors.toUnmodifiableSet;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.AccountSummary;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

/** Tables {@code security.account} and {@code security.sign_in_attempt}. */
public final class AccountTable {

    /** An open account with its secret; prints itself without. */
    public record Account(User user, String passwordHash, boolean mustChange) {
        @Override
        public String toString() {
            return "account " + user.name();
        }
    }

    /** The failures under a name, this attempt among them, and until when it is locked. */
    public record Attempts(int failures, Instant lockedUntil) {}

    private final JdbcClient jdbc;

    public AccountTable(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** The account, when it exists and is not closed. */
    public Optional<Account> open(UserName name) {
        return jdbc.sql(
                        """
                        SELECT name, display_name, roles, password_hash, must_change
                        FROM security.account WHERE name = :name AND closed_at IS NULL
                        """)
                .param("name", name.value())
                .query((row, number) -> account(row))
                .optional();
    }

    /** Whether there is an account of that name, open or closed. */
    public boolean exists(UserName name) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM security.account WHERE name = :name)")
                .param("name", name.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether an open account has the role. */
    public boolean hasOpen(Role role) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM security.account
                                       WHERE :role = ANY (roles) AND closed_at IS NULL)
                        """)
                .param("role", role.name())
                .query(Boolean.class)
                .single();
    }

    /** Adds an account; a name that exists is a {@code DuplicateKeyException}. */
    public void insert(Account account, boolean demo, Instant now) {
        var user = account.user();
        jdbc.sql(
                        """
                        INSERT INTO security.account (name, display_name, roles, password_hash,
                            must_change, demo, created_at, password_changed_at)
                        VALUES (:name, :displayName, :roles, :hash, :mustChange, :demo, :now, :now)
                        """)
                .param("name", user.name().value())
                .param("displayName", user.displayName())
                .param("roles", user.roles().stream().map(Role::name).toArray(String[]::new))
                .param("hash", account.passwordHash())
                .param("mustChange", account.mustChange())
                .param("demo", demo)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Replaces the hash; one that was not chosen by the owner must be changed. */
    public void changePassword(UserName name, String hash, boolean mustChange, Instant now) {
        jdbc.sql(
                        """
                        UPDATE security.account SET password_hash = :hash,
                            must_change = :mustChange, password_changed_at = :now
                        WHERE name = :name
                        """)
                .param("hash", hash)
                .param("mustChange", mustChange)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("name", name.value())
                .update();
    }

    /** Replaces the roles of an open account. */
    public void changeRoles(UserName name, Set<Role> roles) {
        jdbc.sql(
                        """
                        UPDATE security.account SET roles = :roles
                        WHERE name = :name AND closed_at IS NULL
                        """)
                .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
                .param("name", name.value())
                .update();
    }

    /** Every account, open or closed, by name; those that wait for their roles come first. */
    public List<AccountSummary> all() {
        return jdbc.sql(
                        """
                        SELECT name, display_name, roles, must_change, created_at,
                               closed_at IS NULL AS is_open
                        FROM security.account ORDER BY closed_at IS NOT NULL, roles <> '{}', name
                        """)
                .query((row, number) ->
                        new AccountSummary(
                                user(row),
                                row.getBoolean("is_open"),
                                row.getBoolean("must_change"),
                                row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** Closes an account and keeps its row, because the audit names it. */
    public void close(UserName name, Instant now) {
        jdbc.sql("UPDATE security.account SET closed_at = :now WHERE name = :name")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("name", name.value())
                .update();
    }

    /**
     * Counts an attempt before it is tried, so that guesses made at once are counted each; one
     * under a locked name is not counted. Failures older than {@code forgottenAfter} are forgotten.
     */
    public Attempts countAttempt(byte[] nameDigest, Instant now, Duration forgottenAfter) {
        return jdbc.sql(
                        """
                        INSERT INTO security.sign_in_attempt AS a
                            (name_digest, failures, last_at, locked_until)
                        VALUES (:name, 1, :now, '-infinity')
                        ON CONFLICT (name_digest) DO UPDATE SET
                            failures = CASE WHEN a.locked_until > :now THEN a.failures
                                            WHEN a.last_at < :forgotten THEN 1
                                            ELSE a.failures + 1 END,
                            last_at = CASE WHEN a.locked_until > :now THEN a.last_at
                                           ELSE :now END
                        RETURNING failures, greatest(locked_until, '1970-01-01Z') AS locked_until
                        """)
                .param("name", nameDigest)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("forgotten", now.minus(forgottenAfter).atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new Attempts(
                                row.getInt("failures"),
                                row.getTimestamp("locked_until").toInstant()))
                .single();
    }

    /** Takes back a count: what was tried was right, and is not all that is needed. */
    public void uncountAttempt(byte[] nameDigest) {
        jdbc.sql(
                        """
                        UPDATE security.sign_in_attempt SET failures = greatest(failures - 1, 0)
                        WHERE name_digest = :name
                        """)
                .param("name", nameDigest)
                .update();
    }

    /** Locks a name. */
    public void lock(byte[] nameDigest, Instant until) {
        jdbc.sql(
                        """
                        UPDATE security.sign_in_attempt SET locked_until = :until
                        WHERE name_digest = :name
                        """)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("name", nameDigest)
                .update();
    }

    /** After a success. */
    public void forgetAttempts(byte[] nameDigest) {
        jdbc.sql("DELETE FROM security.sign_in_attempt WHERE name_digest = :name")
                .param("name", nameDigest)
                .update();
    }

    static User user(ResultSet row) throws SQLException {
        var roles = (String[]) row.getArray("roles").getArray();
        return new User(
                new UserName(row.getString("name")),
                row.getString("display_name"),
                Arrays.stream(roles).map(Role::valueOf).collect(toUnmodifiableSet()));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                user(row), row.getString("password_hash"), row.getBoolean("must_change"));
    }
}
