// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.json.JsonModel;
import spiders.dicom.web.ByteRange;
import spiders.dicom.web.QidoClient;
import spiders.dicom.web.Rendering;
import spiders.dicom.web.ResourcePath;
import spiders.dicom.web.StoreResponse;
import spiders.dicom.web.StowClient;
import spiders.dicom.web.WadoClient;
import spiders.dicom.web.WebClient;
import spiders.dicom.web.WebFailureException;
import spiders.dicom.web.WebOptions;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Our DICOMweb clients against Orthanc's services. */
@Tag("peer")
class WebPeerTest {

    private static final int COUNT = 3;
    private static final int SIDE = 32;

    @TempDir private Path directory;
    private List<Path> files = List.of();
    private OrthancProcess orthanc;
    private WebClient client;

    @BeforeEach
    void start() throws IOException {
        files = SampleFiles.write(directory.resolve("files"), COUNT, SIDE);
        orthanc = OrthancProcess.start(directory, List.of());
        client = new WebClient(orthanc.dicomWeb(), WebOptions.DEFAULT);
    }

    @AfterEach
    void stop() {
        client.close();
        orthanc.close();
    }

    private StoreResponse store() throws InterruptedException {
        var sources = files.stream().map(StowClient.Source::file).toList();
        return new StowClient(client).store(SampleFiles.STUDY, sources);
    }

    private static ResourcePath instance(int number) {
        var uid = new UID(SampleFiles.SERIES.value() + "." + number);
        return ResourcePath.instance(SampleFiles.STUDY, SampleFiles.SERIES, uid);
    }

    @Test
    void what_is_stored_is_named_and_comes_back_as_it_was() throws Exception {
        var response = store();

        assertThat(response.failed()).isEmpty();
        assertThat(response.retrieveURL()).contains(SampleFiles.STUDY.value());
        assertThat(response.stored())
                .hasSize(COUNT)
                .allMatch(stored -> stored.sopClassUID().equals(UIDs.CTImageStorage))
                .allMatch(stored -> !stored.retrieveURL().isEmpty());
        var back = new ArrayList<DataSet>();
        new WadoClient(client)
                .study(
                        SampleFiles.STUDY,
                        part10 -> back.add(Part10.read(part10, ReadOptions.defaults()).dataSet()));
        var sent = new ArrayList<DataSet>();
        for (var file : files) {
            sent.add(Part10.read(file).dataSet());
        }
        assertThat(back).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void an_object_of_another_study_or_none_at_all_is_told_as_failed() throws Exception {
        var stow = new StowClient(client);
        var other = new UID("1.2.3.4");

        var elsewhere = stow.store(other, List.of(StowClient.Source.file(files.getFirst())));

        assertThat(elsewhere.stored()).isEmpty();
        assertThat(elsewhere.failed()).hasSize(1);
        assertThat(elsewhere.status()).isEqualTo(409);
        var noise = "no DICOM".getBytes(StandardCharsets.US_ASCII);
        assertThatExceptionOfType(WebFailureException.class)
                .isThrownBy(() -> stow.store(List.of(() -> new ByteArrayInputStream(noise))));
    }

    @Test
    void metadata_says_what_our_json_says_of_the_file() throws Exception {
        store();
        var theirs = new WadoClient(client).metadata(instance(1)).getFirst();
        var out = new ByteArrayOutputStream();
        var file = Part10.read(files.getFirst(), ReadOptions.withoutBulkData()).dataSet();
        JsonModel.write(file, out, (path, element) -> java.util.Optional.of("bulk"));
        var ours = JsonModel.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(ours.elements())
                .extracting(Element::tag)
                .containsExactlyElementsOf(theirs.elements().stream().map(Element::tag).toList());
        for (var element : ours) {
            if (!element.tag().equals(Tags.PixelData)) {
                assertThat(theirs.element(element.tag())).as("%s", element.tag()).contains(element);
            }
        }
    }

    @Test
    void searches_find_what_was_stored() throws Exception {
        store();
        var qido = new QidoClient(client);

        assertThat(qido.studies(Map.of("PatientID", "ESSAI-1"), List.of(), 10)).hasSize(1);
        assertThat(qido.instances(SampleFiles.STUDY, List.of())).hasSize(COUNT);
    }

    @Test
    void a_picture_is_rendered() throws Exception {
        store();
        var pictures = new ArrayList<byte[]>();
        var wado = new WadoClient(client);

        wado.rendered(
                instance(2).frame(1),
                Rendering.as("image/png").viewport(16, 16).window(1000, 2000),
                (type, bytes) -> pictures.add(bytes.readAllBytes()));
        wado.rendered(
                instance(2),
                Rendering.as("image/jpeg").quality(90),
                (type, bytes) -> pictures.add(bytes.readAllBytes()));

        var png = javax.imageio.ImageIO.read(new ByteArrayInputStream(pictures.get(0)));
        assertThat(png.getWidth()).isEqualTo(16);
        var jpeg = javax.imageio.ImageIO.read(new ByteArrayInputStream(pictures.get(1)));
        assertThat(jpeg.getWidth()).isEqualTo(SIDE);
    }

    @Test
    void frames_and_bulk_data_are_the_bytes_of_the_file() throws Exception {
        store();
        var wado = new WadoClient(client);
        var pixels =
                Part10.read(files.get(2)).dataSet().bytes(Tags.PixelData).orElseThrow().toArray();
        var taken = new ArrayList<byte[]>();

        wado.frames(instance(3), List.of(1), (type, bytes) -> taken.add(bytes.readAllBytes()));
        var metadata = wado.metadata(instance(3)).getFirst();
        var uri = ((ReferencedElement) metadata.element(Tags.PixelData).orElseThrow()).uri();
        wado.bulkData(uri, (type, bytes) -> taken.add(bytes.readAllBytes()));
        wado.bulkData(
                uri, new ByteRange(100, 199), (type, bytes) -> taken.add(bytes.readAllBytes()));

        assertThat(taken.get(0)).isEqualTo(pixels);
        assertThat(taken.get(1)).isEqualTo(pixels);
        assertThat(taken.get(2)).isEqualTo(Arrays.copyOfRange(pixels, 100, 200));
    }

    @Test
    void a_file_that_is_not_there_stops_the_request_and_stores_nothing_whole() {
        var missing = StowClient.Source.file(directory.resolve("nothing"));
        assertThat(Files.exists(directory.resolve("nothing"))).isFalse();
        assertThatExceptionOfType(WebFailureException.class)
                .isThrownBy(() -> new StowClient(client).store(List.of(missing)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(WebFailureException.Kind.BROKEN));
    }
}
