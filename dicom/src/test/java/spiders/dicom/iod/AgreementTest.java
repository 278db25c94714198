// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.Hex;
import spiders.dicom.Peer;
import spiders.dicom.RealFiles;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Our validator beside dciodvfy of dicom3tools: objects with and without faults. */
@Tag("peer")
class AgreementTest {

    private static final long SEED = 20261126;
    private static final int FAULTS_OF_EACH_KIND = 1;
    private static final int EXTRAS = 12;

    /** Exit codes above are 128 and the number of a signal. */
    private static final int KILLED = 128;

    /** How often both must say the same of a fault; what is left is reasoned in the README. */
    private static final double FLOOR = 0.97;

    @TempDir Path folder;

    private static final List<UID> GENERATED =
            List.of(
                    UIDs.CTImageStorage,
                    UIDs.MRImageStorage,
                    UIDs.PositronEmissionTomographyImageStorage,
                    UIDs.DigitalMammographyXRayImageStorageForPresentation,
                    UIDs.UltrasoundImageStorage,
                    UIDs.SecondaryCaptureImageStorage,
                    UIDs.EnhancedCTImageStorage,
                    UIDs.RTStructureSetStorage,
                    UIDs.RTDoseStorage,
                    UIDs.RTPlanStorage,
                    UIDs.SegmentationStorage,
                    UIDs.GrayscaleSoftcopyPresentationStateStorage,
                    UIDs.BasicTextSRStorage,
                    UIDs.SpatialRegistrationStorage,
                    UIDs.EncapsulatedPDFStorage,
                    UIDs.VLWholeSlideMicroscopyImageStorage);

    @Test
    void both_say_the_same_of_most_faults() throws IOException {
        var random = new Random(SEED);
        int agreed = 0;
        int asked = 0;
        var disagreements = new ArrayList<String>();
        for (var entry : corpus(random).entrySet()) {
            var object = entry.getValue();
            var iod = IOD.of(object.uid(Tags.SOPClassUID).orElseThrow()).orElseThrow();
            var ours = ours(object);
            var theirs = theirs(object);
            for (var fault : Mutation.of(object, iod, FAULTS_OF_EACH_KIND, random)) {
                var theirAnswer = theirs(fault.object());
                if (theirAnswer.isEmpty() || theirs.isEmpty()) {
                    continue; // It crashed.
                }
                boolean weSay = added(ours, ours(fault.object()));
                boolean theySay = added(theirs.get(), theirAnswer.get());
                asked++;
                if (weSay == theySay) {
                    agreed++;
                } else {
                    disagreements.add(
                            "%s %s %s: %s"
                                    .formatted(
                                            entry.getKey(),
                                            fault.kind(),
                                            fault.path(),
                                            weSay ? "only ours" : "only dciodvfy"));
                }
            }
        }
        assertThat((double) agreed / asked)
                .as("seed %d: %d of %d; %s", SEED, agreed, asked, disagreements)
                .isGreaterThan(FLOOR);
    }

    private Map<String, DataSet> corpus(Random random) throws IOException {
        var corpus = new LinkedHashMap<String, DataSet>();
        for (var name : RealFiles.all()) {
            var file = new ByteArrayInputStream(RealFiles.bytes(name));
            corpus.put(name, Part10.read(file, ReadOptions.defaults()).dataSet());
        }
        corpus.put("img2dcm", image());
        corpus.put("pdf2dcm", document());
        for (var sopClass : GENERATED) {
            var name = IOD.of(sopClass).orElseThrow().name();
            corpus.put(name, GeneratedObject.rich(sopClass, EXTRAS, random));
        }
        return corpus;
    }

    /** A bitmap of two pixels by two, as img2dcm captures it. */
    private DataSet image() throws IOException {
        var bitmap =
                Hex.bytes(
                        "424D 46000000 0000 0000 36000000"
                                + "28000000 02000000 02000000 0100 1800 00000000 10000000"
                                + "130B0000 130B0000 00000000 00000000"
                                + "FF0000 00FF00 0000 0000FF FFFFFF 0000");
        var source = Files.write(folder.resolve("image.bmp"), bitmap);
        var target = folder.resolve("image.dcm");
        Peer.run("img2dcm", "-i", "BMP", Peer.path(source), Peer.path(target));
        return Part10.read(target).dataSet();
    }

    private DataSet document() throws IOException {
        var source = Files.writeString(folder.resolve("text.pdf"), "%PDF-1.4\n%%EOF\n");
        var target = folder.resolve("text.dcm");
        Peer.run("pdf2dcm", Peer.path(source), Peer.path(target));
        return Part10.read(target).dataSet();
    }

    /** Whether something is told, or told more often, that was not before. */
    private static boolean added(Map<String, Long> before, Map<String, Long> after) {
        return after.entrySet().stream()
                .anyMatch(told -> told.getValue() > before.getOrDefault(told.getKey(), 0L));
    }

    private static Map<String, Long> ours(DataSet object) {
        return counted(
                Validator.standard().validate(object).stream()
                        .filter(finding -> isFault(finding.severity(), finding.rule()))
                        .map(Finding::toString));
    }

    private static boolean isFault(Severity severity, Rule rule) {
        return severity == Severity.ERROR || rule == Rule.NOT_IN_IOD || rule == Rule.VALUE;
    }

    /** What dciodvfy tells; nothing where it crashes, as it does on some images without columns. */
    private Optional<Map<String, Long>> theirs(DataSet object) throws IOException {
        var file = folder.resolve("object.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        var answer = Peer.ask("dciodvfy", "-new", Peer.path(file));
        if (answer.exitCode() > KILLED) {
            return Optional.empty();
        }
        return Optional.of(counted(answer.output().lines().filter(AgreementTest::isFault)));
    }

    private static boolean isFault(String line) {
        return line.startsWith("Error") || line.contains("not present in standard");
    }

    private static Map<String, Long> counted(Stream<String> lines) {
        return lines.collect(Collectors.groupingBy(line -> line, Collectors.counting()));
    }
}
