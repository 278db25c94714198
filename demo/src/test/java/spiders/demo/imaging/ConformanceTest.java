// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.iod.Severity;
import spiders.dicom.iod.Validator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The synthetic objects against dciodvfy of dicom3tools. */
class ConformanceTest {

    private static final Catalogue CATALOGUE = new Catalogue(LocalDate.of(2026, 11, 22));

    @TempDir Path folder;

    /** The first and the last object of each series: all that differ in kind. */
    static Stream<Examination.Task> objects() {
        return Stream.of(
                        CATALOGUE.priorCT(),
                        CATALOGUE.pelvicMR(),
                        CATALOGUE.petCT(),
                        CATALOGUE.mammography(),
                        CATALOGUE.echocardiography())
                .flatMap(ConformanceTest::ends);
    }

    private static Stream<Examination.Task> ends(Examination examination) {
        List<Examination.Task> all = examination.objects();
        return Stream.of(all.getFirst(), all.getLast());
    }

    @ParameterizedTest
    @MethodSource("objects")
    void a_synthetic_object_is_what_its_definition_asks(Examination.Task task) throws Exception {
        assertThat(Validator.standard().validate(task.object().call()))
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("objects")
    @Tag("peer")
    void a_synthetic_object_has_no_error(Examination.Task task) throws Exception {
        check(task);
    }

    @Test
    @Tag("peer")
    void a_plan_a_dose_and_a_structure_set_have_no_error() throws Exception {
        var all = CATALOGUE.radiotherapy().objects();
        for (var task : all.subList(all.size() - 3, all.size())) {
            check(task);
        }
    }

    private void check(Examination.Task task) throws Exception {
        var file = folder.resolve("object.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, task.object().call(), task.transferSyntax());
        }
        var process =
                new ProcessBuilder("dciodvfy", file.toString()).redirectErrorStream(true).start();
        var lines = process.inputReader().readAllLines();
        process.waitFor();
        assertThat(lines).noneMatch(line -> line.startsWith("Error"));
    }

    @Test
    @Tag("peer")
    void run_length_encoded_pixels_are_those_of_the_original_for_dcmtk() throws Exception {
        var all = CATALOGUE.pelvicMR().objects();
        var file = folder.resolve("rle.dcm");
        var decoded = folder.resolve("decoded.dcm");
        var task = all.getLast();
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, task.object().call(), task.transferSyntax());
        }
        var process =
                new ProcessBuilder("dcmdrle", file.toString(), decoded.toString())
                        .redirectErrorStream(true)
                        .start();

        assertThat(process.inputReader().readAllLines()).isEmpty();
        assertThat(process.waitFor()).isZero();
        var object = Part10.read(decoded).dataSet();
        var bytes = object.bytes(Tags.PixelData).orElseThrow();
        assertThat(bytes.length()).isEqualTo(2 * 384 * 384);
        var raster = new Raster(384, 384);
        assertThat(RunLength.frame(bytes.toArray())).hasSizeLessThan(raster.bytes().length);
    }

    @Test
    void the_same_day_gives_the_same_object() throws Exception {
        var object = CATALOGUE.currentCT().objects().get(150).object().call();

        assertThat(
                        new Catalogue(LocalDate.of(2026, 11, 22))
                                .currentCT()
                                .objects()
                                .get(150)
                                .object()
                                .call())
                .isEqualTo(object);
    }

    @Test
    void nobody_could_take_the_patients_for_real() throws Exception {
        DataSet object = CATALOGUE.mammography().objects().getFirst().object().call();

        assertThat(object.string(Tags.PatientName))
                .hasValueSatisfying(name -> assertThat(name).startsWith("DEMO^"));
        assertThat(object.string(Tags.BurnedInAnnotation)).hasValue("YES");
        assertThat(
                        object.item(Tags.OtherPatientIDsSequence)
                                .flatMap(id -> id.item(Tags.IssuerOfPatientIDQualifiersSequence))
                                .flatMap(issuer -> issuer.string(Tags.UniversalEntityID)))
                .hasValue("1.2.250.1.213.1.4.10");
    }
}
