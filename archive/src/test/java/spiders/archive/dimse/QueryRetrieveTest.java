// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Origin;
import spiders.archive.Samples;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.FindOutcome;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.RetrieveOutcome;
import spiders.dicom.net.Status;
import spiders.dicom.pixel.Transcoder;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.Outcome;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.OrthancProcess;
import spiders.testkit.peer.PeerCommand;
import spiders.testkit.peer.StorescpProcess;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** C-FIND, C-GET and C-MOVE, by our own client, DCMTK's and Orthanc's. */
class QueryRetrieveTest {

    private static final UID FIND = UIDs.StudyRootQueryRetrieveInformationModelFind;
    private static final UID PATIENT_FIND = UIDs.PatientRootQueryRetrieveInformationModelFind;
    private static final UID MOVE = UIDs.StudyRootQueryRetrieveInformationModelMove;
    private static final UID PATIENT_MOVE = UIDs.PatientRootQueryRetrieveInformationModelMove;

    /** A study of RLE, which few clients take as it is. */
    private static final UID PACKED = new UID("1.2.826.0.1.3680043.10.1.8");

    private static final UID PACKED_INSTANCE = new UID(PACKED.value() + ".1.1");
    private static final RemoteNode DEAD =
            new RemoteNode(new AETitle("DEAD"), "127.0.0.1", 1, false);

    @TempDir private static Path folder;
    private static final HikariDataSource DATABASE = TestDatabases.fresh("archive");
    private static final List<AuditEvent> AUDIT = Collections.synchronizedList(new ArrayList<>());
    private static Archive archive;
    private static StorescpProcess storescp;
    private static OrthancProcess orthanc;
    private static DimseArchive dimse;

    @BeforeAll
    static void open() throws Exception {
        archive =
                new Archive(
                        new ArchiveSettings(folder.resolve("objects"), "test", 0),
                        DATABASE,
                        List.of());
        for (int i = 1; i <= 4; i++) {
            Samples.ingest(archive, Samples.ct(i));
        }
        storePacked();
        for (int i = 0; i <= DimseArchive.MOST_MATCHES; i++) {
            Samples.ingest(archive, numbered(i));
        }
        archive.ingest(
                new Origin("lille", "CHU-LILLE"),
                UIDs.CTImageStorage,
                new UID("1.2.826.0.1.3680043.10.1.9.1.1"),
                Samples.EXPLICIT,
                new ByteArrayInputStream(Samples.bytes(ofLille())));
        storescp = StorescpProcess.start(Files.createDirectories(folder.resolve("scp")));
        orthanc =
                OrthancProcess.start(Files.createDirectories(folder.resolve("orthanc")), List.of());
        dimse =
                new DimseArchive(
                        archive, DATABASE, AUDIT::add, storescp.node(), orthanc.node(), DEAD);
        orthanc.put(
                "modalities/SPIDERS",
                "{\"AET\": \"SPIDERS\", \"Host\": \"127.0.0.1\", \"Port\": %s}"
                        .formatted(dimse.port()));
    }

    private static void storePacked() throws Exception {
        var plain =
                Samples.ct(1)
                        .with(Tags.StudyInstanceUID, PACKED)
                        .with(Tags.SeriesInstanceUID, new UID(PACKED.value() + ".1"))
                        .with(Tags.SOPInstanceUID, PACKED_INSTANCE)
                        .with(Tags.PatientID, "PACKED");
        var file = new ByteArrayOutputStream();
        Part10.write(file, plain, Samples.EXPLICIT);
        var source =
                Part10.read(new ByteArrayInputStream(file.toByteArray()), ReadOptions.defaults());
        var packed = new ByteArrayOutputStream();
        Transcoder.standard()
                .write(source, BulkDataSource.none(), TransferSyntax.RLE_LOSSLESS, packed);
        archive.ingestPart10(Samples.ORIGIN, new ByteArrayInputStream(packed.toByteArray()));
    }

