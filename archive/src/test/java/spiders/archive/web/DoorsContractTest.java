// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.archive.Origin;
import spiders.archive.Samples;
import spiders.archive.dimse.DimseArchive;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.Status;
import spiders.dicom.web.MediaType;
import spiders.dicom.web.MultipartLimits;
import spiders.dicom.web.MultipartRelatedReader;
import spiders.testkit.peer.PeerCommand;
import spiders.testkit.peer.StorescpProcess;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One archive, two doors: what QIDO-RS finds C-FIND finds, attribute by attribute, by our client
 * and by findscu; what WADO-RS gives C-GET and C-MOVE give, byte by byte.
 */
class DoorsContractTest {

    private static final UID FIND = UIDs.StudyRootQueryRetrieveInformationModelFind;
    private static final UID GET = UIDs.StudyRootQueryRetrieveInformationModelGet;
    private static final List<spiders.dicom.data.Tag> ABOUT_ANSWER =
            List.of(Tags.SpecificCharacterSet, Tags.QueryRetrieveLevel, Tags.RetrieveAETitle);

    @TempDir private static Path folder;
    private static WebArchive web;
    private static DimseArchive dimse;
    private static StorescpProcess storescp;
    private static String token;

    @BeforeAll
    static void open() throws Exception {
        web = new WebArchive(folder.resolve("objects"));
        token = web.peerToken("workstation");
        storescp =
                StorescpProcess.start(Files.createDirectories(folder.resolve("scp")), "+xa", "-B");
        dimse = new DimseArchive(web.archive, web.database, _ -> {}, storescp.node());
        for (int i = 1; i <= 3; i++) {
            Samples.ingest(web.archive, Samples.ct(i));
        }
        Samples.ingest(web.archive, DoorsSamples.japanese());
        web.archive.ingest(
                new Origin("lille", "CHU-LILLE"),
                UIDs.CTImageStorage,
                new UID(DoorsSamples.LILLE_STUDY.value() + ".1.1"),
                Samples.EXPLICIT,
                new ByteArrayInputStream(Samples.bytes(DoorsSamples.ofLille())));
        web.archive.ingest(
                Samples.ORIGIN,
                UIDs.UltrasoundMultiFrameImageStorage,
                new UID(DoorsSamples.US_STUDY.value() + ".1.1"),
                TransferSyntax.JPEG_BASELINE,
                new ByteArrayInputStream(
                        DataSetWriter.bytes(DoorsSamples.cine(), TransferSyntax.JPEG_BASELINE)));
    }

    @AfterAll
    static void close() throws IOException {
        dimse.close();
        storescp.close();
        web.close();
    }

    @ParameterizedTest
    @MethodSource("spiders.archive.web.DoorsSamples#questions")
    void c_find_and_qido_give_the_same_answers_attribute_by_attribute(
            DoorsSamples.Question question) {
        var byFind = compared(question, find(question));
        var byQido = compared(question, qido(question));

        assertThat(byFind).isEqualTo(byQido);
        assertThat(byFind.isEmpty()).isEqualTo(question.name().startsWith("nothing"));
    }

    @ParameterizedTest
    @MethodSource("spiders.archive.web.DoorsSamples#questions")
    @Tag("peer")
    void findscu_hears_the_same_too(DoorsSamples.Question question) throws IOException {
        assertThat(compared(question, findscu(question)))
                .isEqualTo(compared(question, qido(question)));
    }

