// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.store.AccountTable;
import spiders.security.store.Migrations;
import spiders.security.store.TestDatabases;
import spiders.security.store.TokenTable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A hub that had rights, and no second factors, passkeys or tokens for a part yet. */
class UpgradeTest {

    private static final UserName CLINICIAN = new UserName("dr.demo");
    private static final String TOKEN = "a-token-of-before";

    private final HikariDataSource database = TestDatabases.fresh();
    private final Clock clock = Clock.systemUTC();
    private final List<AuditEvent> audited = new ArrayList<>();
    private final Accounts accounts =
            new Accounts(
                    new AccountTable(database),
                    TestFactors.of(database, clock),
                    audited::add,
                    clock);
    private final ApiTokens tokens = new ApiTokens(new TokenTable(database), audited::add, clock);

    @BeforeEach
    void upgrade() {
        Migrations.runTo(database, "security", "6");
        accounts.createDemo();
        JdbcClient.create(database)
                .sql(
                        """
                        INSERT INTO security.api_token (digest, account, created_at, expires_at)
                        VALUES (:digest, :account, now(), now() + interval '1 hour')
                        """)
                .param("digest", Digests.sha256(TOKEN))
                .param("account", CLINICIAN.value())
                .update();
        Migrations.run(database, "security");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void accounts_sign_in_by_the_password_alone_as_before() {
        assertThat(accounts.signIn(CLINICIAN.value(), Accounts.DEMO_PASSWORD))
                .isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void a_token_still_may_all_that_its_owner_may() {
        assertThat(tokens.user(TOKEN)).contains(accounts.find(CLINICIAN).orElseThrow());
    }

    @Test
    void a_token_is_shown_to_its_owner_and_ends_by_their_hand() {
        var owner = accounts.find(CLINICIAN).orElseThrow();
        var shown = tokens.of(owner);

        assertThat(shown).singleElement().matches(ApiToken::isWhole).matches(t -> !t.isNamed());
        assertThat(tokens.revoke(owner, shown.getFirst().id())).isTrue();
        assertThat(tokens.user(TOKEN)).isEmpty();
    }
}
