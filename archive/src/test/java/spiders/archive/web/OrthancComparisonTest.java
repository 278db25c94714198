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
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.testkit.peer.OrthancProcess;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private static final Map<String, DataSet> OBJECTS = new LinkedHashMap<>();

    @BeforeAll
    static void open() throws Exception {
        Files.createDirectories(folder.resolve("orthanc"));
        ours = new WebArchive(folder.resolve("objects"));
        orthanc = OrthancProcess.start(folder.resolve("orthanc"), List.of());
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

    private static String path(String name) {
        var object = Objects.requireNonNull(OBJECTS.get(name));
        return "/studies/%s/series/%s/instances/%s"
                .formatted(
                        object.string(Tags.StudyInstanceUID).orElseThrow(),
                        object.string(Tags.SeriesInstanceUID).orElseThrow(),
                        object.string(Tags.SOPInstanceUID).orElseThrow());
    }

    private static void assertSame(String question, String path) {
        var mine = bySOP(JSON.readTree(ours.get(path).body()));
        var theirs = bySOP(JSON.readTree(orthanc.get("dicom-web" + path)));
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
            } else if (!my.equals(their) && !Difference.explainAny(question, tag, my, their)) {
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

    /** A way in which the two may differ, and why; each looks at one attribute. */
    private enum Difference {
        /** DICOM JSON is UTF-8 whatever this says; Orthanc answers searches with ISO_IR 100. */
        CHARACTER_SET {
            @Override
            boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
                return tag.equals("00080005");
            }
        },
        /** Each names its own address, then the same path. */
        ADDRESS {
            @Override
            boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
                return tag.equals("00081190") && afterRoot(mine).equals(afterRoot(theirs));
            }

            private String afterRoot(JsonNode attribute) {
                var uri = attribute.path("Value").path(0).asString("");
                return uri.substring(Math.max(0, uri.indexOf("/studies/")));
            }
        },
        /** Both leave the value behind a URI of their own. */
        BULK_DATA {
            @Override
            boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
                return sameVR(mine, theirs) && mine.has("BulkDataURI") && theirs.has("BulkDataURI");
            }
        },
        /** The same number in another notation, such as 4, 4.0 and "+4", or rounded by a double. */
        NOTATION {
            @Override
            boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
                var my = mine.path("Value");
                var their = theirs.path("Value");
                return sameVR(mine, theirs)
                        && my.size() == their.size()
                        && my.size() > 0
                        && IntStream.range(0, my.size())
                                .allMatch(i -> isSameNumber(my.get(i), their.get(i)));
            }

            private boolean isSameNumber(JsonNode mine, JsonNode theirs) {
                if (!theirs.isNumber() || !(mine.isNumber() || mine.asString("").startsWith("+"))) {
                    return false;
                }
                double my = mine.isNumber() ? mine.doubleValue() : parsed(mine);
                double their = theirs.doubleValue();
                return Math.abs(my - their) <= 1e-14 * Math.max(1, Math.abs(their));
            }

            private double parsed(JsonNode text) {
                return Double.parseDouble(text.asString(""));
            }
        },
        /** Orthanc writes empty component groups, and in searches, which are Latin-1, no kanji. */
        PERSON_NAME {
            @Override
            boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
                return sameVR(mine, theirs)
                        && mine.path("vr").asString("").equals("PN")
                        && alphabetic(mine).equals(alphabetic(theirs));
            }

            private String alphabetic(JsonNode attribute) {
                return attribute.path("Value").path(0).path("Alphabetic").asString("");
            }
        },
        /**
         * Orthanc takes a backslash in LT for the end of a value (PS3.5 table 6.2-1: it is not).
         */
        BACKSLASH {
            @Override
            boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
                var parts = new ArrayList<String>();
                theirs.path("Value").forEach(part -> parts.add(part.asString("")));
                return sameVR(mine, theirs)
                        && mine.path("vr").asString("").equals("LT")
                        && mine.path("Value").path(0).asString("").equals(String.join("\\", parts));
            }
        },
        /** We answer a search with more than is required (PS3.18 table 10.6.3-3), unasked. */
        MORE {
            @Override
            boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
                return theirs.isMissingNode() && !question.equals("metadata");
            }
        },
        /** The files of a study contradict each other; each system answers with one of them. */
        CONTRADICTION {
            @Override
            boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
                var attribute = spiders.dicom.data.Tag.parse(tag);
                return !question.equals("metadata")
                        && OBJECTS.values().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                one -> one.string(Tags.StudyInstanceUID),
                                                Collectors.mapping(
                                                        one -> one.string(attribute),
                                                        Collectors.toSet())))
                                .values()
                                .stream()
                                .filter(values -> values.size() > 1)
                                .filter(values -> holds(values, mine))
                                .anyMatch(values -> holds(values, theirs));
            }

            private boolean holds(Set<Optional<String>> values, JsonNode attribute) {
                var first = attribute.path("Value").path(0);
                var text = first.has("Alphabetic") ? first.path("Alphabetic") : first;
                return values.stream().anyMatch(one -> one.orElse("").equals(text.asString("")));
            }
        },
        /**
         * Orthanc repeats the patient and the study in its answers on series and instances, and the
         * series in those on instances, which a search within them need not (PS3.18 section 10.6).
         */
        HIGHER_LEVELS {
            @Override
            boolean explains(String question, String tag, JsonNode mine, JsonNode theirs) {
                return mine.isMissingNode()
                        && (question.equals("instances") || question.equals("series"))
                        && HIGHER.contains(tag);
            }
        };

        private static final Set<String> HIGHER =
                Set.of(
                        "00080020",
                        "00080030",
                        "00080050",
                        "00080060",
                        "00080061",
                        "00080090",
                        "0008103E",
                        "00100010",
                        "00100020",
                        "00100030",
                        "00100040",
                        "00200010",
                        "00200011");

        abstract boolean explains(String question, String tag, JsonNode mine, JsonNode theirs);

        static boolean explainAny(String question, String tag, JsonNode mine, JsonNode theirs) {
            return Arrays.stream(values())
                    .anyMatch(one -> one.explains(question, tag, mine, theirs));
        }

        private static boolean sameVR(JsonNode mine, JsonNode theirs) {
            return mine.path("vr").equals(theirs.path("vr"));
        }
    }
}
