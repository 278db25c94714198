// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.store.AccountTable;
import spiders.security.store.TestDatabases;
import spiders.security.store.TokenTable;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

class ApiTokensTest {

    private static final User CAMILLE =
            new User(new UserName("camille"), "Dr Camille TEST", Set.of(Role.CLINICIAN));

    private final HikariDataSource database = TestDatabases.fresh("security");
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final Accounts accounts =
            new Accounts(
                    new AccountTable(database),
                    TestFactors.of(database, clock),
                    event -> {},
                    clock);
    private final ApiTokens tokens = new ApiTokens(new TokenTable(database), event -> {}, clock);

    @BeforeEach
    void create() {
        accounts.create(CAMILLE, "un mot de passe correct");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_token_is_its_owners_for_twelve_hours() {
        var token = tokens.issue(CAMILLE).value();

        clock.pass(ApiTokens.LIFETIME.minus(Duration.ofMillis(1)));
        assertThat(tokens.user(token)).contains(CAMILLE);
        clock.pass(Duration.ofMillis(1));
        assertThat(tokens.user(token)).isEmpty();
    }

    @Test
    void the_database_holds_no_token_that_could_be_used() {
        var token = tokens.issue(CAMILLE).value();

        var digest =
                JdbcClient.create(database)
                        .sql("SELECT encode(digest, 'hex') FROM security.api_token")
                        .query(String.class)
                        .single();
        assertThat(digest).hasSize(64).doesNotContain(token);
        assertThat(tokens.user(digest)).isEmpty();
    }

    @Test
    void a_revoked_token_is_nobodys() {
        var first = tokens.issue(CAMILLE).value();
        var second = tokens.issue(CAMILLE).value();
        tokens.revoke(CAMILLE, first);

        assertThat(tokens.user(first)).isEmpty();
        assertThat(tokens.user(second)).contains(CAMILLE);
        tokens.revokeAll(CAMILLE, CAMILLE.name());
        assertThat(tokens.user(second)).isEmpty();
    }

    @Test
    void nobody_revokes_anothers_token() {
        var token = tokens.issue(CAMILLE).value();
        tokens.revoke(new User(new UserName("claude"), "Claude", Set.of()), token);

        assertThat(tokens.user(token)).contains(CAMILLE);
    }

    @Test
    void the_token_of_a_closed_account_is_nobodys() {
        var token = tokens.issue(CAMILLE).value();
        accounts.close(User.SYSTEM, CAMILLE.name());

        assertThat(tokens.user(token)).isEmpty();
    }

    @Test
    void what_is_no_token_is_nobodys() {
        assertThat(tokens.user("")).isEmpty();
        assertThat(tokens.user("x".repeat(10_000))).isEmpty();
    }
}
