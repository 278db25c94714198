// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.SecondFactorSummary;
import spiders.security.UserName;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** Tables {@code security.second_factor} and {@code security.recovery_code}. */
public final class SecondFactorTable {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public SecondFactorTable(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** The sealed secret of an account. */
    public Optional<byte[]> secret(UserName account) {
        return jdbc.sql("SELECT secret FROM security.second_factor WHERE account = :account")
                .param("account", account.value())
                .query((row, number) -> row.getBytes("secret"))
                .optional();
    }

    /** Since when an account has a second factor, and how many recovery codes are left. */
    public Optional<SecondFactorSummary> summary(UserName account) {
        return jdbc.sql(
                        """
                        SELECT created_at, (SELECT count(*) FROM security.recovery_code c
                                            WHERE c.account = f.account AND c.used_at IS NULL)
                                           AS codes
                        FROM security.second_factor f WHERE account = :account
                        """)
                .param("account", account.value())
                .query((row, number) ->
                        new SecondFactorSummary(
                                row.getTimestamp("created_at").toInstant(), row.getInt("codes")))
                .optional();
    }

    /** The accounts that have one. */
    public Set<UserName> accounts() {
        return jdbc
                .sql("SELECT account FROM security.second_factor")
                .query((row, number) -> new UserName(row.getString("account")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Replaces an account's second factor and its recovery codes, in one transaction. */
    public void replace(
            UserName account, byte[] sealed, long step, List<byte[]> codes, Instant now) {
        transaction.executeWithoutResult(status -> {
            remove(account);
            jdbc.sql(
                            """
                            INSERT INTO security.second_factor
                                (account, secret, created_at, last_step)
                            VALUES (:account, :secret, :now, :step)
                            """)
                    .param("account", account.value())
                    .param("secret", sealed)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("step", step)
                    .update();
            codes.forEach(code -> insertCode(account, code));
        });
    }

    /** Replaces the recovery codes alone. */
    public void replaceCodes(UserName account, List<byte[]> codes) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM security.recovery_code WHERE account = :account")
                    .param("account", account.value())
                    .update();
            codes.forEach(code -> insertCode(account, code));
        });
    }

    private void insertCode(UserName account, byte[] digest) {
        jdbc.sql(
                        """
                        INSERT INTO security.recovery_code (account, digest)
                        VALUES (:account, :digest)
                        """)
                .param("account", account.value())
                .param("digest", digest)
                .update();
    }

    /** Takes the second factor away, with its codes; whether there was one. */
    public boolean remove(UserName account) {
        return jdbc.sql("DELETE FROM security.second_factor WHERE account = :account")
                        .param("account", account.value())
                        .update()
                > 0;
    }

    /** Uses up a step: whether neither it nor a later one was used before. */
    public boolean useStep(UserName account, long step) {
        return jdbc.sql(
                                """
                                UPDATE security.second_factor SET last_step = :step
                                WHERE account = :account AND last_step < :step
                                """)
                        .param("account", account.value())
                        .param("step", step)
                        .update()
                > 0;
    }

    /** Uses up a recovery code: whether it was there and unused. */
    public boolean useCode(UserName account, byte[] digest, Instant now) {
        return jdbc.sql(
                                """
                                UPDATE security.recovery_code SET used_at = :now
                                WHERE account = :account AND digest = :digest AND used_at IS NULL
                                """)
                        .param("account", account.value())
                        .param("digest", digest)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }
}