    private static DataSet numbered(int number) {
        var study = new UID("1.2.826.0.1.3680043.10.1.7." + (number + 1));
        return Samples.ct(1)
                .with(Tags.StudyInstanceUID, study)
                .with(Tags.SeriesInstanceUID, new UID(study.value() + ".1"))
                .with(Tags.SOPInstanceUID, new UID(study.value() + ".1.1"))
                .with(Tags.PatientID, "MANY");
    }

    /** The same Patient ID in another domain: another patient. */
    private static DataSet ofLille() {
        var study = new UID("1.2.826.0.1.3680043.10.1.9");
        return Samples.ct(1)
                .with(Tags.StudyInstanceUID, study)
                .with(Tags.SeriesInstanceUID, new UID(study.value() + ".1"))
                .with(Tags.SOPInstanceUID, new UID(study.value() + ".1.1"))
                .with(Tags.PatientName, "AUTRE^Patient");
    }

    @AfterAll
    static void close() throws IOException {
        dimse.close();
        orthanc.close();
        storescp.close();
        archive.close();
        DATABASE.close();
    }

    private static Association as(AETitle caller, UID... models) {
        return Association.open(
                dimse.node(),
                AssociationRequest.forServices(caller, models),
                NetworkOptions.defaults());
    }

    private static DataSet keys(String level) {
        return DataSet.builder().set(Tags.QueryRetrieveLevel, level).build();
    }

    private static FindOutcome find(UID model, DataSet keys, List<DataSet> found) {
        try (var association = as(DimseArchive.STATION, model)) {
            return association.find(
                    model,
                    keys,
                    Integer.MAX_VALUE,
                    match -> {
                        found.add(match);
                        return Proceed.CONTINUE;
                    });
        }
    }

    private static FindOutcome find(UID model, DataSet keys) {
        return find(model, keys, new ArrayList<>());
    }

    private static RetrieveOutcome move(UID model, DataSet keys, AETitle destination) {
        try (var association = as(DimseArchive.STATION, model)) {
            return association.move(model, keys, destination, _ -> Proceed.CONTINUE);
        }
    }

    @Test
    void more_matches_than_the_limit_end_as_out_of_resources_and_say_why() {
        var keys = keys("STUDY").with(Tags.PatientID, "MANY");

        var outcome = find(FIND, keys);

        assertThat(outcome.matches()).isEqualTo(DimseArchive.MOST_MATCHES);
        assertThat(outcome.status().code()).isEqualTo(0xA700);
        assertThat(outcome.status().comment()).contains("more than 50 matches");
    }

    @Test
    void a_cancelled_search_ends_as_cancelled() {
        try (var association = as(DimseArchive.STATION, FIND)) {
            var outcome =
                    association.find(
                            FIND,
                            keys("STUDY").with(Tags.PatientID, "MANY"),
                            3,
                            _ -> Proceed.CONTINUE);

            assertThat(outcome.matches()).isEqualTo(3);
            assertThat(outcome.status().isCancel() || outcome.limited()).isTrue();
        }
    }

    @Test
    void an_identifier_that_is_none_of_the_model_is_refused_with_a_reason() {
        assertThat(find(FIND, keys("PATIENT")).status().code()).isEqualTo(0xA900);
        assertThat(find(FIND, DataSet.empty().with(Tags.PatientID, "P1")).status().code())
                .isEqualTo(0xA900);
        var series = find(FIND, keys("SERIES")).status();
        assertThat(series.code()).isEqualTo(0xA900);
        assertThat(series.comment()).contains("StudyInstanceUID");
        assertThat(find(PATIENT_FIND, keys("STUDY")).status().code()).isEqualTo(0xA900);
    }

    @Test
    void keys_that_are_not_supported_are_warned_of() {
        assertThat(findscu("StudyDescription")).contains("0xff00").doesNotContain("0xff01");
        assertThat(findscu("PixelPaddingValue")).contains("0xff01").doesNotContain("0xff00");
        assertThat(findscu("NumberOfStudyRelatedSeries=77"))
                .contains("0xff01")
                .doesNotContain("0xff00");
    }

