// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.analysis.distortion.ScannerPlacement.PatientPosition;
import spiders.analysis.distortion.UnusablePhantomException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.dictionary.Tags;

import java.util.List;

/** A distortion stays in the scanner, whatever way a patient lies in it. */
class ScannerPlacementTest {

    private static final Point PLACE = new Point(100, -60, 60);

    private static ScannerPlacement of(PatientPosition position) {
        return new ScannerPlacement(position, "");
    }

    private static DataSetBuilder image(String series, String position) {
        return DataSet.builder()
                .set(Tags.SeriesInstanceUID, series)
                .set(Tags.PatientPosition, position);
    }

    /** Of a phantom that lay head first and supine, by the formula, without an image. */
    private static DisplacementField measured() {
        var markers =
                SyntheticPhantom.PHANTOM.nodes().stream()
                        .map(node -> {
                            var truth = SyntheticPhantom.PHANTOM.position(node);
                            var seen = truth.plus(SyntheticPhantom.forward(truth));
                            return new Displacement(node, truth, seen);
                        })
                        .toList();
        return DisplacementField.fit(
                SyntheticPhantom.PHANTOM,
                RigidMotion.shift(Point.ORIGIN),
                markers,
                FieldModel.POLYNOMIAL,
                5);
    }

    /** Where the head and the left hand point, for who stands before the gantry. */
    @ParameterizedTest
    @CsvSource({
        "HFS, into, right", "HFP, into, left", "HFDR, into, up", "HFDL, into, down",
        "FFS, out, left", "FFP, out, right", "FFDR, out, up", "FFDL, out, down"
    })
    void head_and_left_hand_point_where_the_position_says(
            PatientPosition position, String head, String left) {
        requireSame(position.toEquipment(new Point(0, 0, 1)), direction(head));
        requireSame(position.toEquipment(new Point(1, 0, 0)), direction(left));
    }

    private static void requireSame(Point one, Point other) {
        assertThat(one.minus(other).length()).as("%s, %s", one, other).isZero();
    }

    private static Point direction(String word) {
        return switch (word) {
            case "right" -> new Point(1, 0, 0);
            case "left" -> new Point(-1, 0, 0);
            case "down" -> new Point(0, 1, 0);
            case "up" -> new Point(0, -1, 0);
            case "into" -> new Point(0, 0, 1);
            case "out" -> new Point(0, 0, -1);
            default -> throw new IllegalArgumentException(word);
        };
    }

    /** The product of the three axes' directions is 1, as that of a patient's is. */
    @ParameterizedTest
    @EnumSource
    void no_position_mirrors_a_patient(PatientPosition position) {
        var x = position.toEquipment(new Point(1, 0, 0));
        var y = position.toEquipment(new Point(0, 1, 0));
        var z = position.toEquipment(new Point(0, 0, 1));
        double volume =
                z.x() * (x.y() * y.z() - x.z() * y.y())
                        + z.y() * (x.z() * y.x() - x.x() * y.z())
                        + z.z() * (x.x() * y.y() - x.y() * y.x());
        assertThat(volume).isEqualTo(1);
        assertThat(position.toPatient(position.toEquipment(PLACE))).isEqualTo(PLACE);
    }

    @Test
    void a_patient_who_lies_feet_first_is_shifted_as_the_scanner_does() {
        var field = measured().seenBy(of(PatientPosition.HFS), of(PatientPosition.FFS));

        var inScanner = new Point(-PLACE.x(), PLACE.y(), -PLACE.z());
        var shift = SyntheticPhantom.forward(inScanner);
        var expected = new Point(-shift.x(), shift.y(), -shift.z());
        assertThat(field.at(PLACE).orElseThrow().minus(expected).length()).isLessThan(1e-6);
        assertThat(field.truth(PLACE.plus(expected)).orElseThrow().minus(PLACE).length())
                .isLessThan(1e-5);
        var unturned = measured().at(PLACE).orElseThrow();
        assertThat(unturned.minus(expected).length()).as("what was done before").isGreaterThan(0.5);
    }

    @Test
    void what_is_beyond_the_markers_of_the_scanner_is_beyond_them_for_all() {
        var field = measured().seenBy(of(PatientPosition.HFS), of(PatientPosition.HFDL));
        // The phantom is 200 mm along the bore, and 300 mm across.
        assertThat(field.at(new Point(0, 0, 103))).isEmpty();
        assertThat(field.at(new Point(0, 140, 0))).isPresent();
    }

    @Test
    void images_say_how_they_lay_or_are_refused() {
        var field = measured();
        var phantom = List.of(image("1.1", "HFS").build());

        assertThat(field.seenBy(phantom, phantom)).isSameAs(field);
        assertThat(field.seenBy(phantom, List.of(image("1.2", "FFS").build())).at(PLACE))
                .isPresent();
        var unsaid = image("1.2", "HFS").remove(Tags.PatientPosition).build();
        refused(phantom, List.of(unsaid), Reason.PLACEMENT);
        refused(List.of(unsaid), phantom, Reason.PLACEMENT);
        refused(phantom, List.of(image("1.2", "SITTING").build()), Reason.PLACEMENT);
        refused(
                phantom,
                List.of(image("1.2", "HFS").build(), image("1.2", "HFP").build()),
                Reason.PLACEMENT);
    }

    @Test
    void the_field_of_another_scanner_is_refused() {
        var one = List.of(image("1.1", "HFS").set(Tags.DeviceSerialNumber, "4711").build());
        var other = List.of(image("1.2", "HFS").set(Tags.DeviceSerialNumber, "4712").build());

        refused(one, other, Reason.OTHER_SCANNER);
        assertThat(measured().seenBy(one, List.of(image("1.2", "HFS").build())).at(PLACE))
                .isPresent();
    }

    private static void refused(List<DataSet> phantom, List<DataSet> series, Reason reason) {
        var field = measured();
        assertThatExceptionOfType(UnusablePhantomException.class)
                .isThrownBy(() -> field.seenBy(phantom, series))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
