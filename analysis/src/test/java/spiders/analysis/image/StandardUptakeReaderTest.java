// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import spiders.analysis.image.UndefinedUptakeException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.time.Duration;
import java.util.List;

/** A dose of 400 MBq of fluorine 18, an hour or two half lives before the scan, closed forms. */
class StandardUptakeReaderTest {

    private static final double HALF_LIFE = 6586.2;
    private static final double DOSE = 4e8;

    private static DataSetBuilder pet() {
        return DataSet.builder()
                .set(Tags.Modality, "PT")
                .set(Tags.Units, "BQML")
                .set(Tags.CorrectedImage, "NORM", "ATTN", "DECY")
                .set(Tags.DecayCorrection, "START")
                .set(Tags.PatientWeight, VR.DS, 80)
                .set(Tags.PatientSize, VR.DS, 1.8)
                .set(Tags.PatientSex, "M")
                .set(Tags.SeriesDate, "20261127")
                .set(Tags.SeriesTime, "110000")
                .set(Tags.AcquisitionDate, "20261127")
                .set(Tags.AcquisitionTime, "110500")
                .sequence(Tags.RadiopharmaceuticalInformationSequence, injection().build());
    }

    private static DataSetBuilder injection() {
        return DataSet.builder()
                .set(Tags.RadionuclideTotalDose, VR.DS, DOSE)
                .set(Tags.RadionuclideHalfLife, VR.DS, HALF_LIFE)
                .set(Tags.RadiopharmaceuticalStartTime, "100000");
    }

    private static StandardUptake read(DataSetBuilder image) {
        return StandardUptakeReader.read(List.of(image.build()), UptakeNormalisation.BODY_WEIGHT);
    }

    private static void refused(DataSetBuilder image, Reason reason) {
        refused(image, UptakeNormalisation.BODY_WEIGHT, reason);
    }

