// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.store.AccountTable;
import spiders.security.store.TestDatabases;
import spiders.security.store.TokenTable;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Tokens for a part of what their owner may. */
class TokenScopeTest {

    private static final User CAMILLE =
            new User(new UserName("camille"), "Dr Camille TEST", Set.of(Role.CLINICIAN));
    private static final User CLAUDE =
            new User(new UserName("claude"), "Claude TEST", Set.of(Role.CLINICIAN));
    private static final Duration MONTH = Duration.ofDays(30);

    private final HikariDataSource database = TestDatabases.fresh("security");
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final List<AuditEvent> audited = new ArrayList<>();
    private final Accounts accounts =
            new Accounts(
                    new AccountTable(database),
                    TestFactors.of(database, clock),
                    event -> {},
                    clock);
    private final ApiTokens tokens = new ApiTokens(new TokenTable(database), audited::add, clock);
    private final Access access =
            new Access(audited::add, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());

    @BeforeEach
    void create() {
        accounts.create(CAMILLE, "un mot de passe correct");
        accounts.create(CLAUDE, "un mot de passe correct");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ApiTokens.Issued issue(Permission... scope) {
        return tokens.issue(CAMILLE, new TokenOrder("programme", Set.of(scope), MONTH));
    }

    @Test
    void a_token_may_its_part_and_a_refusal_says_that_it_is_the_token() {
        var user =
                tokens.user(issue(Permission.VIEW_CASE, Permission.SEARCH_IMAGING).value())
                        .orElseThrow();
        audited.clear();

        access.require(user, Permission.VIEW_CASE);
        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() -> access.require(user, Permission.EDIT_CASE));
        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() -> access.require(user, Permission.MANAGE_ACCOUNTS));
        assertThat(audited)
                .extracting(AuditEvent::who, AuditEvent::objects, AuditEvent::detail)
                .containsExactly(
                        tuple(CAMILLE.name(), List.of("EDIT_CASE"), "scope"),
                        tuple(CAMILLE.name(), List.of("MANAGE_ACCOUNTS"), "role"));
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void no_token_is_made_for_what_its_owner_may_not(Permission permission) {
        if (CAMILLE.may(permission) && !TokenOrder.FOR_PEOPLE_ALONE.contains(permission)) {
            assertThat(tokens.user(issue(permission).value()).orElseThrow().may(permission))
                    .isTrue();
            return;
        }
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> issue(permission));
    }

    @Test
    void a_token_loses_what_its_owner_loses() {
        var token = issue(Permission.VIEW_CASE, Permission.VIEW_BOARDS).value();
        accounts.changeRoles(User.SYSTEM, CAMILLE.name(), Set.of(Role.ADMINISTRATOR));

        var user = tokens.user(token).orElseThrow();

        assertThat(user.may(Permission.VIEW_BOARDS)).isTrue();
        assertThat(user.may(Permission.VIEW_CASE)).isFalse();
        assertThat(user.may(Permission.MANAGE_ACCOUNTS)).isFalse();
    }

    @Test
    void a_token_that_ended_is_refused_and_recorded_under_its_owner() {
        var expired = issue(Permission.VIEW_CASE);
        clock.pass(MONTH);
        var revoked = issue(Permission.VIEW_CASE);
        assertThat(tokens.revoke(CAMILLE, revoked.id())).isTrue();
        assertThat(tokens.revoke(CAMILLE, revoked.id())).isFalse();
        audited.clear();

        assertThat(tokens.user(expired.value())).isEmpty();
        assertThat(tokens.user(revoked.value())).isEmpty();
        assertThat(tokens.user("unknown")).isEmpty();
        assertThat(tokens.user("x".repeat(10_000))).isEmpty();
        assertThat(audited)
                .extracting(AuditEvent::who, AuditEvent::outcome, AuditEvent::detail)
                .containsExactly(
                        tuple(CAMILLE.name(), Outcome.REFUSED, "expired token"),
                        tuple(CAMILLE.name(), Outcome.REFUSED, "revoked token"),
                        tuple(UserName.ANONYMOUS, Outcome.REFUSED, "unknown token"),
                        tuple(UserName.ANONYMOUS, Outcome.REFUSED, "unknown token"));
    }

    @Test
    void a_flood_of_unknown_tokens_is_recorded_as_a_number() {
        audited.clear();
        for (int i = 0; i < 200; i++) {
            assertThat(tokens.user("guess" + i)).isEmpty();
        }
        assertThat(audited)
                .hasSize(60)
                .extracting(AuditEvent::detail)
                .containsOnly("unknown token");

        clock.pass(Duration.ofMinutes(1));
        assertThat(tokens.user("guess")).isEmpty();
        assertThat(tokens.user("guess")).isEmpty();
        assertThat(audited.subList(60, 62))
                .extracting(AuditEvent::detail)
                .containsExactly("unknown token, after 140 more", "unknown token");
    }

    @Test
    void nobody_ends_anothers_token() {
        var token = issue(Permission.VIEW_CASE);

        assertThat(tokens.revoke(CLAUDE, token.id())).isFalse();
        assertThat(tokens.revoke(CAMILLE, UUID.randomUUID())).isFalse();
        assertThat(tokens.user(token.value())).isPresent();
    }

    @Test
    void the_list_says_when_a_token_was_last_used() {
        var token = issue(Permission.VIEW_CASE);
        assertThat(tokens.of(CAMILLE))
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.label()).isEqualTo("programme");
                    assertThat(shown.scope()).containsExactly(Permission.VIEW_CASE);
                    assertThat(shown.lastUsed()).isEmpty();
                });
        clock.pass(Duration.ofHours(1));
        tokens.user(token.value());
        var first = clock.instant();
        clock.pass(Duration.ofSeconds(30));
        tokens.user(token.value());

        assertThat(tokens.of(CAMILLE).getFirst().lastUsed()).contains(first);
        assertThat(tokens.of(CLAUDE)).isEmpty();
    }

    @Test
    void a_token_from_before_there_were_scopes_may_all_that_its_owner_may() {
        var value = "a-token-of-an-older-release";
        JdbcClient.create(database)
                .sql(
                        """
                        INSERT INTO security.api_token (digest, account, created_at, expires_at)
                        VALUES (:digest, 'camille', :now, :end)
                        """)
                .param("digest", Digests.sha256(value))
                .param("now", Timestamp.from(clock.instant()))
                .param("end", Timestamp.from(clock.instant().plus(MONTH)))
                .update();

        assertThat(tokens.user(value)).contains(CAMILLE);
        assertThat(tokens.of(CAMILLE))
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.isWhole()).isTrue();
                    assertThat(shown.isNamed()).isFalse();
                });
    }

    @Test
    void an_account_has_so_many_named_tokens_and_as_many_sign_ins_as_it_likes() {
        for (int i = 0; i < ApiTokens.MOST; i++) {
            issue(Permission.VIEW_CASE);
        }
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> issue(Permission.VIEW_CASE));
        for (int i = 0; i < ApiTokens.MOST + 1; i++) {
            tokens.issue(CAMILLE);
        }
        assertThat(tokens.of(CAMILLE)).hasSize(2 * ApiTokens.MOST + 1);
    }

    @Test
    void a_token_for_a_part_makes_no_token() {
        var user = tokens.user(issue(Permission.VIEW_CASE).value()).orElseThrow();
        var order = new TokenOrder("x", Set.of(Permission.VIEW_CASE), MONTH);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> tokens.issue(user, order));
    }

    @Test
    void an_order_has_a_name_a_right_and_an_end() {
        var some = Set.of(Permission.VIEW_CASE);
        for (Runnable order :
                List.<Runnable>of(
                        () -> new TokenOrder(" ", some, MONTH),
                        () -> new TokenOrder("x".repeat(61), some, MONTH),
                        () -> new TokenOrder("x", Set.of(), MONTH),
                        () -> new TokenOrder("x", some, Duration.ZERO),
                        () -> new TokenOrder("x", some, ApiTokens.LONGEST.plusSeconds(1)))) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(order::run);
        }
    }
}
