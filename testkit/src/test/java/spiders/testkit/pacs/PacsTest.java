// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.json.JsonModel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The PACS against DCMTK's tools and the JDK's HTTP client. */
class PacsTest {

    private static final UID STUDY = new UID("2.25.1");
    private static final UID OTHER_STUDY = new UID("2.25.2");

    @TempDir Path folder;
    private Pacs pacs;

    @BeforeEach
    void start() throws IOException {
        for (int i = 0; i < 4; i++) {
            write(STUDY, "2.25.10", "2.25.100" + i, "DEMO^ALPHA", "20260110");
        }
        write(OTHER_STUDY, "2.25.20", "2.25.2000", "DEMO^BETA", "20250301");
        pacs = Pacs.start(PacsSettings.of("TEST_PACS", folder).withWebPort(0));
    }

    @AfterEach
    void stop() throws IOException {
        pacs.close();
    }

    private void write(UID study, String series, String instance, String name, String date)
            throws IOException {
        var object =
                DataSet.builder()
                        .set(Tags.SOPClassUID, UIDs.CTImageStorage)
                        .set(Tags.SOPInstanceUID, instance)
                        .set(Tags.StudyDate, date)
                        .set(Tags.Modality, "CT")
                        .set(Tags.PatientName, name)
                        .set(Tags.PatientID, name.substring(5))
                        .set(Tags.StudyInstanceUID, study)
                        .set(Tags.SeriesInstanceUID, series)
                        .set(Tags.Rows, 64)
                        .set(Tags.Columns, 64)
                        .set(Tags.PixelData, VR.OW, new byte[8192])
                        .build();
        try (var out = Files.newOutputStream(folder.resolve(instance + ".dcm"))) {
            Part10.write(out, object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }

    private List<String> dcmtk(String tool, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(tool, "-aec", "TEST_PACS"));
        command.addAll(List.of("127.0.0.1", Integer.toString(pacs.port())));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = process.inputReader().readAllLines();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return lines;
    }

    private List<String> find(String... keys) throws Exception {
        var arguments = new ArrayList<String>();
        arguments.add("-S");
        for (var key : keys) {
            arguments.add("-k");
            arguments.add(key);
        }
        return dcmtk("findscu", arguments.toArray(String[]::new));
    }

    private int get(UID study, Path to) throws Exception {
        Files.createDirectories(to);
        dcmtk(
                "getscu",
                "-S",
                "-od",
                to.toString(),
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=" + study.value());
        try (var files = Files.list(to)) {
            return (int) files.count();
        }
    }

    @Test
    @Tag("peer")
    void it_answers_an_echo() throws Exception {
        dcmtk("echoscu");

        assertThat(pacs.counts().echoes()).isEqualTo(1);
    }

    @Test
    @Tag("peer")
    void a_search_matches_by_wildcard_range_and_list() throws Exception {
        assertThat(find("QueryRetrieveLevel=STUDY", "PatientName=demo^al*", "StudyInstanceUID"))
                .anyMatch(line -> line.contains("[2.25.1]"))
                .noneMatch(line -> line.contains("[2.25.2]"));
        assertThat(find("QueryRetrieveLevel=STUDY", "StudyDate=20250101-20251231", "PatientName"))
                .anyMatch(line -> line.contains("BETA"))
                .noneMatch(line -> line.contains("ALPHA"));
        assertThat(find("QueryRetrieveLevel=STUDY", "StudyInstanceUID=2.25.1\\2.25.2"))
                .filteredOn(line -> line.contains("(Pending)"))
                .hasSize(2);
    }

    @Test
    @Tag("peer")
    void a_study_is_counted_as_it_is_unless_the_counts_are_to_be_wrong() throws Exception {
        assertThat(find("QueryRetrieveLevel=STUDY", "NumberOfStudyRelatedInstances"))
                .anyMatch(line -> line.contains("[4"));

        pacs.fault(new Fault.WrongCounts(3));

        assertThat(find("QueryRetrieveLevel=STUDY", "NumberOfStudyRelatedInstances"))
                .anyMatch(line -> line.contains("[7"));
    }

    @Test
    @Tag("peer")
    void a_get_sends_every_object_and_counts_it() throws Exception {
        assertThat(get(STUDY, folder.resolve("out"))).isEqualTo(4);
        assertThat(pacs.counts().sent()).isEqualTo(4);
    }

    @Test
    @Tag("peer")
    void it_breaks_the_association_after_as_many_objects_as_it_was_told() throws Exception {
        pacs.fault(new Fault.Abort(2));

        assertThat(get(STUDY, folder.resolve("out"))).isEqualTo(2);
    }

    @Test
    @Tag("peer")
    void refusal_is_a_rejected_association() throws Exception {
        pacs.fault(new Fault.Refuse());

        assertThat(dcmtk("echoscu")).anyMatch(line -> line.contains("Rejected"));
        assertThat(pacs.counts().echoes()).isZero();
    }

    @Test
    @Tag("peer")
    void silence_lets_the_caller_wait() throws Exception {
        pacs.fault(new Fault.Silent());

        assertThat(dcmtk("echoscu", "-ta", "1"))
                .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("time"));
    }

    @Test
    void the_web_answers_the_same_studies() throws Exception {
        var answer = ask("/studies?PatientName=DEMO*&limit=10");
        assertThat(JsonModel.readAll(answer)).hasSize(2);
        assertThat(JsonModel.readAll(ask("/studies/2.25.1/instances"))).hasSize(4);
        assertThat(JsonModel.readAll(ask("/studies/2.25.1/metadata"))).hasSize(4);
    }

    @Test
    void the_web_sends_a_study_in_parts() throws Exception {
        var body = new String(ask("/studies/2.25.1").readAllBytes(), StandardCharsets.ISO_8859_1);

        assertThat(body.split("DICM", -1)).hasSize(5);
        assertThat(pacs.counts().sent()).isEqualTo(4);
    }

    private InputStream ask(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create(pacs.webBase().orElseThrow() + path);
            var answer =
                    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return new ByteArrayInputStream(answer.body());
        }
    }
}
