// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.archive.Ingested;
import spiders.archive.Samples;
import spiders.archive.dimse.DimseArchive;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RemoteNode;
import spiders.testkit.peer.OrthancProcess;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * The answers of our QIDO-RS and WADO-RS metadata beside those of Orthanc 1.10 with its DICOMweb
 * plugin 1.7, for the same objects, attribute by attribute. What may differ stands in {@link
 * Difference}, each with its reason; anything else fails.
 */
@Tag("peer")
class OrthancComparisonTest {

    private static final Path REAL = Path.of("../dicom/src/test/resources/spiders/dicom/real");
    private static final List<String> REAL_FILES =
            List.of(
                    "breast_ct.dcm",
                    "breast_rd_plan.dcm.gz",
                    "breast_rp_plan.dcm.gz",
                    "head_neck_rs_vendor_gamma.dcm.gz");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir private static Path folder;
    private static WebArchive ours;
    private static OrthancProcess orthanc;
    private static DimseArchive dimse;
    static final Map<String, DataSet> OBJECTS = new LinkedHashMap<>();

    @BeforeAll
    static void open() throws Exception {
        Files.createDirectories(folder.resolve("orthanc"));
        ours = new WebArchive(folder.resolve("objects"));
        orthanc = OrthancProcess.start(folder.resolve("orthanc"), List.of());
        dimse = new DimseArchive(ours.archive, ours.database, _ -> {});
        for (int i = 1; i <= 2; i++) {
            add("ct" + i, written("ct" + i, Samples.ct(i)));
        }
        add("rich", written("rich", rich()));
        for (var name : REAL_FILES) {
            add(name, unpacked(name));
        }
        var patients = new TreeMap<String, TreeSet<UID>>();
        for (var object : OBJECTS.values()) {
            patients.computeIfAbsent(
                            object.string(Tags.PatientID).orElse(""), _ -> new TreeSet<>(BY_TEXT))
                    .add(object.uid(Tags.StudyInstanceUID).orElseThrow());
        }
        patients.forEach((id, studies) -> ours.grant(id, studies.toArray(UID[]::new)));
    }

    private static final Comparator<UID> BY_TEXT = Comparator.comparing(UID::value);

    @AfterAll
    static void close() throws IOException {
        dimse.close();
        orthanc.close();
        ours.close();
    }

    private static void add(String name, Path file) throws Exception {
        orthanc.upload(file);
        try (var in = Files.newInputStream(file)) {
            var taken = ours.archive.ingestPart10(Samples.ORIGIN, in);
            assertThat(taken).as(name).isInstanceOf(Ingested.Stored.class);
        }
        OBJECTS.put(name, Part10.read(file).dataSet());
    }

    private static Path written(String name, DataSet dataSet) throws IOException {
        var file = folder.resolve(name + ".dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, dataSet, Samples.EXPLICIT);
        }
        return file;
    }

