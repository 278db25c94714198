// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class BodyTest {

    private static final Lesion LESION =
            new Lesion(Tissue.METASTASIS, new Point(-96, -12, 345), 31);

    private static TissueMap cut(Lesion lesion, double z) {
        var body = new Body(7, true, new Physique(1, 1.1), List.of(lesion));
        return TissueMap.of(body, Plane.axial(z, 0.86, 512));
    }

    private static long count(TissueMap map, Tissue... tissues) {
        long count = 0;
        for (boolean marked : map.mask(Set.of(tissues))) {
            count += marked ? 1 : 0;
        }
        return count;
    }

    @Test
    void the_chest_has_lungs_and_the_abdomen_a_liver() {
        assertThat(count(cut(LESION, 480), Tissue.LUNG)).isGreaterThan(15_000);
        assertThat(count(cut(LESION, 480), Tissue.LIVER)).isZero();
        assertThat(count(cut(LESION, 330), Tissue.LIVER)).isGreaterThan(8_000);
    }

    @Test
    void a_lesion_is_larger_when_it_has_grown() {
        long now = count(cut(LESION, 345), Tissue.METASTASIS, Tissue.NECROSIS);
        long before = count(cut(LESION.ofDiameter(17), 345), Tissue.METASTASIS, Tissue.NECROSIS);

        assertThat(now).isGreaterThan(2 * before);
    }

    @Test
    void ct_numbers_are_those_of_a_body() {
        var map = cut(LESION, 330);
        float[] values = Scan.ct(1, 9).values(map);
        double liver = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (map.at(i % 512, i / 512) == Tissue.LIVER) {
                liver += values[i];
                count++;
            }
        }

        assertThat(liver / count).isBetween(100.0, 118.0);
        assertThat(values[0]).isBetween(-1100f, -900f);
    }

    @Test
    void an_outline_encloses_the_area_that_was_marked() {
        var map = cut(LESION, 480);
        var mask = map.bodyMask();
        var outline = Outline.of(mask, map.plane()).getFirst();
        double twice = 0;
        for (int i = 0; i < outline.size(); i++) {
            var a = outline.get(i);
            var b = outline.get((i + 1) % outline.size());
            twice += a.x() * b.y() - b.x() * a.y();
        }
        long marked = 0;
        for (boolean pixel : mask) {
            marked += pixel ? 1 : 0;
        }

        assertThat(twice / 2).isBetween(0.97 * marked * 0.86 * 0.86, 1.03 * marked * 0.86 * 0.86);
    }

    @Test
    void the_squares_of_an_image_tell_its_number() {
        int number = 0;
        for (int i = 2; i < Marking.CELLS - 1; i++) {
            number = 2 * number + (Marking.cell(613, i) ? 1 : 0);
        }

        assertThat(number).isEqualTo(613);
        assertThat(Marking.cell(613, 0)).isTrue();
        assertThat(Marking.cell(613, 1)).isFalse();
    }
}