    private static void refused(
            DataSetBuilder image, UptakeNormalisation normalisation, Reason reason) {
        assertThatExceptionOfType(UndefinedUptakeException.class)
                .isThrownBy(() -> StandardUptakeReader.read(List.of(image.build()), normalisation))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static double factor(double seconds) {
        return 80_000 / (DOSE * Math.pow(2, -seconds / HALF_LIFE));
    }

    @Test
    void activity_at_the_start_is_relative_to_the_dose_left_then() {
        var uptake = read(pet());

        assertThat(uptake.factor()).isCloseTo(factor(3600), within(1e-12));
        assertThat(uptake.decay()).isEqualTo(Duration.ofHours(1));
        assertThat(uptake.toString()).isEqualTo("SUV BW of BQML, decay START");
    }

    @Test
    void activity_at_the_injection_is_relative_to_all_of_the_dose() {
        assertThat(read(pet().set(Tags.DecayCorrection, "ADMIN")).factor())
                .isCloseTo(80_000 / DOSE, within(1e-15));
    }

    @Test
    void an_injection_before_midnight_is_of_the_day_before() {
        var image =
                pet().set(Tags.SeriesTime, "003000")
                        .set(Tags.AcquisitionTime, "003000")
                        .sequence(
                                Tags.RadiopharmaceuticalInformationSequence,
                                injection()
                                        .set(Tags.RadiopharmaceuticalStartTime, "233000")
                                        .build());
        assertThat(read(image).decay()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_series_made_later_has_its_start_from_the_frames() {
        double decayed = Math.log(2) / HALF_LIFE * 180;
        double mean = 180 / decayed * Math.log(decayed / (1 - Math.exp(-decayed)));
        var image =
                pet().set(Tags.SeriesTime, "150000")
                        .set(Tags.FrameReferenceTime, VR.DS, 300_000)
                        .set(Tags.ActualFrameDuration, 180_000);

        // The acquisition began at 11:05, 300 s of reference before it, the mean in the frame on.
        assertThat(read(image).decay().toMillis() / 1e3)
                .isCloseTo(3600 + 300 + mean - 300, within(0.01));
        assertThat(mean).isCloseTo(90, within(0.3));
    }

    @Test
    void the_start_that_ge_keeps_is_believed() {
        var builder = pet().set(Tags.SeriesTime, "150000");
        builder.set(builder.privateTag(0x0009, "GEMS_PETD_01", 0x0d), VR.DT, "20261127113000");
        assertThat(read(builder).decay()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void lean_body_mass_and_body_surface_are_those_of_their_formulae() {
        double index = 80 / (1.8 * 1.8);
        double lean = 9270 * 80 / (6680 + 216 * index);
        double surface = 0.007184 * Math.pow(80, 0.425) * Math.pow(180, 0.725);

        assertThat(of(UptakeNormalisation.LEAN_BODY_MASS))
                .isCloseTo(factor(3600) * lean / 80, within(1e-10));
        assertThat(of(UptakeNormalisation.BODY_SURFACE))
                .isCloseTo(factor(3600) / 80_000 * surface * 1e4, within(1e-10));
        assertThat(surface).as("of a man of 80 kg and 1.80 m").isCloseTo(1.996, within(0.001));
    }

    private static double of(UptakeNormalisation normalisation) {
        return StandardUptakeReader.read(List.of(pet().build()), normalisation).factor();
    }

    @Test
    void what_is_uptake_already_stays() {
        assertThat(read(pet().set(Tags.Units, "GML")).factor()).isEqualTo(1);
        refused(
                pet().set(Tags.Units, "GML").set(Tags.SUVType, "LBM"),
                UptakeNormalisation.BODY_WEIGHT,
                Reason.UNITS);
    }

    @Test
    void what_is_not_said_is_named_and_never_guessed() {
        refused(pet().set(Tags.Modality, "CT"), Reason.NOT_PET);
        refused(pet().set(Tags.Units, "CNTS"), Reason.PRIVATE_FACTOR);
        refused(pet().set(Tags.Units, "PROPCPS"), Reason.UNITS);
        refused(pet().set(Tags.CorrectedImage, "DECY"), Reason.NO_ATTENUATION_CORRECTION);
        refused(pet().set(Tags.CorrectedImage, "ATTN"), Reason.NO_DECAY_CORRECTION);
        refused(pet().set(Tags.DecayCorrection, "NONE"), Reason.DECAY_REFERENCE);
        refused(pet().remove(Tags.PatientWeight), Reason.WEIGHT);
        refused(pet().set(Tags.PatientWeight, VR.DS, 0), Reason.WEIGHT);
        refused(pet().remove(Tags.PatientSize), UptakeNormalisation.BODY_SURFACE, Reason.HEIGHT);
        refused(pet().set(Tags.PatientSex, "O"), UptakeNormalisation.LEAN_BODY_MASS, Reason.SEX);
        refused(pet().remove(Tags.RadiopharmaceuticalInformationSequence), Reason.DOSE);
        refused(with(injection().set(Tags.RadionuclideTotalDose, VR.DS, 400)), Reason.DOSE);
        refused(with(injection().remove(Tags.RadionuclideHalfLife)), Reason.HALF_LIFE);
        refused(with(injection().remove(Tags.RadiopharmaceuticalStartTime)), Reason.TIMES);
        refused(
                with(injection().set(Tags.RadiopharmaceuticalStartDateTime, "20261127120000")),
                Reason.TIMES);
        refused(
                with(injection().set(Tags.RadiopharmaceuticalStartDateTime, "10261127120000")),
                Reason.TIMES);
        refused(pet().remove(Tags.AcquisitionTime), Reason.TIMES);
        refused(pet().set(Tags.SeriesTime, "150000"), Reason.TIMES);
    }

    @Test
    void a_zone_of_the_injection_counts_against_that_of_the_images() {
        var injected =
                injection().set(Tags.RadiopharmaceuticalStartDateTime, "20261127080000+0000");

        assertThat(read(with(injected).set(Tags.TimezoneOffsetFromUTC, "+0200")).decay())
                .as("08:00 UTC is 10:00 there")
                .isEqualTo(Duration.ofHours(1));
        refused(with(injected), Reason.TIMES);
        var other = with(injected).set(Tags.TimezoneOffsetFromUTC, "+0100").build();
        var one = with(injected).set(Tags.TimezoneOffsetFromUTC, "+0200").build();
        assertThatExceptionOfType(UndefinedUptakeException.class)
                .isThrownBy(() ->
                        StandardUptakeReader.read(
                                List.of(one, other), UptakeNormalisation.BODY_WEIGHT))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TIMES));
    }

    @Test
    void a_zone_of_the_start_that_ge_keeps_counts_too() {
        var builder = pet().set(Tags.SeriesTime, "150000").set(Tags.TimezoneOffsetFromUTC, "+0200");
        builder.set(builder.privateTag(0x0009, "GEMS_PETD_01", 0x0d), VR.DT, "20261127093000+0000");
        assertThat(read(builder).decay()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void a_day_without_a_time_is_no_time_of_injection() {
        refused(
                with(injection().set(Tags.RadiopharmaceuticalStartDateTime, "20261127")),
                Reason.TIMES);
    }

    @Test
    void a_day_too_many_is_refused_and_so_is_a_half_life_in_minutes() {
        refused(
                with(injection().set(Tags.RadiopharmaceuticalStartDateTime, "20261126100000")),
                Reason.TIMES);
        refused(with(injection().set(Tags.RadionuclideHalfLife, VR.DS, 109.8)), Reason.TIMES);
    }

    @Test
    void two_tracers_or_two_doses_say_nothing_of_uptake() {
        var twice =
                pet().sequence(
                                Tags.RadiopharmaceuticalInformationSequence,
                                injection().build(),
                                injection().build());
        refused(twice, Reason.INCONSISTENT);
        var other = with(injection().set(Tags.RadionuclideTotalDose, VR.DS, 3e8)).build();
        assertThatExceptionOfType(UndefinedUptakeException.class)
                .isThrownBy(() ->
                        StandardUptakeReader.read(
                                List.of(pet().build(), other), UptakeNormalisation.BODY_WEIGHT))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INCONSISTENT));
    }

    @Test
    void a_volume_of_other_units_gets_no_uptake() {
        var grid =
                ImageGrid.of(
                        new int[] {1, 1, 1},
                        new double[3],
                        SyntheticSeries.AXIAL,
                        new double[] {1, 1, 1});
        var origin = new ImageOrigin("PT", "1.2.3", "1.2.4", List.of());
        var uptake = read(pet());

        var activity = ImageVolume.of(grid, origin, "BQML", new float[] {5000});
        assertThat(uptake.of(activity).sample(0))
                .isCloseTo((float) (5000 * factor(3600)), within(1e-6f));
        var counts = ImageVolume.of(grid, origin, "CNTS", new float[] {5000});
        assertThatExceptionOfType(UndefinedUptakeException.class)
                .isThrownBy(() -> uptake.of(counts));
    }

    private static DataSetBuilder with(DataSetBuilder injection) {
        return pet().sequence(Tags.RadiopharmaceuticalInformationSequence, injection.build());
    }

    @Test
    void images_that_contradict_each_other_are_refused() {
        var other = pet().set(Tags.PatientWeight, VR.DS, 81).build();
        assertThatExceptionOfType(UndefinedUptakeException.class)
                .isThrownBy(() ->
                        StandardUptakeReader.read(
                                List.of(pet().build(), other), UptakeNormalisation.BODY_WEIGHT))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INCONSISTENT));
    }

    @Test
    void the_earliest_acquisition_decides_whether_the_series_came_later() {
        var late = pet().set(Tags.AcquisitionTime, "112000").build();
        var uptake =
                StandardUptakeReader.read(
                        List.of(late, pet().build()), UptakeNormalisation.BODY_WEIGHT);
        assertThat(uptake.decay()).isEqualTo(Duration.ofHours(1));
    }
}
