// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirthDateTextTest {

    @ParameterizedTest
    @CsvSource({
        "14/03/1956, 19560314",
        "14031956, 19560314",
        "1956-03-14, 19560314",
        "19560314, 19560314",
        "00/03/1956, 19560300",
        "00/00/1956, 19560000",
        "29/02/2024, 20240229"
    })
    void dates_are_read_as_people_and_programs_write_them(String text, String basic) {
        assertThat(BirthDateText.read(text)).contains(basic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/1956", "14/13/1956", "1956", "demain", "", "29/02/2023"})
    void what_is_no_date_is_not_read(String text) {
        assertThat(BirthDateText.read(text)).isEmpty();
    }
}
