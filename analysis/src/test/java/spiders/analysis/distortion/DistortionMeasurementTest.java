// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.distortion.UnusablePhantomException.Reason;
import spiders.analysis.image.ImageOrigin;
import spiders.analysis.image.ImageVolume;
import spiders.analysis.image.VolumeChange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** A phantom of 1017 balls whose distortion is a formula, with noise and shading. */
class DistortionMeasurementTest {

    private static final GridPhantom PHANTOM = SyntheticPhantom.PHANTOM;
    private static final RigidMotion PLACED = RigidMotion.shift(new Point(3.2, -1.7, 2.4));
    private static final DistortionSettings SETTINGS = DistortionSettings.defaults();

    private static final ImageVolume IMAGE =
            SyntheticPhantom.image(PLACED, SyntheticPhantom::forward, 7);
    private static final DistortionMeasurement MEASURED =
            DistortionMeasurement.of(PHANTOM, IMAGE, PLACED, SETTINGS);

    @Test
    void all_markers_are_found_and_nothing_else_is_taken_for_one() {
        assertThat(PHANTOM.nodes()).hasSize(1017);
        assertThat(MEASURED.foundShare()).isGreaterThanOrEqualTo(0.99);
        assertThat(MEASURED.strays()).isZero();
    }

    @Test
    void middles_are_where_the_formula_puts_them() {
        var errors = new ArrayList<Double>();
        for (var marker : MEASURED.markers()) {
            var expected = marker.truth().plus(SyntheticPhantom.forward(marker.truth()));
            errors.add(marker.measured().minus(expected).length());
        }
        var spread = Spread.of(errors);
        assertThat(spread.mean()).isLessThan(0.1);
        assertThat(spread.max()).isLessThan(0.3);
    }