    private static Path unpacked(String name) throws IOException {
        var file = folder.resolve(name.replace(".gz", ""));
        try (InputStream in = Files.newInputStream(REAL.resolve(name));
                var data = name.endsWith(".gz") ? new GZIPInputStream(in) : in) {
            Files.copy(data, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    /** One attribute of each kind that JSON writes in its own way. */
    private static DataSet rich() {
        var item =
                DataSet.builder()
                        .set(Tags.CodeValue, "T-D4000")
                        .set(Tags.CodingSchemeDesignator, "SRT")
                        .set(Tags.CodeMeaning, "Abdomen, pelvis & \"flanc\"")
                        .build();
        var study = new UID("1.2.826.0.1.3680043.10.1.7");
        return Samples.ct(7).toBuilder()
                .set(Tags.StudyInstanceUID, study)
                .set(Tags.SeriesInstanceUID, new UID(study.value() + ".1"))
                .set(Tags.PatientID, "P7")
                .set(Tags.PatientName, "DEMO^Zo\u00e9=\u5c71\u7530^\u592a\u90ce=")
                .set(Tags.OtherPatientNames, "DEMO^UN", "DEMO^DEUX")
                .empty(Tags.ReferringPhysicianName)
                .sequence(Tags.AnatomicRegionSequence, item, item)
                .empty(Tags.ProcedureCodeSequence)
                .set(Tags.PixelSpacing, "0.70", "7.0e-1")
                .set(Tags.ImagePositionPatient, "-12.5", "0", "+3.25")
                .set(Tags.WindowCenter, "40", "-600")
                .set(Tags.ExposureTime, " 12 ")
                .set(Tags.ImageComments, "ligne 1\r\nligne 2\ttab \\ barre")
                .set(Tags.PatientAge, "073Y")
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ct1",
                "rich",
                "breast_ct.dcm",
                "breast_rd_plan.dcm.gz",
                "breast_rp_plan.dcm.gz",
                "head_neck_rs_vendor_gamma.dcm.gz"
            })
    void the_metadata_of_an_object_are_those_of_orthanc(String name) {
        assertSame("metadata", path(name) + "/metadata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ct1",
                "rich",
                "breast_ct.dcm",
                "breast_rd_plan.dcm.gz",
                "breast_rp_plan.dcm.gz",
                "head_neck_rs_vendor_gamma.dcm.gz"
            })
    void what_a_search_finds_is_what_orthanc_finds(String name) {
        var object = Objects.requireNonNull(OBJECTS.get(name));
        var study = object.string(Tags.StudyInstanceUID).orElseThrow();
        assertSame("studies", "/studies?StudyInstanceUID=" + study);
        assertSame("series", "/studies/" + study + "/series");
        assertSame("instances", "/studies/" + study + "/instances");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ct1",
                "rich",
                "breast_ct.dcm",
                "breast_rd_plan.dcm.gz",
                "breast_rp_plan.dcm.gz",
                "head_neck_rs_vendor_gamma.dcm.gz"
            })
    void what_c_find_answers_is_what_orthanc_answers(String name) {
        var object = Objects.requireNonNull(OBJECTS.get(name));
        var study =
                keys("STUDY", Tags.StudyDate, Tags.StudyTime, Tags.AccessionNumber)
                        .empty(Tags.PatientName)
                        .empty(Tags.PatientID)
                        .empty(Tags.PatientBirthDate)
                        .empty(Tags.PatientSex)
                        .empty(Tags.ReferringPhysicianName)
                        .empty(Tags.StudyDescription)
                        .empty(Tags.StudyID)
                        .empty(Tags.ModalitiesInStudy)
                        .empty(Tags.NumberOfStudyRelatedSeries)
                        .empty(Tags.NumberOfStudyRelatedInstances)
                        .set(Tags.StudyInstanceUID, uid(object, Tags.StudyInstanceUID));
        var series =
                keys("SERIES", Tags.Modality, Tags.SeriesNumber, Tags.SeriesDescription)
                        .empty(Tags.NumberOfSeriesRelatedInstances)
                        .set(Tags.StudyInstanceUID, uid(object, Tags.StudyInstanceUID))
                        .set(Tags.SeriesInstanceUID, uid(object, Tags.SeriesInstanceUID));
        var instance =
                keys("IMAGE", Tags.SOPClassUID, Tags.InstanceNumber, Tags.NumberOfFrames)
                        .empty(Tags.Rows)
                        .empty(Tags.Columns)
                        .set(Tags.StudyInstanceUID, uid(object, Tags.StudyInstanceUID))
                        .set(Tags.SeriesInstanceUID, uid(object, Tags.SeriesInstanceUID))
                        .set(Tags.SOPInstanceUID, uid(object, Tags.SOPInstanceUID));
        for (var asked : List.of(study, series, instance)) {
            var identifier = asked.build();
            assertSame(
                    "find",
                    identifier.string(Tags.QueryRetrieveLevel).orElse(""),
                    found(dimse.node(), identifier),
                    found(orthanc.node(), identifier));
        }
    }

    private static DataSetBuilder keys(String level, spiders.dicom.data.Tag... returned) {
        var keys =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, "ISO_IR 192")
                        .set(Tags.QueryRetrieveLevel, level);
        for (var tag : returned) {
            keys.empty(tag);
        }
        return keys;
    }

