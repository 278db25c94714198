// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.security.WeakPasswordException.Reason;
import spiders.security.store.AccountTable;
import spiders.security.store.TestDatabases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

class AccountsTest {

    private static final String RIGHT = "un mot de passe correct";
    private static final User CAMILLE =
            new User(new UserName("camille"), "Dr Camille TEST", Set.of(Role.CLINICIAN));

    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final List<AuditEvent> audited = new ArrayList<>();
    private final HikariDataSource database = TestDatabases.fresh("security");
    private final Accounts accounts =
            new Accounts(
                    new AccountTable(database),
                    TestFactors.of(database, clock),
                    audited::add,
                    clock);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_right_password_signs_in_whatever_the_case_of_the_name() {
        accounts.create(CAMILLE, RIGHT);

        assertThat(accounts.signIn(" Camille ", RIGHT))
                .isEqualTo(new SignIn.Accepted(CAMILLE, true));
        assertThat(audited).last().isEqualTo(AuditEvent.of(CAMILLE, Action.SIGN_IN));
    }

    @Test
    void no_password_signs_a_system_in() {
        accounts.create(new User(new UserName("pacs.nord"), "PACS", Set.of(Role.PEER)), RIGHT);

        assertThat(accounts.signIn("pacs.nord", RIGHT)).isEqualTo(new SignIn.Refused());
    }

    @Test
    void a_wrong_password_and_an_unknown_name_are_answered_alike() {
        accounts.create(CAMILLE, RIGHT);

        assertThat(accounts.signIn("camille", "faux")).isEqualTo(new SignIn.Refused());
        assertThat(accounts.signIn("personne", "faux")).isEqualTo(new SignIn.Refused());
        assertThat(accounts.signIn("<script>", "faux")).isEqualTo(new SignIn.Refused());
        assertThat(audited)
                .extracting(AuditEvent::who)
                .endsWith(CAMILLE.name(), UserName.ANONYMOUS, UserName.ANONYMOUS);
    }

    @ParameterizedTest
    @CsvSource({"camille", "personne", "<script>"})
    void five_failures_lock_a_name_whether_or_not_it_exists(String name) {
        accounts.create(CAMILLE, RIGHT);
        for (int i = 1; i < Accounts.FREE_FAILURES; i++) {
            assertThat(accounts.signIn(name, "faux")).isEqualTo(new SignIn.Refused());
        }
        var until = clock.instant().plus(Accounts.FIRST_LOCK);

        assertThat(accounts.signIn(name, "faux")).isEqualTo(new SignIn.Locked(until));
        assertThat(accounts.signIn(name, RIGHT)).isEqualTo(new SignIn.Locked(until));
    }

    @Test
    void each_further_failure_doubles_the_lock_up_to_a_quarter_of_an_hour() {
        accounts.create(CAMILLE, RIGHT);
        for (int i = 1; i < Accounts.FREE_FAILURES; i++) {
            accounts.signIn("camille", "faux");
        }
        for (int seconds : new int[] {30, 60, 120, 240, 480, 900, 900}) {
            var until = clock.instant().plusSeconds(seconds);
            assertThat(accounts.signIn("camille", "faux")).isEqualTo(new SignIn.Locked(until));
            clock.pass(Duration.ofSeconds(seconds));
        }

        assertThat(accounts.signIn("camille", RIGHT)).isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void a_success_forgets_the_failures_before_it() {
        accounts.create(CAMILLE, RIGHT);
        for (int round = 0; round < 3; round++) {
            for (int i = 1; i < Accounts.FREE_FAILURES; i++) {
                assertThat(accounts.signIn("camille", "faux")).isEqualTo(new SignIn.Refused());
            }
            assertThat(accounts.signIn("camille", RIGHT)).isInstanceOf(SignIn.Accepted.class);
        }
    }

    @Test
    void guesses_made_at_once_are_counted_each() throws InterruptedException, ExecutionException {
        accounts.create(CAMILLE, RIGHT);
        Callable<SignIn> guess = () -> accounts.signIn("camille", "faux");
        int refused = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : executor.invokeAll(Collections.nCopies(12, guess))) {
                refused += answer.get() instanceof SignIn.Refused ? 1 : 0;
            }
        }

