// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Four raters' masks of 40 x 40 voxels, and what an independent program computed of them. */
class StapleTest {

    private static final Decisions DECISIONS = Decisions.of(1600, masks());

    private static List<BitSet> masks() {
        try (var in =
                Objects.requireNonNull(
                        StapleTest.class.getResourceAsStream(
                                "/spiders/analysis/rt/stats/masks_40x40.txt"))) {
            var text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return Stream.of(text.split("\n\n", -1)).map(StapleTest::mask).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BitSet mask(String rows) {
        var digits = rows.replace("\n", "");
        var mask = new BitSet(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            mask.set(i, digits.charAt(i) == '1');
        }
        return mask;
    }

    @Test
    void votes_are_counted_and_a_tie_is_outside() {
        assertThat(DECISIONS.raters()).isEqualTo(4);
        assertThat(DECISIONS.majority().cardinality()).isEqualTo(351);
        assertThat(DECISIONS.atLeast(2).cardinality()).isEqualTo(456);
        assertThat(DECISIONS.atLeast(1).cardinality()).isEqualTo(555);
        assertThat(DECISIONS.atLeast(4).cardinality()).isEqualTo(256);
        assertThat(DECISIONS.generalisedConformityIndex())
                .hasValueCloseTo(0.6577868852459017, within(1e-9));
    }

    @Test
    void raters_are_as_sensitive_and_specific_as_computed_elsewhere() {
        var staple = Staple.of(DECISIONS);

        assertThat(staple.prior()).isCloseTo(0.2528125, within(1e-12));
        near(staple.sensitivities().orElseThrow(), 1.0, 0.8950464225, 0.8316127681, 0.6066140881);
        near(staple.specificities().orElseThrow(), 0.9375021745, 0.9692645639, 1.0, 1.0);
        assertThat(staple.mask().cardinality()).isEqualTo(456);
        double sum = 0;
        for (int voxel = 0; voxel < 1600; voxel++) {
            sum += staple.probability(voxel);
        }
        assertThat(sum).isCloseTo(453.336, within(0.5));
    }

    private static void near(List<Double> values, double... expected) {
        assertThat(values).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(values.get(i)).isCloseTo(expected[i], within(0.002));
        }
    }

    @Test
    void raters_who_agree_are_believed() {
        var mask = new BitSet();
        mask.set(10, 20);

        var staple = Staple.of(Decisions.of(100, List.of(mask, mask, mask)));

        assertThat(staple.mask()).isEqualTo(mask);
        assertThat(staple.sensitivities().orElseThrow()).allMatch(value -> value > 0.999);
    }

    @Test
    void raters_who_have_nothing_inside_have_no_sensitivity_and_no_conformity() {
        // 0.1.0 gave every rater the sensitivity it starts with, 0.99999.
        var decisions = Decisions.of(100, List.of(new BitSet(), new BitSet()));

        var staple = Staple.of(decisions);

        assertThat(staple.sensitivities()).isEmpty();
        near(staple.specificities().orElseThrow(), 1, 1);
        assertThat(staple.mask().isEmpty()).isTrue();
        assertThat(decisions.generalisedConformityIndex()).isEmpty();
    }

    @Test
    void raters_who_have_all_inside_have_no_specificity() {
        var all = new BitSet();
        all.set(0, 100);

        var staple = Staple.of(Decisions.of(100, List.of(all, all)));

        assertThat(staple.specificities()).isEmpty();
        near(staple.sensitivities().orElseThrow(), 1, 1);
        assertThat(staple.mask()).isEqualTo(all);
    }

    @Test
    void one_rater_conforms_with_nobody() {
        var mask = new BitSet();
        mask.set(3);

        assertThat(Decisions.of(10, List.of(mask)).generalisedConformityIndex()).isEmpty();
    }

    @Test
    void nobody_decides_nothing() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Decisions.of(10, List.of()));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Decisions.of(5, List.of(mask("0000001"))));
    }
}
