// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.hanging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.dicom.data.UID;

import java.util.List;

class HangingProtocolTest {

    private static final HungStudy RECENT = ct(1, "20260310", "CHEST", "TDM thorax");
    private static final HungStudy BEFORE = ct(2, "20251101", "", "TDM TAP");
    private static final HungStudy LONG_AGO = ct(3, "20240101", "CHEST", "");

    private static HungStudy ct(int number, String date, String part, String description) {
        return study(number, date, List.of("CT"), part, description);
    }

    private static HungStudy study(
            int number, String date, List<String> modalities, String part, String description) {
        return new HungStudy(
                new UID("1.2.3." + number), date, modalities, List.of(part), description);
    }

    @Test
    void the_newest_stands_beside_the_most_recent_prior_and_the_older_ones_follow() {
        var pairs = HangingProtocol.pairs(List.of(LONG_AGO, RECENT, BEFORE));

        assertThat(pairs)
                .containsExactly(new Pair(Layout.CT_STACK, RECENT, List.of(BEFORE, LONG_AGO)));
        assertThat(pairs.getFirst().sideBySide()).containsExactly(RECENT, BEFORE);
    }

    @Test
    void another_region_or_another_type_is_read_apart() {
        var knee = ct(4, "20260101", "KNEE", "TDM genou");
        var brain = study(5, "20260201", List.of("MR"), "BRAIN", "IRM cérébrale");
        var pairs = HangingProtocol.pairs(List.of(knee, BEFORE, brain, RECENT));

        assertThat(pairs)
                .extracting(Pair::current)
                .as("by the date of the current study")
                .containsExactly(RECENT, brain, knee);
        assertThat(pairs).extracting(pair -> pair.priors().size()).containsExactly(1, 0, 0);
    }

    @Test
    void each_study_hangs_once() {
        var studies = List.of(RECENT, BEFORE, LONG_AGO, ct(6, "", "", ""), ct(7, "", "", ""));
        var hung =
                HangingProtocol.pairs(studies).stream()
                        .flatMap(pair ->
                                java.util.stream.Stream.concat(
                                        java.util.stream.Stream.of(pair.current()),
                                        pair.priors().stream()))
                        .toList();

        assertThat(hung).containsExactlyInAnyOrderElementsOf(studies);
        assertThat(HangingProtocol.pairs(List.of())).isEmpty();
    }

    @Test
    void a_pet_ct_is_fused_and_compared_with_a_pet_ct_alone() {
        var fused = study(1, "20260310", List.of("CT", "PT"), "", "TEP TDM corps entier");
        var earlier = study(2, "20250310", List.of("PT", "CT"), "WHOLEBODY", "");
        var pairs = HangingProtocol.pairs(List.of(fused, earlier, RECENT));

        assertThat(pairs)
                .contains(new Pair(Layout.PET_CT_FUSION, fused, List.of(earlier)))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "CT,CT_STACK",
        "MR,MR_SERIES",
        "PT+CT,PET_CT_FUSION",
        "PT+MR,MR_SERIES",
        "MG,MAMMOGRAPHY",
        "MG+US,MAMMOGRAPHY",
        "XA,CINE",
        "US,CINE",
        "CR,IMAGES",
        "CT+SR,CT_STACK"
    })
    void each_type_has_its_layout(String modalities, Layout layout) {
        assertThat(Layout.of(List.of(modalities.split("[+]", -1)))).isEqualTo(layout);
    }

    @ParameterizedTest
    @CsvSource({
        "Scanner thoraco-abdomino-pelvien,TDM foie,true",
        "IRM cérébrale,Brain MRI,true",
        "Mammographie,Breast,true",
        "TDM thorax,IRM genou,false",
        "PHARMACY ARMED,ARM,true",
        "PHARMACY,ARM,false",
        "PET whole body,TDM genou,true"
    })
    void regions_are_known_by_french_and_english_words(String one, String other, boolean meet) {
        assertThat(BodyRegion.meet(BodyRegion.of(one), BodyRegion.of(other))).isEqualTo(meet);
    }
}
