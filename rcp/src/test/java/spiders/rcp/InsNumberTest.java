// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsNumberTest {

    /** Public test identities. */
    @ParameterizedTest
    @ValueSource(strings = {"279035121518989", "260058815400233", "2 79 03 51 215 189 89"})
    void the_key_of_public_test_identities_is_right(String number) {
        assertThat(new InsNumber(number).value()).hasSize(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"279035121518988", "27903512151898", "2790351215189 9", "A", ""})
    void a_wrong_key_or_form_is_refused(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> new InsNumber(number));
    }

    @Test
    void a_number_of_corsica_counts_2A_as_19() {
        long counted = 1_850_319_001_001L; // 1 85 03 2A 001 001, with 19 for 2A.
        var number = "185032A001001%02d".formatted(97 - counted % 97);

        assertThat(new InsNumber(number).value()).isEqualTo(number);
    }

    @Test
    void it_prints_itself_without_the_number() {
        assertThat(new InsNumber("279035121518989").toString()).doesNotContain("279035");
    }
}