    private static UID uid(DataSet object, spiders.dicom.data.Tag tag) {
        return object.uid(tag).orElseThrow();
    }

    /** The answers to a C-FIND as JSON, so that they are compared as those of a search. */
    private static JsonNode found(RemoteNode node, DataSet identifier) {
        var model = UIDs.StudyRootQueryRetrieveInformationModelFind;
        var answers = new ArrayList<DataSet>();
        try (var association =
                Association.open(
                        node,
                        AssociationRequest.forServices(DimseArchive.STATION, model),
                        NetworkOptions.defaults())) {
            var outcome =
                    association.find(
                            model,
                            identifier,
                            100,
                            match -> {
                                answers.add(match);
                                return Proceed.CONTINUE;
                            });
            assertThat(outcome.status().isSuccess()).isTrue();
        }
        var json = new ByteArrayOutputStream();
        try {
            JsonModel.write(answers, json, BulkDataURI.inline());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JSON.readTree(json.toByteArray());
    }

    private static String path(String name) {
        var object = Objects.requireNonNull(OBJECTS.get(name));
        return "/studies/%s/series/%s/instances/%s"
                .formatted(
                        object.string(Tags.StudyInstanceUID).orElseThrow(),
                        object.string(Tags.SeriesInstanceUID).orElseThrow(),
                        object.string(Tags.SOPInstanceUID).orElseThrow());
    }

    private static void assertSame(String question, String path) {
        assertSame(
                question,
                path,
                JSON.readTree(ours.get(path).body()),
                JSON.readTree(orthanc.get("dicom-web" + path)));
    }

    private static void assertSame(
            String question, String path, JsonNode ourAnswers, JsonNode theirAnswers) {
        var mine = bySOP(ourAnswers);
        var theirs = bySOP(theirAnswers);
        assertThat(mine.keySet()).as(path).isEqualTo(theirs.keySet());
        var unexplained = new ArrayList<String>();
        mine.forEach((key, answer) ->
                compare(
                        "",
                        answer,
                        Objects.requireNonNull(theirs.get(key)),
                        question,
                        unexplained));
        assertThat(unexplained).as(path).isEmpty();
    }

    private static Map<String, JsonNode> bySOP(JsonNode answers) {
        var byUID = new TreeMap<String, JsonNode>();
        for (var answer : answers) {
            var key =
                    List.of("0020000D", "0020000E", "00080018").stream()
                            .map(tag -> answer.path(tag).path("Value").path(0).asString(""))
                            .toList();
            byUID.put(key.toString(), answer);
        }
        return byUID;
    }

    private static void compare(
            String where, JsonNode mine, JsonNode theirs, String question, List<String> left) {
        var tags = new TreeSet<String>();
        tags.addAll(mine.propertyNames());
        tags.addAll(theirs.propertyNames());
        for (var tag : tags) {
            var my = mine.path(tag);
            var their = theirs.path(tag);
            if (isSequence(my) && isSequence(their)) {
                compareItems(where + tag, my, their, question, left);
            } else if (!my.equals(their)
                    && !OrthancDifference.explainAny(question, tag, my, their)) {
                left.add("%s%s: ours %s, Orthanc's %s".formatted(where, tag, my, their));
            }
        }
    }

    private static boolean isSequence(JsonNode attribute) {
        return attribute.path("vr").asString("").equals("SQ");
    }

    private static void compareItems(
            String where, JsonNode mine, JsonNode theirs, String question, List<String> left) {
        if (mine.path("Value").size() != theirs.path("Value").size()) {
            left.add("%s: %s items, Orthanc's %s".formatted(where, mine, theirs));
            return;
        }
        for (int i = 0; i < mine.path("Value").size(); i++) {
            compare(
                    "%s[%d].".formatted(where, i + 1),
                    mine.path("Value").get(i),
                    theirs.path("Value").get(i),
                    question,
                    left);
        }
    }
}
