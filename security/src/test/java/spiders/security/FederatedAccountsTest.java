// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.store.AccountTable;
import spiders.security.store.IdentityTable;
import spiders.security.store.TestDatabases;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

class FederatedAccountsTest {

    private static final String ISSUER = "https://idp.example/realms/health";

    private final HikariDataSource database = TestDatabases.fresh("security");
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final List<AuditEvent> audited = new CopyOnWriteArrayList<>();
    private final Accounts accounts =
            new Accounts(
                    new AccountTable(database),
                    TestFactors.of(database, clock),
                    audited::add,
                    clock);
    private final IdentityTable table = new IdentityTable(database);
    private final FederatedAccounts federated = new FederatedAccounts(table, audited::add, clock);

    private static FederatedIdentity identity(String subject, String name) {
        return new FederatedIdentity("psc", ISSUER, subject, name, "Dr Test", "eidas1");
    }

    private User signIn(FederatedIdentity identity) {
        return ((FederatedSignIn.Accepted) federated.signIn(identity)).user();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void who_comes_first_gets_an_account_that_may_nothing() {
        var user = signIn(identity("f:1", "899700366240"));

        assertThat(user.name()).isEqualTo(new UserName("psc.899700366240"));
        assertThat(user.isPending()).isTrue();
        assertThat(Permission.values()).noneMatch(user::may);
        assertThat(audited)
                .extracting(AuditEvent::action, AuditEvent::detail)
                .containsExactly(
                        tuple(Action.CREATE_ACCOUNT, "pending, known to psc"),
                        tuple(Action.SIGN_IN, "psc, acr eidas1"));
    }

    @Test
    void the_same_subject_is_the_same_account_whatever_it_is_called_now() {
        var first = signIn(identity("f:1", "dupont"));

        assertThat(signIn(identity("f:1", "durand"))).isEqualTo(first);
    }

    @Test
    void another_subject_or_issuer_of_the_same_name_is_another_account() {
        var first = signIn(identity("f:1", "dupont"));
        var second = signIn(identity("f:2", "dupont"));
        var third =
                signIn(
                        new FederatedIdentity(
                                "psc", ISSUER + "/other", "f:1", "dupont", "Dr Test", ""));

        assertThat(Set.of(first.name(), second.name(), third.name())).hasSize(3);
    }

    @Test
    void a_local_account_of_that_name_is_not_taken() {
        var local = new User(new UserName("psc.dupont"), "Local", Set.of(Role.ADMINISTRATOR));
        accounts.create(local, "un mot de passe correct");

        var user = signIn(identity("f:1", "dupont"));

        assertThat(user.name()).isNotEqualTo(local.name());
        assertThat(user.isPending()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "admin, psc.admin",
        "Jean.DUPONT@hopital.example, psc.jean.dupont-hopital.example",
        "<script>, psc.script",
        "3/CPET00001, psc.3-cpet00001"
    })
    void names_are_made_of_what_is_allowed_behind_the_providers_handle(String given, String name) {
        assertThat(signIn(identity("f:1", given)).name().value()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"''", "'  '", "'éèà'", "'...'"})
    void who_has_no_usable_name_gets_one_all_the_same(String given) {
        assertThat(signIn(identity("f:1", given)).name().value()).matches("psc\\.[0-9a-f]{12}");
    }

    @Test
    void a_long_name_is_cut_and_still_ones_own() {
        var first = signIn(identity("f:1", "x".repeat(500)));
        var second = signIn(identity("f:2", "x".repeat(500)));

        assertThat(first.name()).isNotEqualTo(second.name());
    }

    @Test
    void no_password_signs_in_to_such_an_account() {
        signIn(identity("f:1", "dupont"));

        assertThat(accounts.signIn("psc.dupont", "")).isEqualTo(new SignIn.Refused());
    }

    @Test
    void roles_are_what_an_administrator_gives() {
        var user = signIn(identity("f:1", "dupont"));
        accounts.changeRoles(User.SYSTEM, user.name(), Set.of(Role.CLINICIAN));

        assertThat(signIn(identity("f:1", "dupont")).roles()).containsExactly(Role.CLINICIAN);
    }

    @Test
    void a_closed_account_stays_closed_and_no_other_is_made() {
        var user = signIn(identity("f:1", "dupont"));
        accounts.close(User.SYSTEM, user.name());

        assertThat(federated.signIn(identity("f:1", "dupont")))
                .isEqualTo(new FederatedSignIn.Closed());
        assertThat(audited.getLast().outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void who_comes_twice_at_once_gets_one_account() throws Exception {
        Callable<User> comes = () -> signIn(identity("f:1", "dupont"));
        var names = new HashSet<UserName>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var user : executor.invokeAll(Collections.nCopies(8, comes))) {
                names.add(user.get().name());
            }
        }

        assertThat(names).containsExactly(new UserName("psc.dupont"));
    }

    @Test
    void only_so_many_may_wait() {
        JdbcClient.create(database)
                .sql(
                        """
                        INSERT INTO security.account (name, display_name, roles, password_hash,
                            must_change, demo, created_at, password_changed_at)
                        SELECT 'psc.' || n, 'x', '{}', '', false, false, now(), now()
                        FROM generate_series(1, :most) n
                        """)
                .param("most", FederatedAccounts.MOST_PENDING)
                .update();

        assertThat(federated.signIn(identity("f:1", "dupont")))
                .isEqualTo(new FederatedSignIn.TooManyPending());
        accounts.changeRoles(User.SYSTEM, new UserName("psc.17"), Set.of(Role.CLINICIAN));
        assertThat(signIn(identity("f:1", "dupont")).isPending()).isTrue();
    }

    @Test
    void an_identity_without_subject_is_none() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> identity(" ", "dupont"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> identity("x".repeat(513), "dupont"));
    }

    @Test
    void the_audit_says_in_which_capacity_somebody_acts() {
        var acting = new ActingActivity("10003663624", "10", "SM45", "SA01", "CHU\r\nTEST", "");
        var user = signIn(identity("f:1", "dupont")).actingAs(acting);

        federated.chose(user);

        assertThat(audited.getLast().detail())
                .isEqualTo("[10003663624 / 10 / SM45 / SA01 / CHU TEST]");
        assertThat(AuditEvent.of(user, Action.VIEW_CASE).detail("agenda").detail())
                .isEqualTo("agenda [10003663624 / 10 / SM45 / SA01 / CHU TEST]");
        assertThat(AuditEvent.of(user, Action.ACCESS).objects("x").refused("role").detail())
                .startsWith("role [");
    }
}
