// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.ValueElement;
import spiders.dicom.deid.ConfidentialityOption;
import spiders.dicom.deid.DeidentificationKey;
import spiders.dicom.deid.DeidentificationProfile;
import spiders.dicom.deid.DeidentificationSettings;
import spiders.dicom.deid.Deidentifier;
import spiders.dicom.deid.RiskPolicy;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The synthetic objects, de-identified: still valid, and still one plan. */
class DeidentificationTest {

    private static final Catalogue CATALOGUE = new Catalogue(LocalDate.of(2026, 11, 22));
    private static final DeidentificationKey KEY =
            DeidentificationKey.of("a key of the demonstration".getBytes(StandardCharsets.UTF_8));

    @TempDir static Path folder;

    private static Deidentifier deidentifier(Set<ConfidentialityOption> options) {
        var looked =
                new RiskPolicy(
                        true,
                        Set.of(UIDs.UltrasoundImageStorage, UIDs.UltrasoundMultiFrameImageStorage),
                        false,
                        true);
        return new Deidentifier(
                DeidentificationSettings.of(new DeidentificationProfile(options), KEY)
                        .with(looked));
    }

    static Stream<Set<ConfidentialityOption>> profiles() {
        var single = Arrays.stream(ConfidentialityOption.values()).map(Set::of);
        var many =
                Set.of(
                        ConfidentialityOption.CLEAN_DESCRIPTORS,
                        ConfidentialityOption.CLEAN_GRAPHICS,
                        ConfidentialityOption.RETAIN_MODIFIED_DATES,
                        ConfidentialityOption.RETAIN_PATIENT_CHARACTERISTICS);
        return Stream.concat(Stream.of(Set.of(), many), single);
    }

    /** The first and the last object of each series, and all of a treatment but its slices. */
    private static List<Examination.Task> tasks() {
        var tasks = new ArrayList<Examination.Task>();
        for (var examination :
                List.of(
                        CATALOGUE.priorCT(),
                        CATALOGUE.pelvicMR(),
                        CATALOGUE.petCT(),
                        CATALOGUE.mammography(),
                        CATALOGUE.echocardiography())) {
            tasks.add(examination.objects().getFirst());
            tasks.add(examination.objects().getLast());
        }
        var treatment = CATALOGUE.radiotherapy().objects();
        tasks.addAll(treatment.subList(treatment.size() - 3, treatment.size()));
        return tasks;
    }

    /** An object, computed once, and what dciodvfy has against it as it is. */
    private record Sample(DataSet object, TransferSyntax syntax, List<String> errors) {}

    private static List<Sample> samples = List.of();

    private static List<Sample> samples() throws Exception {
        if (!samples.isEmpty()) {
            return samples;
        }
        var computed = new ArrayList<Sample>();
        for (var task : tasks()) {
            var object = looked(task.object().call());
            var file = write(object, task.transferSyntax());
            computed.add(new Sample(object, task.transferSyntax(), errors(file)));
        }
        samples = List.copyOf(computed);
        return samples;
    }

    /** The mark of the demonstration is burned in and names nobody: as a person would declare. */
    private static DataSet looked(DataSet object) {
        return object.has(Tags.BurnedInAnnotation)
                ? object.with(Tags.BurnedInAnnotation, "NO")
                : object;
    }

    private static Path write(DataSet object, TransferSyntax syntax) throws Exception {
        var file = folder.resolve("in.dcm");
        try (var stream = Files.newOutputStream(file)) {
            Part10.write(stream, object, syntax);
        }
        return file;
    }

    @ParameterizedTest
    @MethodSource("profiles")
    @Tag("peer")
    void no_option_makes_an_object_invalid(Set<ConfidentialityOption> options) throws Exception {
        var deidentifier = deidentifier(options);
        int written = 0;
        for (var sample : samples()) {
            var in = write(sample.object(), sample.syntax());
            var out = folder.resolve("out.dcm");
            // What may show a face, and colours that no rule looks at, are rightly refused.
            if (deidentifier.file(in, out).isRefused()) {
                continue;
            }
            written++;
            assertThat(errors(out))
                    .as("%s of %s", options, sopClass(out))
                    .isSubsetOf(sample.errors());
            assertThat(new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1))
                    .doesNotContain("DEMO^");
        }
        assertThat(written).isGreaterThan(3);
    }

    private static String sopClass(Path file) throws Exception {
        return Part10.read(file).dataSet().string(Tags.SOPClassUID).orElse("");
    }

    private static List<String> errors(Path file) throws Exception {
        var process =
                new ProcessBuilder("dciodvfy", "-new", file.toString())
                        .redirectErrorStream(true)
                        .start();
        var lines = process.inputReader().readAllLines();
        process.waitFor();
        return lines.stream().filter(line -> line.startsWith("Error")).toList();
    }

    @Test
    void slices_structures_plan_and_dose_still_refer_to_each_other() throws Exception {
        var deidentifier = deidentifier(Set.of());
        var objects = new ArrayList<DataSet>();
        for (var task : CATALOGUE.radiotherapy().objects()) {
            var object = looked(task.object().call());
            // Another run, another machine: nothing is remembered but the key.
            objects.add(deidentifier(Set.of()).plan(object, task.transferSyntax()).dataSet());
            assertThat(deidentifier.plan(object, task.transferSyntax()).dataSet())
                    .isEqualTo(objects.getLast());
        }
        var instances = new HashSet<UID>();
        var frames = new HashSet<UID>();
        objects.forEach(object -> instances.addAll(object.uids(Tags.SOPInstanceUID)));
        // Structure sets name the study as an instance, too (PS3.3 section C.8.8.5).
        objects.forEach(object -> instances.addAll(object.uids(Tags.StudyInstanceUID)));
        objects.forEach(object -> frames.addAll(object.uids(Tags.FrameOfReferenceUID)));
        int references = 0;
        for (var object : objects.subList(objects.size() - 3, objects.size())) {
            var found = new ArrayList<UID>();
            references(object, found);
            references += found.size();
            assertThat(instances).containsAll(found);
        }
        assertThat(references).isGreaterThan(10);
        assertThat(frames).hasSize(1);
    }

    private static void references(DataSet dataSet, List<UID> found) {
        for (var element : dataSet) {
            if (element instanceof SequenceElement sequence) {
                sequence.items().forEach(item -> references(item, found));
            } else if (element.tag().equals(Tags.ReferencedSOPInstanceUID)
                    && element instanceof ValueElement value) {
                value.strings().forEach(uid -> found.add(new UID(uid)));
            }
        }
    }
}
