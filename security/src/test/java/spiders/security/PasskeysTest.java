// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import spiders.security.store.AccountTable;
import spiders.security.store.PasskeyTable;
import spiders.security.store.TestDatabases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class PasskeysTest {

    private static final User CAMILLE =
            new User(new UserName("camille"), "Dr Camille TEST", Set.of(Role.CLINICIAN));
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final HikariDataSource database = TestDatabases.fresh("security");
    private final TestClock clock = new TestClock(NOW);
    private final List<AuditEvent> audited = new ArrayList<>();
    private final Accounts accounts =
            new Accounts(
                    new AccountTable(database),
                    TestFactors.of(database, clock),
                    event -> {},
                    clock);
    private final Passkeys passkeys =
            new Passkeys(new PasskeyTable(database), accounts, audited::add);

    @BeforeEach
    void create() {
        accounts.create(CAMILLE, "un mot de passe correct");
        passkeys.handle(CAMILLE.name(), "handle");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Passkey passkey(String id, long signatures) {
        return new Passkey(
                id,
                CAMILLE.name(),
                new Passkey.Keys("key", "attestation"),
                signatures,
                "téléphone",
                new Passkey.Flags(true, "internal usb", true, false),
                NOW,
                NOW);
    }

    @Test
    void an_account_is_called_once_and_for_all() {
        assertThat(passkeys.handle(CAMILLE.name(), "another")).isEqualTo("handle");
        assertThat(passkeys.owner("handle")).contains(CAMILLE.name());
        assertThat(passkeys.owner("another")).isEmpty();
    }

    @Test
    void a_passkey_is_kept_as_it_was_registered() {
        passkeys.save(passkey("one", 0));

        assertThat(passkeys.find("one")).contains(passkey("one", 0));
        assertThat(passkeys.of(CAMILLE.name())).containsExactly(passkey("one", 0));
        assertThat(audited).extracting(AuditEvent::action).containsExactly(Action.REGISTER_PASSKEY);
    }

    @Test
    void a_counter_that_does_not_go_on_is_refused_for_there_may_be_two_of_it() {
        passkeys.save(passkey("one", 5));
        passkeys.save(passkey("one", 6));
        for (long copied : new long[] {6, 5, 0}) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> passkeys.save(passkey("one", copied)));
            assertThat(audited.getLast().outcome()).isEqualTo(Outcome.REFUSED);
        }
        passkeys.save(passkey("one", 7));

        assertThat(passkeys.find("one").orElseThrow().signatures()).isEqualTo(7);
    }

    @Test
    void an_authenticator_that_does_not_count_is_no_copy() {
        passkeys.save(passkey("one", 0));
        passkeys.save(passkey("one", 0));

        assertThat(passkeys.of(CAMILLE.name())).hasSize(1);
    }

    @Test
    void an_account_has_so_many_and_no_more() {
        for (int i = 0; i < Passkeys.MOST; i++) {
            passkeys.save(passkey("p" + i, 0));
        }
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> passkeys.save(passkey("more", 0)));
        passkeys.save(passkey("p3", 0));
    }

    @Test
    void nobody_removes_anothers() {
        passkeys.save(passkey("one", 0));
        var claude = new User(new UserName("claude"), "Claude", Set.of(Role.CLINICIAN));

        assertThat(passkeys.remove(claude, "one")).isFalse();
        assertThat(passkeys.remove(CAMILLE, "one")).isTrue();
        assertThat(passkeys.of(CAMILLE.name())).isEmpty();
    }
}
