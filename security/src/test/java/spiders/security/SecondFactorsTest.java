// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.store.AccountTable;
import spiders.security.store.SecondFactorTable;
import spiders.security.store.TestDatabases;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

class SecondFactorsTest {

    private static final User CAMILLE =
            new User(new UserName("camille"), "Dr Camille TEST", Set.of(Role.ADMINISTRATOR));
    private static final String PASSWORD = "un mot de passe correct";

    private final HikariDataSource database = TestDatabases.fresh("security");
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final List<AuditEvent> audited = new CopyOnWriteArrayList<>();
    private final SecondFactors factors =
            new SecondFactors(
                    new SecondFactorTable(database),
                    SecretSeal.none(),
                    Set.of(Role.ADMINISTRATOR),
                    audited::add,
                    clock);
    private final Accounts accounts =
            new Accounts(new AccountTable(database), factors, audited::add, clock);

    private byte[] secret = {};
    private List<String> recovery = List.of();

    @BeforeEach
    void enrol() {
        accounts.create(CAMILLE, PASSWORD);
        var proposal = factors.propose(CAMILLE);
        secret = Base32.decode(proposal.secret());
        recovery = factors.enrol(CAMILLE, proposal, code()).orElseThrow();
        clock.pass(Duration.ofSeconds(30));
        audited.clear();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String code() {
        return Totp.code(secret, Totp.step(clock.instant()));
    }

    private String wrong() {
        return code().equals("000000") ? "000001" : "000000";
    }

    @Test
    void the_password_alone_signs_nobody_in() {
        assertThat(accounts.signIn("camille", PASSWORD))
                .isEqualTo(new SignIn.SecondFactorNeeded(CAMILLE));
        assertThat(audited).isEmpty();
    }

    @Test
    void a_right_code_signs_in_once() {
        var code = code();

        assertThat(accounts.secondFactor(CAMILLE, code.substring(0, 3) + " " + code.substring(3)))
                .isInstanceOf(SignIn.Accepted.class);
        assertThat(accounts.secondFactor(CAMILLE, code)).isEqualTo(new SignIn.Refused());
        assertThat(audited)
                .extracting(AuditEvent::action, AuditEvent::outcome)
                .containsExactly(
                        tuple(Action.USE_SECOND_FACTOR, Outcome.SUCCESS),
                        tuple(Action.SIGN_IN, Outcome.SUCCESS),
                        tuple(Action.USE_SECOND_FACTOR, Outcome.REFUSED));
    }

    @Test
    void the_code_that_enrolled_signs_nobody_in() {
        clock.pass(Duration.ofSeconds(-30));

        assertThat(accounts.secondFactor(CAMILLE, code())).isEqualTo(new SignIn.Refused());
    }

    @Test
    void an_older_code_is_worth_nothing_once_a_newer_one_was_used() {
        var before = Totp.code(secret, Totp.step(clock.instant()) - 1);
        assertThat(accounts.secondFactor(CAMILLE, code())).isInstanceOf(SignIn.Accepted.class);

        assertThat(accounts.secondFactor(CAMILLE, before)).isEqualTo(new SignIn.Refused());
    }

    @Test
    void one_code_sent_many_times_at_once_signs_in_once() throws Exception {
        var code = code();
        Callable<SignIn> attempt = () -> accounts.secondFactor(CAMILLE, code);
        int accepted = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : executor.invokeAll(Collections.nCopies(4, attempt))) {
                accepted += answer.get() instanceof SignIn.Accepted ? 1 : 0;
            }
        }

        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void a_recovery_code_is_good_once_however_it_is_typed() {
        var first = recovery.getFirst();

        assertThat(accounts.secondFactor(CAMILLE, " " + first.toUpperCase(Locale.ROOT)))
                .isInstanceOf(SignIn.Accepted.class);
        assertThat(accounts.secondFactor(CAMILLE, first)).isEqualTo(new SignIn.Refused());
        assertThat(factors.summary(CAMILLE).orElseThrow().recoveryCodes()).isEqualTo(9);
        assertThat(accounts.secondFactor(CAMILLE, recovery.get(1).replace("-", "")))
                .isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void recovery_codes_are_all_different_and_kept_as_digests() {
        assertThat(new HashSet<>(recovery)).hasSize(SecondFactors.RECOVERY_CODES);
        var kept =
                JdbcClient.create(database)
                        .sql("SELECT encode(digest, 'hex') FROM security.recovery_code")
                        .query(String.class)
                        .list();
        assertThat(kept).hasSize(10).allMatch(digest -> digest.length() == 64);
    }

    @Test
    void new_recovery_codes_end_the_old_ones() {
        var fresh = accounts.renewRecoveryCodes(CAMILLE);

        assertThat(accounts.secondFactor(CAMILLE, recovery.getFirst()))
                .isEqualTo(new SignIn.Refused());
        assertThat(accounts.secondFactor(CAMILLE, fresh.getFirst()))
                .isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void another_accounts_recovery_code_is_worth_nothing() {
        var claude = new User(new UserName("claude"), "Claude", Set.of(Role.CLINICIAN));
        accounts.create(claude, PASSWORD);
        var proposal = factors.propose(claude);
        var code = Totp.code(Base32.decode(proposal.secret()), Totp.step(clock.instant()));
        factors.enrol(claude, proposal, code);

        assertThat(accounts.secondFactor(claude, recovery.getFirst()))
                .isEqualTo(new SignIn.Refused());
    }

    @Test
    void wrong_codes_lock_the_name_as_wrong_passwords_do() {
        for (int i = 1; i < Accounts.FREE_FAILURES; i++) {
            assertThat(accounts.secondFactor(CAMILLE, wrong())).isEqualTo(new SignIn.Refused());
        }
        var until = clock.instant().plus(Accounts.FIRST_LOCK);

        assertThat(accounts.secondFactor(CAMILLE, wrong())).isEqualTo(new SignIn.Locked(until));
        assertThat(accounts.secondFactor(CAMILLE, code())).isEqualTo(new SignIn.Locked(until));
        assertThat(accounts.signIn("camille", PASSWORD)).isEqualTo(new SignIn.Locked(until));
    }

    @Test
    void the_right_password_again_and_again_does_not_buy_more_codes() {
        for (int i = 1; i < Accounts.FREE_FAILURES; i++) {
            assertThat(accounts.signIn("camille", PASSWORD))
                    .isInstanceOf(SignIn.SecondFactorNeeded.class);
            assertThat(accounts.secondFactor(CAMILLE, wrong())).isEqualTo(new SignIn.Refused());
        }
        assertThat(accounts.signIn("camille", PASSWORD))
                .isInstanceOf(SignIn.SecondFactorNeeded.class);
        assertThat(accounts.secondFactor(CAMILLE, wrong())).isInstanceOf(SignIn.Locked.class);
    }

    @Test
    void the_password_is_changed_without_the_second_factor_of_the_sign_in() {
        assertThat(accounts.changePassword(CAMILLE, PASSWORD, "un autre mot de passe")).isTrue();
        assertThat(accounts.signIn("camille", "un autre mot de passe"))
                .isInstanceOf(SignIn.SecondFactorNeeded.class);
    }

    @Test
    void a_wrong_code_enrols_nothing_and_changes_nothing() {
        assertThat(factors.enrol(CAMILLE, factors.propose(CAMILLE), "000000")).isEmpty();

        assertThat(accounts.secondFactor(CAMILLE, code())).isInstanceOf(SignIn.Accepted.class);
    }

    @Test
    void who_lost_theirs_signs_in_again_by_password_and_must_enrol() {
        factors.remove(User.SYSTEM, CAMILLE.name());

        assertThat(accounts.signIn("camille", PASSWORD)).isInstanceOf(SignIn.Accepted.class);
        assertThat(factors.isMissing(CAMILLE)).isTrue();
        assertThat(audited.getFirst().action()).isEqualTo(Action.RESET_SECOND_FACTOR);
        assertThat(audited.getFirst().objects()).containsExactly("camille");
    }

    @Test
    void only_the_roles_that_must_are_asked_to_enrol() {
        var doctor = new User(new UserName("claude"), "Claude", Set.of(Role.CLINICIAN));

        assertThat(factors.isMissing(doctor)).isFalse();
        assertThat(factors.isMissing(CAMILLE)).isFalse();
        assertThat(factors.isRequired(CAMILLE)).isTrue();
    }

    @Test
    void an_application_reads_the_secret_from_the_uri() {
        var proposal = factors.propose(CAMILLE);

        assertThat(proposal.uri().toString())
                .isEqualTo(
                        "otpauth://totp/SPIDERS:camille?secret=%s&issuer=SPIDERS"
                                .formatted(proposal.secret()));
        assertThat(proposal.secret()).hasSize(32).matches("[A-Z2-7]+");
        assertThat(proposal.toString()).doesNotContain(proposal.secret());
    }
}