    @ParameterizedTest
    @CsvSource({
        "STUDY, /studies",
        "SERIES, /studies/1.2.826.0.1.3680043.10.1.1/series",
        "IMAGE, /studies/1.2.826.0.1.3680043.10.1.1/series/1.2.826.0.1.3680043.10.1.1.1/instances"
    })
    @Tag("peer")
    void both_doors_say_how_soon_and_from_whom_objects_are_had(String level, String path)
            throws IOException {
        var keys =
                DataSet.builder()
                        .set(Tags.StudyInstanceUID, Samples.STUDY)
                        .empty(Tags.InstanceAvailability)
                        .empty(Tags.RetrieveAETitle);
        if (level.equals("IMAGE")) {
            keys.set(Tags.SeriesInstanceUID, Samples.SERIES);
        }
        var question = new DoorsSamples.Question("availability", level, path, keys.build());

        var answers = new ArrayList<DataSet>(find(question));
        answers.addAll(findscu(question));
        var byQido = qido(question);
        answers.addAll(byQido);

        assertThat(answers).hasSize(level.equals("IMAGE") ? 9 : 3);
        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.string(Tags.InstanceAvailability)).contains("ONLINE");
                    assertThat(answer.string(Tags.RetrieveAETitle)).contains("SPIDERS");
                });
        var url = web.uri("/studies/" + Samples.STUDY.value()).toString();
        assertThat(byQido)
                .allSatisfy(answer ->
                        assertThat(answer.string(Tags.RetrieveURL).orElseThrow()).startsWith(url));
    }

    private static List<DataSet> find(DoorsSamples.Question question) {
        var found = new ArrayList<DataSet>();
        try (var association =
                Association.open(
                        dimse.node(),
                        AssociationRequest.forServices(DimseArchive.STATION, FIND),
                        NetworkOptions.defaults())) {
            var outcome =
                    association.find(
                            FIND,
                            question.keys().with(Tags.QueryRetrieveLevel, question.level()),
                            1000,
                            match -> {
                                found.add(match);
                                return Proceed.CONTINUE;
                            });
            assertThat(outcome.status()).isEqualTo(Status.SUCCESS);
        }
        return found;
    }

    private static List<DataSet> qido(DoorsSamples.Question question) {
        var query = new StringBuilder(question.path()).append('?');
        for (var key : question.keys()) {
            var tag = key.tag().hex();
            var values = question.keys().strings(key.tag());
            boolean isMatched = !values.isEmpty() && !key.tag().equals(Tags.SpecificCharacterSet);
            query.append(isMatched ? tag + "=" + encoded(values) : "includefield=" + tag)
                    .append('&');
        }
        var response =
                web.send(
                        HttpRequest.newBuilder(web.uri(query.toString()))
                                .header("Authorization", "Bearer " + token)
                                .header("Accept", "application/dicom+json")
                                .build());
        assertThat(response.statusCode()).isEqualTo(200);
        try {
            return JsonModel.readAll(new ByteArrayInputStream(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(List<String> values) {
        return URLEncoder.encode(String.join("\\", values), StandardCharsets.UTF_8);
    }

    private static List<DataSet> findscu(DoorsSamples.Question question) throws IOException {
        var out = Files.createTempDirectory(folder, "findscu");
        var identifier = out.resolve("question.dcm");
        var query = question.keys().with(Tags.QueryRetrieveLevel, question.level());
        try (var file = Files.newOutputStream(identifier)) {
            Part10.writeHeader(
                    file,
                    FileMeta.of(
                            UIDs.SecondaryCaptureImageStorage, new UID("1.2.3"), Samples.EXPLICIT));
            DataSetWriter.write(query, Samples.EXPLICIT, file);
        }
        var result =
                PeerCommand.run(
                        out,
                        "findscu",
                        "-S",
                        "-X",
                        "-aet",
                        "STATION",
                        "-aec",
                        "SPIDERS",
                        "127.0.0.1",
                        dimse.port(),
                        identifier.toString());
        assertThat(result.exitCode()).as(result.output()).isZero();
        try (var files = Files.list(out)) {
            var answers = new ArrayList<DataSet>();
            for (var file : files.filter(one -> one.toString().contains("rsp")).toList()) {
                answers.add(Part10.read(file).dataSet());
            }
            return answers;
        }
    }

    /**
     * The answers by their UIDs, each attribute that was asked for as JSON; empty ones left out.
     */
    private static Map<String, Map<String, String>> compared(
            DoorsSamples.Question question, List<DataSet> answers) {
        var all = new TreeMap<String, Map<String, String>>();
        for (var answer : answers) {
            var values = new TreeMap<String, String>();
            for (var key : question.keys()) {
                answer.element(key.tag())
                        .filter(element -> !element.isEmpty())
                        .filter(element -> !ABOUT_ANSWER.contains(element.tag()))
                        .ifPresent(element ->
                                values.put(
                                        element.tag().hex(),
                                        json(
                                                DataSet.builder()
                                                        .set(
                                                                Tags.SpecificCharacterSet,
                                                                "ISO_IR 192")
                                                        .set(element)
                                                        .build())));
            }
            var uids =
                    Stream.of(Tags.StudyInstanceUID, Tags.SeriesInstanceUID, Tags.SOPInstanceUID)
                            .map(tag -> answer.string(tag).orElse(""))
                            .toList();
            assertThat(all.put(uids.toString(), values)).as("one answer of " + uids).isNull();
        }
        return all;
    }

    private static String json(DataSet dataSet) {
        var out = new ByteArrayOutputStream();
        try {
            JsonModel.write(dataSet, out, BulkDataURI.inline());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Tag("peer")
    void wado_get_and_move_give_the_same_bytes() throws IOException {
        for (var study :
                List.of(
                        Samples.STUDY,
                        DoorsSamples.MR_STUDY,
                        DoorsSamples.US_STUDY,
                        DoorsSamples.LILLE_STUDY)) {
            var byWado = wado(study);
            var byGet = got(study);

            assertThat(byWado.keySet()).isEqualTo(byGet.keySet()).isNotEmpty();
            byWado.forEach((uid, bytes) ->
                    assertThat(Arrays.equals(bytes, byGet.get(uid))).as(uid).isTrue());
        }
        var moved = moved(Samples.STUDY);
        var byWado = wado(Samples.STUDY);
        assertThat(moved.keySet()).isEqualTo(byWado.keySet());
        moved.forEach(
                (uid, bytes) -> assertThat(Arrays.equals(bytes, byWado.get(uid))).as(uid).isTrue());
    }

    private static Map<String, byte[]> wado(UID study) throws IOException {
        var response =
                web.send(
                        HttpRequest.newBuilder(web.uri("/studies/" + study.value()))
                                .header("Authorization", "Bearer " + token)
                                .header(
                                        "Accept",
                                        "multipart/related; type=\"application/dicom\";"
                                                + " transfer-syntax=*")
                                .build());
        assertThat(response.statusCode()).isEqualTo(200);
        var type = MediaType.parse(response.headers().firstValue("Content-Type").orElseThrow());
        var reader =
                new MultipartRelatedReader(
                        new ByteArrayInputStream(response.body()),
                        type.parameter("boundary").orElseThrow(),
                        MultipartLimits.DEFAULT);
        var objects = new HashMap<String, byte[]>();
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            put(objects, part.get().body().readAllBytes());
        }
        return objects;
    }

    /** The data set's bytes of a file, by SOP Instance UID. */
    private static void put(Map<String, byte[]> objects, byte[] file) throws IOException {
        var object = Part10.read(new ByteArrayInputStream(file), ReadOptions.withoutBulkData());
        objects.put(
                object.dataSet().string(Tags.SOPInstanceUID).orElseThrow(),
                Arrays.copyOfRange(file, (int) object.dataSetOffset(), file.length));
    }

    private static Map<String, byte[]> got(UID study) {
        var objects = new HashMap<String, byte[]>();
        var classes =
                List.of(
                        UIDs.CTImageStorage,
                        UIDs.MRImageStorage,
                        UIDs.UltrasoundMultiFrameImageStorage);
        try (var association =
                Association.open(
                        dimse.node(),
                        AssociationRequest.forGet(DimseArchive.STATION, GET, classes),
                        NetworkOptions.defaults())) {
            var outcome =
                    association.get(
                            GET,
                            DataSet.builder()
                                    .set(Tags.QueryRetrieveLevel, "STUDY")
                                    .set(Tags.StudyInstanceUID, study)
                                    .build(),
                            (request, dataSet) -> {
                                objects.put(
                                        request.sopInstanceUID().value(), dataSet.readAllBytes());
                                return Status.SUCCESS;
                            },
                            _ -> Proceed.CONTINUE);
            assertThat(outcome.status()).isEqualTo(Status.SUCCESS);
        }
        return objects;
    }

    private static Map<String, byte[]> moved(UID study) throws IOException {
        var result =
                PeerCommand.run(
                        folder,
                        "movescu",
                        "-v",
                        "-S",
                        "-aet",
                        "STATION",
                        "-aec",
                        "SPIDERS",
                        "-aem",
                        "STORESCP",
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "StudyInstanceUID=" + study.value(),
                        "127.0.0.1",
                        dimse.port());
        assertThat(result.output()).contains("Received Final Move Response (Success)");
        var objects = new HashMap<String, byte[]>();
        for (var file : storescp.received()) {
            put(objects, Files.readAllBytes(file));
        }
        return objects;
    }
}
