// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTextTest {

    @ParameterizedTest
    @CsvSource({
        "Lebœuf, LEBOEUF",
        "d'Ærø, D AERO",
        "L’Hôpital, L HOPITAL",
        "'  LE   GOFF-ROUX ', LE GOFF ROUX",
        "Nuñez, NUNEZ",
        "STRAßER, STRASSER",
        "Łukasz, LUKASZ",
        "'', ''",
        "--, ''"
    })
    void a_name_is_written_as_two_registries_would(String name, String tokens) {
        assertThat(String.join(" ", NameText.tokens(name))).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource({
        "MARTIN, MARTIN, false",
        "MARTIN, MARTN, true",
        "MARTIN, MARTINE, true",
        "MARTIN, NARTIN, true",
        "MARTIN, MARTIM, true",
        "MARTIN, AMRTIN, true",
        "MARTIN, MARTNI, true",
        "MARTIN, MARTNE, false",
        "MARTIN, NARTIM, false",
        "MARTIN, MARIN, true",
        "LI, LE, false",
        "ROY, ROI, true",
        "ABCD, BADC, false"
    })
    void one_edit_is_one_letter_or_one_exchange(String a, String b, boolean one) {
        assertThat(NameText.isOneEdit(a, b)).isEqualTo(one);
        assertThat(NameText.isOneEdit(b, a)).isEqualTo(one);
    }

    @ParameterizedTest
    @CsvSource({
        "MARTIN EPOUSE DUPONT, MARTIN, DUPONT",
        "MARTIN EP DUPONT, MARTIN, DUPONT",
        "DUPONT NÉE MARTIN, MARTIN, DUPONT",
        "EPOUSE DUPONT, DUPONT, ''",
        "EP, EP, ''",
        "NEE, NEE, ''",
        "LE GOFF, LE GOFF, ''"
    })
    void a_marker_tells_the_birth_name_from_the_used_one(String text, String birth, String used) {
        var name = FamilyName.parse(text);

        assertThat(String.join(" ", name.birth())).isEqualTo(birth);
        assertThat(String.join(" ", name.used())).isEqualTo(used);
    }
}
