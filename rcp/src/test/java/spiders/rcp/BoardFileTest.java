// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import spiders.rcp.fiche.DirectoryEntry;
import spiders.rcp.quorum.QuorumRule;
import spiders.rcp.quorum.Requirement;
import spiders.rcp.quorum.SpecialtyGroup;
import spiders.region.Centres;

import java.io.StringReader;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

class BoardFileTest {

    private static final String THORAX =
            """
            boards:
              - id: thorax
                name: RCP thoracique
                organ: Poumon
                kind: RCP
                type: STANDARD
                centre: lille-oscar-lambret
                wishes:
                  - label: TDM thorax
                    modalities: [CT]
                    body-parts: [thorax]
                    maximum-age-months: 3
                    priors: 1
                meetings:
                  - days: [TUESDAY]
                    time: "14:30"
                    room: Salle 2
                    registration-closes-before: 1d
            """;

    private static final String QUORUM =
            """
                quorum:
                  specialties: 4
                  required:
                    - {any-of: [HAEMATOLOGY], least: 2}
                    - {any-of: [PATHOLOGY], written: true}
                  recommended: [RADIOLOGY]
            """;

    @Test
    void a_board_is_read_with_its_rule_and_its_meetings() {
        var board = read(THORAX).getFirst();

        assertThat(board.id()).isEqualTo(new BoardId("thorax"));
        assertThat(board.wishes().getFirst().maximumAgeMonths()).isEqualTo(3);
        assertThat(board.meetings().getFirst().time()).isEqualTo(LocalTime.of(14, 30));
        assertThat(board.meetings().getFirst().registrationClosesBefore())
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void an_unknown_key_is_refused_with_its_place() {
        assertThatExceptionOfType(BoardFileException.class)
                .isThrownBy(() -> read(THORAX.replace("priors: 1", "prior: 1")))
                .withMessageContaining("boards[0].wishes[0].prior");
    }

    @Test
    void a_missing_key_and_a_wrong_value_are_refused_with_their_place() {
        assertThatExceptionOfType(BoardFileException.class)
                .isThrownBy(() -> read(THORAX.replace("organ: Poumon", "")))
                .withMessageContaining("boards[0].organ");
        assertThatExceptionOfType(BoardFileException.class)
                .isThrownBy(() -> read(THORAX.replace("kind: RCP", "kind: CLUB")))
                .withMessageContaining("boards[0].kind");
    }

    @Test
    void a_quorum_is_that_of_the_type_unless_it_is_written() {
        assertThat(read(THORAX).getFirst().quorum()).isEqualTo(QuorumRule.standard());
        assertThat(read(THORAX.replace("type: STANDARD", "type: RECOURS")).getFirst().quorum())
                .isEqualTo(QuorumRule.threeSpecialties());

        var written = read(THORAX + QUORUM).getFirst().quorum();

        assertThat(written.leastSpecialties()).isEqualTo(4);
        assertThat(written.required())
                .containsExactly(
                        new Requirement(Set.of(SpecialtyGroup.HAEMATOLOGY), 2, false),
                        new Requirement(Set.of(SpecialtyGroup.PATHOLOGY), 1, true));
        assertThat(written.recommended()).containsExactly(SpecialtyGroup.RADIOLOGY);
        assertThatExceptionOfType(BoardFileException.class)
                .isThrownBy(() -> read(THORAX + QUORUM.replace("HAEMATOLOGY", "MAGIC")))
                .withMessageContaining("boards[0].quorum.required[0].any-of");
        assertThatExceptionOfType(BoardFileException.class)
                .isThrownBy(() -> read(THORAX + QUORUM.replace("specialties: 4", "specialties: 0")))
                .withMessageContaining("boards[0].quorum");
    }

    @Test
    void how_a_board_stands_in_the_national_directory_is_read_and_may_be_left_out() {
        var directory =
                """
                    directory: {finess: "590000000", network: "59", board: RCP-1}
                """;

        assertThat(read(THORAX).getFirst().directory()).isEqualTo(DirectoryEntry.NONE);
        assertThat(read(THORAX + directory).getFirst().directory())
                .isEqualTo(new DirectoryEntry("590000000", "", "59", "", "", "", "RCP-1"));
        assertThatExceptionOfType(BoardFileException.class)
                .isThrownBy(() -> read(THORAX + directory.replace("590000000", "59")))
                .withMessageContaining("boards[0].directory");
    }

    @Test
    void what_is_no_yaml_is_refused() {
        assertThatExceptionOfType(BoardFileException.class).isThrownBy(() -> read("boards: ["));
        assertThatExceptionOfType(BoardFileException.class).isThrownBy(() -> read("[1, 2]"));
    }

    private static List<BoardDefinition> read(String yaml) {
        return new BoardFile(Centres.load()).read(new StringReader(yaml));
    }
}
