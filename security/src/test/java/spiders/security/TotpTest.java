// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class TotpTest {

    /** The secret of RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    private static final Instant NOW = Instant.ofEpochSecond(1_234_567_890);

    /** RFC 6238, appendix B; of its eight digits the last six are ours. */
    @ParameterizedTest
    @CsvSource({
        "59,          94287082",
        "1111111109,  07081804",
        "1111111111,  14050471",
        "1234567890,  89005924",
        "2000000000,  69279037",
        "20000000000, 65353130"
    })
    void codes_are_those_of_the_standard(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds))))
                .isEqualTo(code.substring(2));
    }

    /** RFC 4226, appendix D: by counter. */
    @ParameterizedTest
    @CsvSource({"0,755224", "1,287082", "2,359152", "3,969429", "8,399871", "9,520489"})
    void codes_by_counter_are_those_of_the_standard(long counter, String code) {
        assertThat(Totp.code(SECRET, counter)).isEqualTo(code);
    }

    @Test
    void the_step_before_and_the_step_after_are_taken_and_no_others() {
        for (int off = -3; off <= 3; off++) {
            var code = Totp.code(SECRET, Totp.step(NOW) + off);
            assertThat(Totp.matchingStep(SECRET, code, NOW).isPresent())
                    .as("%d steps off", off)
                    .isEqualTo(Math.abs(off) <= 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00592", "0059240", "٠٠٥٩٢٤", "abcdef"})
    void what_is_no_code_matches_nothing(String typed) {
        assertThat(Totp.matchingStep(SECRET, typed, NOW)).isEmpty();
    }

    /** RFC 4648, section 10, without padding. */
    @ParameterizedTest
    @CsvSource({
        "'',''",
        "f,MY",
        "fo,MZXQ",
        "foo,MZXW6",
        "foob,MZXW6YQ",
        "fooba,MZXW6YTB",
        "foobar,MZXW6YTBOI"
    })
    void secrets_are_written_in_base32(String text, String encoded) {
        assertThat(Base32.encode(text.getBytes(US_ASCII))).isEqualTo(encoded);
        assertThat(Base32.decode(encoded)).isEqualTo(text.getBytes(US_ASCII));
    }
}