    @Test
    void the_field_is_that_of_the_formula_between_markers_and_ends_with_them() {
        double squares = 0;
        int count = 0;
        for (double x = -140; x <= 140; x += 11) {
            for (double y = -140; y <= 140; y += 11) {
                for (double z = -95; z <= 95; z += 11) {
                    var at = new Point(x, y, z);
                    var field = MEASURED.field().at(at);
                    if (field.isPresent()) {
                        double off = field.get().minus(SyntheticPhantom.forward(at)).length();
                        squares += off * off;
                        count++;
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(5000);
        assertThat(Math.sqrt(squares / count)).isLessThan(0.1);
        assertThat(MEASURED.field().at(new Point(0, 0, 103))).isEmpty();
        assertThat(MEASURED.field().at(new Point(130, 130, 0))).isEmpty();
        assertThat(MEASURED.field().heldOut().count()).isEqualTo(MEASURED.markers().size());
        assertThat(MEASURED.field().heldOut().mean()).isLessThan(0.2);
        assertThat(MEASURED.field().heldOut().max()).isLessThan(0.6);
    }

    @Test
    void what_is_seen_is_led_back_to_where_it_is() {
        var truth = new Point(90, -70, 60);
        var seen = truth.plus(SyntheticPhantom.forward(truth));
        assertThat(seen.minus(truth).length()).isGreaterThan(0.5);
        var back = MEASURED.field().truth(seen).orElseThrow();
        assertThat(back.minus(truth).length()).isLessThan(0.1);
        assertThat(MEASURED.field().truth(new Point(0, 0, 150))).isEmpty();
    }

    @Test
    void a_corrected_image_shows_the_markers_where_they_are() {
        var corrected = ImageCorrection.corrected(IMAGE, MEASURED.field());

        assertThat(corrected.changes()).singleElement().isInstanceOf(VolumeChange.Unwarped.class);
        assertThat(corrected.value(0, 0, 120)).as("beyond the markers").isEmpty();
        var after = DistortionMeasurement.of(PHANTOM, corrected, PLACED, SETTINGS);
        var left = new ArrayList<Double>();
        for (var marker : after.markers()) {
            if (isInner(marker.node())) {
                left.add(marker.shift().length());
            }
        }
        var spread = Spread.of(left);
        assertThat(spread.count()).isEqualTo(69 * 7);
        assertThat(spread.mean()).isLessThan(0.2);
        assertThat(spread.max()).isLessThan(0.6);
    }

    /** Half of an outer marker is beyond the hull, and has no samples. */
    private static boolean isInner(Node node) {
        boolean isInner = true;
        for (int around = 0; around < 27; around++) {
            isInner &=
                    PHANTOM.nodes()
                            .contains(
                                    node.plus(
                                            new Node(
                                                    around % 3 - 1,
                                                    around / 3 % 3 - 1,
                                                    around / 9 - 1)));
        }
        return isInner;
    }

    @Test
    void shells_tell_how_the_distortion_grows_and_leave_out_what_has_no_marker() {
        var shells = MEASURED.shells();
        assertThat(shells).hasSize(4);
        assertThat(shells.stream().mapToInt(shell -> shell.length().count()).sum())
                .isEqualTo(MEASURED.markers().size());
        for (int i = 1; i < shells.size(); i++) {
            assertThat(shells.get(i).from()).isEqualTo(shells.get(i - 1).to());
            assertThat(shells.get(i).length().mean())
                    .isGreaterThan(shells.get(i - 1).length().mean());
        }
        double largest =
                MEASURED.markers().stream()
                        .mapToDouble(m -> SyntheticPhantom.forward(m.truth()).length())
                        .max()
                        .orElseThrow();
        assertThat(MEASURED.all().length().max()).isCloseTo(largest, within(0.3));
    }

    @Test
    void a_phantom_is_put_where_its_middle_markers_are() {
        var aligned = DistortionMeasurement.of(PHANTOM, IMAGE, SETTINGS);

        assertThat(aligned.placement().shift().minus(PLACED.shift()).length()).isLessThan(0.6);
        assertThat(aligned.placement().degrees()).isLessThan(0.5);
    }

    @Test
    void a_phantom_of_which_much_is_not_seen_is_not_measured_whole() {
        var named = new HashMap<Node, Point>();
        for (var marker : MEASURED.markers()) {
            if (named.size() < 1000) {
                named.put(marker.node(), marker.measured());
            }
        }
        var most = DistortionMeasurement.of(PHANTOM, named, 0, PLACED, SETTINGS);

        assertThat(MEASURED.isWhole()).isTrue();
        assertThat(most.foundShare()).isCloseTo(1000 / 1017.0, within(1e-9));
        assertThat(most.isWhole()).as("17 of 1017 are not there").isFalse();
        var stray =
                new DistortionMeasurement(
                        PHANTOM, MEASURED.markers(), 1, PLACED, SETTINGS, MEASURED.field());
        assertThat(stray.isWhole()).isFalse();
    }

    @Test
    void two_read_out_directions_part_the_gradients_from_the_main_field() {
        var back = SyntheticPhantom.image(PLACED, SyntheticPhantom::reverse, 8);
        var parts = ReadOutSeparation.of(PHANTOM, IMAGE, back, new Point(1, 0, 0), SETTINGS);

        var errors = new ArrayList<Double>();
        var mainErrors = new ArrayList<Double>();
        var rigid = parts.gradients().placement();
        for (var marker : parts.gradients().markers()) {
            var truth = PLACED.apply(PHANTOM.position(marker.node()));
            var expected = truth.plus(SyntheticPhantom.gradients(truth));
            errors.add(marker.measured().minus(expected).length());
        }
        for (var marker : parts.mainField().markers()) {
            var truth = PLACED.apply(PHANTOM.position(marker.node()));
            mainErrors.add(marker.shift().minus(SyntheticPhantom.mainField(truth)).length());
        }
        assertThat(rigid.degrees()).isLessThan(0.5);
        assertThat(Spread.of(errors).mean()).isLessThan(0.1);
        assertThat(Spread.of(errors).max()).isLessThan(0.3);
        assertThat(Spread.of(mainErrors).mean()).isLessThan(0.1);
        assertThat(Spread.of(mainErrors).max()).isLessThan(0.3);
        assertThat(parts.acrossReadOut().mean()).isLessThan(0.05);
    }

    @Test
    void an_image_of_no_phantom_is_refused_by_name() {
        var grid = SyntheticPhantom.grid();
        var origin = new ImageOrigin("MR", "1.2.3", "1.2.4", List.of());
        var flat = ImageVolume.of(grid, origin, "", new float[Math.toIntExact(grid.voxels())]);
        refused(PHANTOM, flat, Reason.FEW_MARKERS);
        var other = GridPhantom.of(new int[] {9, 9, 9}, new double[] {37, 37, 37}, 8, true, 1000);
        refused(other, IMAGE, Reason.NO_LATTICE);
        assertThatExceptionOfType(UnusablePhantomException.class)
                .isThrownBy(() -> DistortionMeasurement.of(other, IMAGE, SETTINGS))
                .withMessageContaining("25.");
        var small = GridPhantom.of(new int[] {9, 9, 9}, new double[] {9, 9, 9}, 2, true, 1000);
        refused(small, IMAGE, Reason.TOO_COARSE);
    }

    private static void refused(GridPhantom phantom, ImageVolume volume, Reason reason) {
        assertThatExceptionOfType(UnusablePhantomException.class)
                .isThrownBy(() -> DistortionMeasurement.of(phantom, volume, SETTINGS))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
