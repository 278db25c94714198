// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.UID;

import java.util.HashSet;
import java.util.Random;

class KeyedValuesTest {

    private final KeyedValues values = Samples.KEY.values();

    @Test
    void the_same_uid_becomes_the_same_uid_on_every_machine() {
        // Computed once, and held since: another machine, another release must agree.
        assertThat(values.uid("1.2.840.113619.2.55.3.1").value())
                .isEqualTo(Samples.KEY.values().uid("1.2.840.113619.2.55.3.1").value())
                .startsWith("2.25.");
    }

    @Test
    void no_two_of_many_uids_become_one() {
        var mapped = new HashSet<UID>();
        for (int i = 0; i < 20_000; i++) {
            mapped.add(values.uid("1.2.3." + i));
        }
        assertThat(mapped).hasSize(20_000);
    }

    @Test
    void what_is_mapped_stays_under_its_key_and_is_mapped_again_under_another() {
        var once = values.uid("1.2.3.4");

        assertThat(values.uid(once.value())).isEqualTo(once);
        assertThat(Samples.OTHER_KEY.values().uid(once.value())).isNotEqualTo(once);
        assertThat(values.code("patient", "X", 20)).hasSize(20);
        assertThat(values.code("patient", values.code("patient", "X", 20), 20))
                .isEqualTo(values.code("patient", "X", 20));
    }

    @Test
    void a_random_uuid_is_not_taken_for_one_of_ours() {
        for (int i = 0; i < 1_000; i++) {
            var foreign = UID.random();
            assertThat(values.uid(foreign.value())).isNotEqualTo(foreign);
        }
        assertThat(values.uid("2.25.0123").value()).isNotEqualTo("2.25.0123");
        assertThat(values.uid("2.25." + "9".repeat(39)).value()).startsWith("2.25.");
    }

    @Test
    void two_keys_and_two_purposes_have_nothing_in_common() {
        var other = Samples.OTHER_KEY.values();

        assertThat(values.uid("1.2.3")).isNotEqualTo(other.uid("1.2.3"));
        assertThat(values.code("patient", "X", 20)).isNotEqualTo(other.code("patient", "X", 20));
        assertThat(values.code("patient", "X", 20)).isNotEqualTo(values.code("device", "X", 20));
    }

    @Test
    void a_number_is_within_its_range() {
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            var text = Long.toString(random.nextLong());
            assertThat(values.number("days", text, -3650, -30)).isBetween(-3650, -30);
        }
        assertThat(values.number("days", "x", 5, 5)).isEqualTo(5);
    }

    @Test
    void a_key_is_long_enough_and_prints_nothing() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DeidentificationKey.of(new byte[15]));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> DeidentificationKey.parse("secret of nobody"))
                .withMessageNotContaining("secret")
                .withNoCause();
        assertThat("" + DeidentificationKey.parse(DeidentificationKey.generate()))
                .doesNotContainPattern("[0-9a-f]{16}");
    }
}
