// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

class SecretSealTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(UTF_8);
    private static final UserName CAMILLE = new UserName("camille");

    @TempDir private Path folder;

    private SecretSeal seal(int first) throws IOException {
        var key = new byte[32];
        key[0] = (byte) first;
        return SecretSeal.of(
                Files.writeString(
                        folder.resolve("key" + first),
                        Base64.getEncoder().encodeToString(key) + "\n"));
    }

    @Test
    void what_is_sealed_shows_nothing_and_opens_again() throws IOException {
        var sealed = seal(1).seal(SECRET, CAMILLE);

        assertThat(new String(sealed, UTF_8)).doesNotContain("1234");
        assertThat(seal(1).open(sealed, CAMILLE)).contains(SECRET);
        assertThat(seal(1).seal(SECRET, CAMILLE)).isNotEqualTo(sealed);
    }

    @Test
    void another_key_another_owner_and_a_changed_byte_open_nothing() throws IOException {
        var sealed = seal(1).seal(SECRET, CAMILLE);

        assertThat(seal(2).open(sealed, CAMILLE)).isEmpty();
        assertThat(SecretSeal.none().open(sealed, CAMILLE)).isEmpty();
        assertThat(seal(1).open(sealed, new UserName("claude"))).isEmpty();
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 2;
            assertThat(seal(1).open(changed, CAMILLE)).as("byte %d", i).isEmpty();
            assertThat(seal(1).open(Arrays.copyOf(sealed, i), CAMILLE))
                    .as("cut at %d", i)
                    .isEmpty();
        }
    }

    @Test
    void without_a_key_it_stands_there_as_it_is_and_a_later_key_reads_it() throws IOException {
        var plain = SecretSeal.none().seal(SECRET, CAMILLE);

        assertThat(new String(plain, UTF_8)).contains("1234");
        assertThat(seal(1).open(plain, CAMILLE)).contains(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_is_no_key_is_refused(String text) throws IOException {
        var file = Files.writeString(folder.resolve("key"), text);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> SecretSeal.of(file));
    }
}
