// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.upkeep.Verification.Depth;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;
import spiders.server.configuration.Configuration;
import spiders.server.configuration.ConfigurationReader;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** What an administrator does when the index is lost, or a disk is in doubt. */
class UpkeepCommandTest {

    private static final UID STUDY = new UID("1.2.826.0.1.3680043.10.77.1");

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void an_archive_whose_database_is_gone_is_indexed_again_and_damage_is_named() throws Exception {
        try (var hub = Hub.start(configuration())) {
            for (int number = 1; number <= 3; number++) {
                store(hub, number);
            }
        }
        assertThat(command().verify(Depth.DIGESTS)).isZero();
        delete(folder.resolve("data/postgresql"));

        assertThat(command().rebuild()).isZero();
        assertThat(said()).contains("3 indexed, findings: none");
        try (var hub = Hub.start(configuration())) {
            assertThat(hub.get(Archive.class).instances(STUDY)).hasSize(3);
        }

        damageOne();
        assertThat(command().verify(Depth.DIGESTS)).isEqualTo(1);
        assertThat(said()).contains("DAMAGED ").contains("findings: {DAMAGED=1}");
        assertThat(command().verify(Depth.LENGTHS)).isZero();
    }

    @Test
    void beside_a_running_hub_with_a_database_of_its_own_it_says_what_to_do() throws Exception {
        try (var hub = Hub.start(configuration())) {
            assertThat(hub.httpPort()).isPositive();
            assertThatExceptionOfType(HubStartException.class)
                    .isThrownBy(() -> command().verify(Depth.LENGTHS))
                    .withMessageContaining("must be stopped");
        }
    }

    private UpkeepCommand command() throws IOException {
        return new UpkeepCommand(
                configuration(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void store(Hub hub, int number) throws Exception {
        var object =
                DataSet.builder()
                        .set(Tags.SOPClassUID, UIDs.RawDataStorage)
                        .set(Tags.SOPInstanceUID, new UID(STUDY.value() + "." + number))
                        .set(Tags.StudyInstanceUID, STUDY)
                        .set(Tags.SeriesInstanceUID, new UID(STUDY.value() + ".9"))
                        .set(Tags.PatientID, "P1")
                        .set(Tags.PatientName, "DEMO^ANNE")
                        .set(Tags.Modality, "OT")
                        .set(Tags.EncapsulatedDocument, VR.OB, new byte[4000])
                        .build();
        var bytes = DataSetWriter.bytes(object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        var outcome =
                hub.get(Archive.class)
                        .ingest(
                                new Origin("angers", "CHU-ANGERS"),
                                UIDs.RawDataStorage,
                                new UID(STUDY.value() + "." + number),
                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                                new ByteArrayInputStream(bytes));
        assertThat(outcome).isInstanceOf(Ingested.Stored.class);
    }

    private void damageOne() throws IOException {
        try (var files = Files.walk(folder.resolve("data/objects"))) {
            var file =
                    files.filter(path -> path.toString().endsWith(".dcm"))
                            .findFirst()
                            .orElseThrow();
            var bytes = Files.readAllBytes(file);
            bytes[bytes.length - 10] ^= 1;
            Files.write(file, bytes);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Configuration configuration() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("hub.yaml"),
                        """
                        data: data
                        http: {port: 0}
                        metrics: {port: 0}
                        dicom: {port: 0}
                        demo-accounts: true
                        """);
        return ConfigurationReader.read(file, Map.of());
    }
}
