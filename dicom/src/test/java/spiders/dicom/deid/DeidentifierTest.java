// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.RealFiles;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.UID;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

class DeidentifierTest {

    @TempDir Path folder;

    private DataSet file(Deidentifier deidentifier, byte[] bytes) throws IOException {
        var in = folder.resolve("in.dcm");
        var out = folder.resolve("out.dcm");
        Files.write(in, bytes);
        assertThat(deidentifier.file(in, out).isRefused()).isFalse();
        return Part10.read(out).dataSet();
    }

    @Test
    void what_an_object_refers_to_is_named_as_that_object_will_be() throws IOException {
        for (var name : List.of(RealFiles.RT_DOSE, RealFiles.RT_PLAN, RealFiles.RT_STRUCTURE_SET)) {
            var before = read(name);
            var after = file(Samples.deidentifier(), RealFiles.bytes(name));
            var values = Samples.KEY.values();

            assertThat(references(before)).isNotEmpty();
            // Some references go with their sequence; what stays is mapped as an instance is.
            assertThat(references(after))
                    .isNotEmpty()
                    .isSubsetOf(
                            references(before).stream()
                                    .map(uid -> values.uid(uid).value())
                                    .toList());
            assertThat(after.uid(Tags.SOPInstanceUID))
                    .hasValue(values.uid(before.string(Tags.SOPInstanceUID).orElseThrow()));
            assertThat(after.uid(Tags.SOPClassUID)).isEqualTo(before.uid(Tags.SOPClassUID));
        }
    }

    private static DataSet read(String name) throws IOException {
        return Part10.read(
                        new ByteArrayInputStream(RealFiles.bytes(name)),
                        spiders.dicom.io.ReadOptions.defaults())
                .dataSet();
    }

