// SPDX-License-Identifier: Apache-2.0
package spiders.archive.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKeysTest {

    @ParameterizedTest
    @CsvSource({
        "DUPONT, DUPOND^Marie",
        "Lefebvre, LEFÈVRE^Anne",
        "Lefebure, LEFEBVRE^Anne",
        "Renaud, RENAULT^Luc",
        "Renault, RENAUX^Luc",
        "Gautier, GAUTHIER^Paul",
        "Filipe, MARTIN^Philippe",
        "Mathieu, ROCHE^Matthieu",
        "Schmitt, SCHMIDT^Eva",
        "Rousso, ROUSSEAU^Jean",
        "Henri, BRUN^Enri",
        "Ives, BRUN^Yves",
        "Jerard, BRUN^Gérard",
        "Karole, BRUN^Carole",
        "Jeanpierre, DURAND^Jean-Pierre",
        "Jean Pierre, DURAND^Jeanpierre",
        "Jean-Pierre Durant, DURAND^JEAN PIERRE",
        "LEGOFF, LE GOFF^Mae",
        "Goff, LE GOFF^Mae",
        "de la Tour, TOUR^Anne",
        "Dupo, DUPONT^Marie",
        "marie dup, DUPONT^Marie",
        "Muller, MÜLLER^Hans",
        "œuvrard, OEUVRARD^Zoé",
        "Nguyen, NGUYÊN^Thi",
        "N'Guyen, NGUYEN^Thi",
        "山田, YAMADA^Tarou=山田^太郎",
        "*dupon*, DUPONT^Marie"
    })
    void names_that_sound_alike_are_found(String sought, String stored) {
        assertThat(FuzzyName.of(sought).matches(stored)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "DUPONT, DURAND^Marie",
        "Lefebvre, LEROUX^Anne",
        "Martin Paul, MARTIN^Lucie",
        "Bernard, MOREAU^Benoît",
        "Jean Pierre, DURAND^Jean-Luc",
        "Petit, GRAND^Marie",
        "Girard, PICARD^Luc",
        "Robert, ROUSSEAU^Jean"
    })
    void names_that_do_not_are_not(String sought, String stored) {
        assertThat(FuzzyName.of(sought).matches(stored)).isFalse();
    }

    @Test
    void a_name_of_any_length_has_few_keys() {
        assertThat(NameKeys.of("A^" + "BA ".repeat(5000))).hasSizeLessThan(100);
        assertThat(NameKeys.of("^^^")).isEmpty();
        assertThat(FuzzyName.of("**").words()).isEmpty();
    }
}