    private static String findscu(String key) {
        return PeerCommand.run(
                        folder,
                        "findscu",
                        "-d",
                        "-S",
                        "-aet",
                        DimseArchive.STATION.value(),
                        "-aec",
                        "SPIDERS",
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "StudyInstanceUID=" + Samples.STUDY.value(),
                        "-k",
                        key,
                        "127.0.0.1",
                        dimse.port())
                .output()
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void a_caller_that_may_only_store_asks_and_fetches_nothing() {
        try (var association = as(DimseArchive.MODALITY, FIND, MOVE)) {
            var keys = keys("STUDY").with(Tags.StudyInstanceUID, Samples.STUDY);
            var found = association.find(FIND, keys, 10, _ -> Proceed.CONTINUE);
            var moved =
                    association.move(MOVE, keys, storescp.node().aeTitle(), _ -> Proceed.CONTINUE);

            assertThat(found.status().code()).isEqualTo(0x0124);
            assertThat(found.matches()).isZero();
            assertThat(moved.status().code()).isEqualTo(0x0124);
        }
        assertThat(AUDIT)
                .filteredOn(event -> event.outcome() == Outcome.REFUSED)
                .extracting(AuditEvent::detail)
                .contains("MODALITY may not QUERY", "MODALITY may not RETRIEVE");
    }

    @Test
    void a_stranger_is_refused_at_the_door_and_recorded_once() {
        for (int i = 0; i < 3; i++) {
            PeerCommand.run(
                    folder,
                    "echoscu",
                    "-aet",
                    "STRANGER",
                    "-aec",
                    "SPIDERS",
                    "127.0.0.1",
                    dimse.port());
        }
        assertThat(AUDIT)
                .filteredOn(event -> event.detail().startsWith("STRANGER from 127.0.0.1"))
                .hasSize(1)
                .allMatch(event -> event.action() == Action.DICOM_ASSOCIATION);
    }

    @Test
    void a_patient_id_of_two_domains_is_two_patients() {
        var found = new ArrayList<DataSet>();
        find(
                PATIENT_FIND,
                keys("PATIENT").with(Tags.PatientID, "P1").toBuilder()
                        .empty(Tags.IssuerOfPatientID)
                        .empty(Tags.PatientName)
                        .build(),
                found);
        assertThat(found)
                .extracting(one -> one.string(Tags.PatientName).orElse(""))
                .containsExactlyInAnyOrder("DEMO^\u00c9lodie", "AUTRE^Patient");

        var either = keys("PATIENT").with(Tags.PatientID, "P1");
        var refused = move(PATIENT_MOVE, either, storescp.node().aeTitle());
        assertThat(refused.status().code()).isEqualTo(0xA900);
        assertThat(refused.status().comment()).contains("several issuers");
        var lille = either.with(Tags.IssuerOfPatientID, "CHU-LILLE");
        var moved = move(PATIENT_MOVE, lille, storescp.node().aeTitle());
        assertThat(moved.status()).isEqualTo(Status.SUCCESS);
        assertThat(moved.subOperations().completed()).isEqualTo(1);
    }

    @Test
    void a_destination_that_is_not_configured_is_unknown() {
        var keys = keys("STUDY").with(Tags.StudyInstanceUID, Samples.STUDY);

        var outcome = move(MOVE, keys, new AETitle("ELSEWHERE"));

        assertThat(outcome.status().code()).isEqualTo(0xA801);
        assertThat(AUDIT)
                .extracting(AuditEvent::detail)
                .contains("STATION asked to move to ELSEWHERE, which is no destination");
    }

    @Test
    void what_a_dead_destination_does_not_get_is_counted_named_and_recorded() {
        var keys = keys("STUDY").with(Tags.StudyInstanceUID, Samples.STUDY);

        var outcome = move(MOVE, keys, DEAD.aeTitle());

        assertThat(outcome.status().code()).isEqualTo(0xA702);
        assertThat(outcome.status().comment()).isEqualTo("the destination does not answer");
        assertThat(outcome.subOperations().failed()).isEqualTo(4);
        assertThat(outcome.subOperations().completed()).isZero();
        assertThat(outcome.failedSOPInstanceUIDs())
                .containsExactly(
                        Samples.instance(1),
                        Samples.instance(2),
                        Samples.instance(3),
                        Samples.instance(4));
        assertThat(AUDIT)
                .anySatisfy(event -> {
                    assertThat(event.outcome()).isEqualTo(Outcome.FAILED);
                    assertThat(event.objects()).containsExactly(Samples.STUDY.value());
                    assertThat(event.detail()).startsWith("STATION: 4 objects not sent");
                });
    }

    @Test
    @Tag("peer")
    void movescu_has_storescp_receive_each_object_packed_ones_unpacked() throws IOException {
        int before = storescp.received().size();

        var plain = movescu("STORESCP", Samples.STUDY);
        var packed = movescu("STORESCP", PACKED);

        assertThat(plain.output()).contains("Received Final Move Response (Success)");
        assertThat(packed.output()).contains("Received Final Move Response (Success)");
        assertThat(storescp.received().size() - before).isEqualTo(5);
        for (int i = 1; i <= 4; i++) {
            assertPixels(received(Samples.instance(i)), i);
        }
        assertPixels(received(PACKED_INSTANCE), 1);
    }

    private static Path received(UID instance) {
        return storescp.received().stream()
                .filter(file -> file.toString().endsWith("." + instance.value()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertPixels(Path file, int number) throws IOException {
        var object = Part10.read(file);
        assertThat(object.meta().transferSyntax().isEncapsulated()).isFalse();
        assertThat(object.dataSet().bytes(Tags.PixelData))
                .isEqualTo(Samples.ct(number).bytes(Tags.PixelData));
    }

    private static PeerCommand.Result movescu(String destination, UID study) {
        return PeerCommand.run(
                folder,
                "movescu",
                "-v",
                "-S",
                "-aet",
                "STATION",
                "-aec",
                "SPIDERS",
                "-aem",
                destination,
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=" + study.value(),
                "127.0.0.1",
                dimse.port());
    }

    @Test
    @Tag("peer")
    void getscu_gets_each_object_packed_ones_unpacked() throws IOException {
        for (var study : List.of(Samples.STUDY, PACKED)) {
            var into = Files.createDirectories(folder.resolve("get-" + study.value()));
            var result =
                    PeerCommand.run(
                            folder,
                            "getscu",
                            "-v",
                            "-S",
                            "-aet",
                            "STATION",
                            "-aec",
                            "SPIDERS",
                            "-od",
                            into.toString(),
                            "-k",
                            "QueryRetrieveLevel=STUDY",
                            "-k",
                            "StudyInstanceUID=" + study.value(),
                            "127.0.0.1",
                            dimse.port());
            assertThat(result.output()).contains("Success");
            try (var files = Files.list(into)) {
                var got = files.toList();
                assertThat(got).hasSize(study.equals(PACKED) ? 1 : 4);
                for (var file : got) {
                    var object = Part10.read(file);
                    int number =
                            study.equals(PACKED)
                                    ? 1
                                    : object.dataSet().integer(Tags.InstanceNumber).orElseThrow();
                    assertPixels(file, number);
                }
            }
        }
    }

    @Test
    @Tag("peer")
    void orthanc_asks_and_fetches_what_it_found() {
        var query =
                orthanc.post(
                        "modalities/SPIDERS/query",
                        "{\"Level\": \"Study\", \"Query\": {\"PatientName\": \"DEMO^*\","
                                + " \"StudyInstanceUID\": \"%s\"}}"
                                        .formatted(Samples.STUDY.value()));
        var id = value(query, "ID");
        assertThat(orthanc.get("queries/" + id + "/answers")).contains("0");

        orthanc.post("queries/" + id + "/retrieve", "{\"TargetAet\": \"ORTHANC\"}");

        await(() -> orthanc.get("instances").split(",").length == 4);
        assertThat(orthanc.get("statistics")).contains("\"CountInstances\" : 4");
    }

    private static String value(String json, String key) {
        var match = Pattern.compile("\"" + key + "\" : \"([^\"]+)\"").matcher(json);
        assertThat(match.find()).isTrue();
        return match.group(1);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in 30 seconds").isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
