// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.security.Action;
import spiders.security.Outcome;
import spiders.security.Permission;
import spiders.security.Role;
import spiders.security.WeakPasswordException;
import spiders.web.oidc.OidcRefusal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

class MessagesTest {

    private final Messages messages = new Messages(List.of("web"));

    @Test
    void both_languages_say_everything_that_the_sources_ask_for() throws IOException {
        MessagesContract.holds("web", Path.of("src/main"));
    }

    @ParameterizedTest
    @MethodSource("named")
    void every_constant_that_is_shown_has_its_word(String key) {
        assertThat(messages.has(key)).isTrue();
    }

    static Stream<String> named() {
        return Stream.of(
                        names("web.action.", Action.values()),
                        names("web.permission.", Permission.values()),
                        names("web.role.", Role.values()),
                        names("web.outcome.", Outcome.values()),
                        names("web.state.", State.values()),
                        names("web.oidc.", OidcRefusal.values()).map(key -> key + ".title"),
                        names("web.oidc.", OidcRefusal.values()).map(key -> key + ".detail"),
                        Arrays.stream(Duty.values()).map(duty -> duty.problemKey() + ".title"),
                        Arrays.stream(Duty.values()).map(duty -> duty.problemKey() + ".detail"),
                        names("web.password.", WeakPasswordException.Reason.values()))
                .flatMap(keys -> keys);
    }

    private static Stream<String> names(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> prefix + value.name());
    }

    @ParameterizedTest
    @CsvSource({
        "fr,0,seconde",
        "fr,1,seconde",
        "fr,2,secondes",
        "en,0,seconds",
        "en,1,second",
        "en,2,seconds"
    })
    void a_word_follows_its_number(String language, int number, String word) {
        assertThat(messages.text(Locale.of(language), "web.problem.503.detail", number))
                .endsWith(number + " " + word + ".");
    }

    @Test
    void numbers_are_written_as_the_language_does() {
        assertThat(messages.text(Locale.FRENCH, "web.audit.more", 12_345))
                .isEqualTo("et 12\u202f345 autres");
        assertThat(messages.text(Locale.ENGLISH, "web.audit.more", 12_345))
                .isEqualTo("and 12,345 more");
    }

    @Test
    void what_an_argument_holds_is_never_a_placeholder() {
        assertThat(messages.text(Locale.FRENCH, "web.problem.400.detail", "{0}$1"))
                .contains("« {0}$1 »");
    }

    @Test
    void a_missing_key_shows_itself() {
        assertThat(messages.text(Locale.FRENCH, "web.nothing")).isEqualTo("[web.nothing]");
    }

    @Test
    void a_module_without_messages_stops_the_start() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Messages(List.of("nothing")));
    }
}