        assertThat(refused).isLessThan(Accounts.FREE_FAILURES);
    }

    @Test
    void the_first_administrator_has_a_password_that_only_the_owner_reads(@TempDir Path data)
            throws IOException {
        var file = accounts.createFirstAdministrator(data).orElseThrow();

        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var lines = Files.readAllLines(file);
        assertThat(accounts.signIn(lines.get(0), lines.get(1)))
                .isInstanceOfSatisfying(
                        SignIn.Accepted.class,
                        accepted -> {
                            assertThat(accepted.mustChangePassword()).isTrue();
                            assertThat(accepted.user().roles()).containsExactly(Role.ADMINISTRATOR);
                        });
        assertThat(accounts.createFirstAdministrator(data)).isEmpty();
    }

    @Test
    void demo_accounts_are_made_once_and_sign_in() {
        accounts.createDemo();
        var demo = accounts.createDemo();

        assertThat(demo).extracting(User::displayName).allMatch(name -> name.contains("DEMO"));
        for (var user : demo) {
            assertThat(accounts.signIn(user.name().value(), Accounts.DEMO_PASSWORD))
                    .isEqualTo(new SignIn.Accepted(user, false));
        }
    }

    @Test
    void a_changed_password_replaces_the_one_that_was_given() {
        accounts.create(CAMILLE, RIGHT);

        assertThat(accounts.changePassword(CAMILLE, "faux", "un autre mot de passe")).isFalse();
        assertThat(accounts.changePassword(CAMILLE, RIGHT, "un autre mot de passe")).isTrue();
        assertThat(accounts.signIn("camille", RIGHT)).isEqualTo(new SignIn.Refused());
        assertThat(accounts.signIn("camille", "un autre mot de passe"))
                .isEqualTo(new SignIn.Accepted(CAMILLE, false));
    }

    @ParameterizedTest
    @CsvSource({
        "onze lettre,TOO_SHORT",
        "aaaaaaaaaaaaaaaa,TOO_SIMPLE",
        "vive Camille ce soir,HAS_USER_NAME",
        RIGHT + ",SAME_AS_BEFORE"
    })
    void a_weak_password_is_refused_with_its_reason(String password, Reason reason) {
        accounts.create(CAMILLE, RIGHT);

        assertThatExceptionOfType(WeakPasswordException.class)
                .isThrownBy(() -> accounts.changePassword(CAMILLE, RIGHT, password))
                .extracting(WeakPasswordException::reason)
                .isEqualTo(reason);
    }

    @Test
    void a_password_has_256_characters_at_most() {
        accounts.create(CAMILLE, RIGHT);
        var longest = "0123456789abcdef".repeat(16);

        assertThat(accounts.changePassword(CAMILLE, RIGHT, longest)).isTrue();
        assertThat(accounts.signIn("camille", longest)).isInstanceOf(SignIn.Accepted.class);
        assertThatExceptionOfType(WeakPasswordException.class)
                .isThrownBy(() -> accounts.changePassword(CAMILLE, longest, longest + "!"));
    }

    @Test
    void a_closed_account_signs_in_no_more() {
        accounts.create(CAMILLE, RIGHT);
        accounts.close(User.SYSTEM, CAMILLE.name());

        assertThat(accounts.signIn("camille", RIGHT)).isEqualTo(new SignIn.Refused());
        assertThat(accounts.find(CAMILLE.name())).isEmpty();
    }

    @Test
    void nobody_takes_the_name_of_the_server() {
        var impostor = new User(UserName.SYSTEM, "Impostor", Set.of(Role.CLINICIAN));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> accounts.create(impostor, RIGHT));
    }
}