    private static Set<String> references(DataSet dataSet) {
        var found = new TreeSet<String>();
        for (var element : dataSet) {
            if (element instanceof SequenceElement(_, var items)) {
                items.forEach(item -> found.addAll(references(item)));
            } else if (element.tag().equals(Tags.ReferencedSOPInstanceUID)
                    && element instanceof ValueElement value) {
                found.addAll(value.strings());
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(ConfidentialityOption.class)
    void a_second_time_changes_nothing(ConfidentialityOption option) {
        var object =
                Samples.ct()
                        .set(Tags.StationName, "CT1")
                        .set(Tags.StationAETitle, "AE1")
                        .set(Tags.BodyPartExamined, "CHEST")
                        .set(Tags.StudyDescription, "TDM thorax DEMO")
                        .build();
        var deidentifier = new Deidentifier(Samples.settings(option));
        var once = deidentifier.plan(object, Samples.SYNTAX).dataSet();
        var twice = deidentifier.plan(once, Samples.SYNTAX);

        assertThat(twice.dataSet()).isEqualTo(once);
        assertThat(deidentifier.plan(object, Samples.SYNTAX).dataSet()).isEqualTo(once);
    }

    @Test
    void what_two_keys_make_of_an_object_has_no_identifier_in_common() {
        var object = Samples.ct().set(Tags.StationName, "CT1").build();
        var options = ConfidentialityOption.RETAIN_MODIFIED_DATES;
        var one = Samples.cleaned(object, options);
        var other =
                new Deidentifier(
                                DeidentificationSettings.of(
                                        DeidentificationProfile.with(options), Samples.OTHER_KEY))
                        .plan(object, Samples.SYNTAX)
                        .dataSet();

        for (var tag :
                List.of(
                        Tags.SOPInstanceUID,
                        Tags.StudyInstanceUID,
                        Tags.SeriesInstanceUID,
                        Tags.FrameOfReferenceUID,
                        Tags.PatientID,
                        Tags.PatientName,
                        Tags.AccessionNumber,
                        Tags.StudyID,
                        Tags.StudyDate)) {
            assertThat(one.string(tag)).as(tag.toString()).isPresent();
            assertThat(one.string(tag)).as(tag.toString()).isNotEqualTo(other.string(tag));
        }
    }

    @Test
    void the_policy_names_the_patient() {
        PatientPseudonyms table = patient -> new PatientPseudonym("P^07", "P-07", "fixed");
        var cleaned =
                new Deidentifier(Samples.settings().with(table))
                        .plan(Samples.ct().build(), Samples.SYNTAX)
                        .dataSet();

        assertThat(cleaned.string(Tags.PatientName)).hasValue("P^07");
        assertThat(cleaned.string(Tags.PatientID)).hasValue("P-07");
    }

    @Test
    void the_object_tells_how_it_was_made() {
        var cleaned =
                Samples.cleaned(
                        Samples.ct().build(),
                        ConfidentialityOption.RETAIN_UIDS,
                        ConfidentialityOption.CLEAN_PIXEL_DATA);

        assertThat(cleaned.string(Tags.PatientIdentityRemoved)).hasValue("YES");
        assertThat(cleaned.string(Tags.LongitudinalTemporalInformationModified))
                .hasValue("REMOVED");
        // Without pixels, it does not claim that they were cleaned.
        assertThat(cleaned.items(Tags.DeidentificationMethodCodeSequence))
                .extracting(item -> item.string(Tags.CodeValue).orElse(""))
                .containsExactly("113100", "113110");
        assertThat(cleaned.strings(Tags.DeidentificationMethod))
                .containsExactly("Basic Application Confidentiality Profile", "Retain UIDs Option");
        assertThat(cleaned.uid(Tags.SOPInstanceUID)).hasValue(new UID("1.2.276.0.1"));
    }

    @Test
    void dates_are_kept_or_moved_not_both() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        DeidentificationProfile.with(
                                ConfidentialityOption.RETAIN_FULL_DATES,
                                ConfidentialityOption.RETAIN_MODIFIED_DATES));
    }

    @Test
    void cleaning_comes_before_keeping_where_two_options_speak() {
        var object = Samples.ct().set(Tags.DateOfLastCalibration, "20260101").build();
        var device = Samples.cleaned(object, ConfidentialityOption.RETAIN_DEVICE_IDENTITY);
        var both =
                Samples.cleaned(
                        object,
                        ConfidentialityOption.RETAIN_DEVICE_IDENTITY,
                        ConfidentialityOption.RETAIN_MODIFIED_DATES);

        assertThat(device.string(Tags.DateOfLastCalibration)).hasValue("20260101");
        assertThat(both.string(Tags.DateOfLastCalibration))
                .isPresent()
                .isNotEqualTo(device.string(Tags.DateOfLastCalibration));
    }

    @Test
    void preamble_and_meta_are_made_anew() throws IOException {
        var bytes = RealFiles.bytes(RealFiles.CT);
        System.arraycopy("DEMO^NAME".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 9);
        var cleaned = file(Samples.deidentifier(), bytes);
        var written = Files.readAllBytes(folder.resolve("out.dcm"));
        var meta = Part10.read(folder.resolve("out.dcm")).meta();

        assertThat(new String(written, StandardCharsets.ISO_8859_1)).doesNotContain("DEMO^NAME");
        assertThat(meta.mediaStorageSOPInstanceUID()).isEqualTo(cleaned.uid(Tags.SOPInstanceUID));
        assertThat(meta.elements().has(Tags.SourceApplicationEntityTitle)).isFalse();
    }

    @Test
    void pixels_that_nothing_is_said_of_are_as_they_were() throws IOException {
        var before = read(RealFiles.CT);
        var after = file(Samples.deidentifier(), RealFiles.bytes(RealFiles.CT));

        assertThat(after.bytes(Tags.PixelData)).isEqualTo(before.bytes(Tags.PixelData));
    }

    @Test
    void a_report_tells_where_and_why_in_json() throws IOException {
        var plan = Samples.deidentifier().plan(Samples.ct().build(), Samples.SYNTAX);
        var summary = new DeidentificationSummary();
        summary.add(plan.report());
        summary.add(plan.report());
        var json = new StringBuilder();
        summary.writeJson(json);

        assertThat(plan.changes())
                .anySatisfy(change -> {
                    assertThat(change.path()).hasToString("00200052");
                    assertThat(change.action()).isEqualTo(Action.MAPPED);
                    assertThat(change.because()).isEqualTo("E.1-1 U");
                })
                .anySatisfy(change -> assertThat(change.because()).isEqualTo("E.1-1 Z, Type 2"));
        assertThat(plan.report().json())
                .contains("{\"path\":\"00200052\",\"action\":\"MAPPED\",\"because\":\"E.1-1 U\"}")
                .doesNotContain("DEMO", "1.2.276", "19530717");
        assertThat(json)
                .contains("\"cleaned\":2")
                .contains(
                        "\"tag\":\"00200052\",\"action\":\"MAPPED\","
                                + "\"because\":\"E.1-1 U\",\"count\":2");
    }

    @Test
    void a_refused_file_leaves_nothing() throws IOException {
        var in = folder.resolve("in.dcm");
        var out = folder.resolve("out.dcm");
        try (var stream = Files.newOutputStream(in)) {
            Part10.write(
                    stream,
                    Samples.pixels(Samples.ct(), 4, 4, 1)
                            .set(Tags.BurnedInAnnotation, "YES")
                            .build(),
                    Samples.SYNTAX);
        }
        var report = Samples.deidentifier().file(in, out);

        assertThat(report.isRefused()).isTrue();
        assertThat(folder.toFile().list()).containsExactly("in.dcm");
    }

    @Test
    void names_in_any_character_set_are_found_in_text() throws IOException {
        var object =
                Samples.ct()
                        .set(Tags.SpecificCharacterSet, "ISO_IR 192")
                        .set(Tags.PatientName, "Ямада^太郎=山田^太郎")
                        .set(Tags.ManufacturerModelName, "Scan Ямада 山田")
                        .build();
        var cleaned = Samples.cleaned(object);

        assertThat(cleaned.string(Tags.ManufacturerModelName)).hasValue("Scan");
    }

    static List<byte[]> files() {
        var files = new ArrayList<byte[]>();
        RealFiles.all().forEach(name -> files.add(RealFiles.bytes(name)));
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_cut_anywhere_is_written_or_fails_as_malformed(byte[] whole) throws IOException {
        var deidentifier = Samples.deidentifier(ConfidentialityOption.RETAIN_MODIFIED_DATES);
        var in = folder.resolve("cut.dcm");
        var out = folder.resolve("out.dcm");
        for (int length = 0; length < Math.min(whole.length, 6_000); length += 13) {
            Files.write(in, java.util.Arrays.copyOf(whole, length));
            try {
                deidentifier.file(in, out);
            } catch (MalformedDataSetException e) {
                assertThat(e.offset()).isBetween(0L, (long) length);
            }
            assertThat(folder.toFile().list()).isSubsetOf("cut.dcm", "out.dcm");
        }
    }

    @Test
    void an_object_of_many_items_and_names_is_cleaned_in_bounded_time() {
        var items = new ArrayList<DataSet>();
        for (int i = 0; i < 30_000; i++) {
            items.add(DataSet.builder().set(Tags.PersonName, "A" + i + "^B" + i).build());
        }
        var object = Samples.ct().sequence(Tags.RTReferencedStudySequence, items).build();
        var report = Samples.deidentifier().plan(object, Samples.SYNTAX).report();

        assertThat(report.changes()).hasSizeGreaterThan(30_000).hasSizeLessThan(100_001);
    }

    @Test
    void items_as_deep_as_they_may_be_are_cleaned() {
        var item = DataSet.builder().set(Tags.PatientName, "DEMO^Deep").build();
        for (int depth = 1; depth < DataSet.MAX_DEPTH; depth++) {
            item = DataSet.builder().sequence(Tags.RTReferencedStudySequence, item).build();
        }
        var object = Samples.ct().setAll(item).build();
        var report = Samples.deidentifier().plan(object, Samples.SYNTAX).report();

        assertThat(report.json()).contains("00100010").doesNotContain("Deep");
    }
}
