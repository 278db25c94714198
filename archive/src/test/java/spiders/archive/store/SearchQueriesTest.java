// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Samples;
import spiders.archive.store.Search.Level;
import spiders.archive.store.Search.Matching;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.security.store.TestDatabases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every kind of matching of PS3.4 section C.2.2.2, at every level, by identifiers. */
class SearchQueriesTest {

    private static final String ROOT = "1.2.826.0.1.3680043.10.2.";

    @TempDir private static Path folder;
    private static final HikariDataSource DATABASE = TestDatabases.fresh("archive");
    private static Archive archive;
    private static SearchQueries queries;

    @BeforeAll
    static void fill() throws Exception {
        archive = new Archive(new ArchiveSettings(folder, "test", 0), DATABASE, List.of());
        add(study(1, "DUPONT^Jean-Pierre", "P1", "20260101", "0830"), "CT", 1, 2);
        add(study(1, "DUPONT^Jean-Pierre", "P1", "20260101", "0830"), "SR", 2, 1);
        add(study(2, "DUPOND^Jeanpierre", "P2", "20260101", "2215"), "MR", 1, 1);
        add(study(3, "LEFÈVRE^Élodie", "p1", "20260215", "101500.123"), "CT", 1, 1);
        add(study(4, "LE GOFF^Mae", "P4_4", "", ""), "US", 1, 1);
        add(study(5, "DUPONT^Jean-Pierre", "P1", "20250630", "2359"), "PT", 1, 3);
        add(withOtherIDs(study(6, "MARTIN^Zoé", "P6", "20240101", "08")), "CT", 1, 1);
        queries = new SearchQueries(DATABASE);
    }

    @AfterAll
    static void close() throws IOException {
        archive.close();
        DATABASE.close();
    }

    private static DataSet study(int number, String name, String id, String date, String time) {
        return Samples.ct(number).toBuilder()
                .set(Tags.StudyInstanceUID, new UID(ROOT + number))
                .set(Tags.PatientName, name)
                .set(Tags.PatientID, id)
                .set(Tags.StudyDate, date)
                .set(Tags.StudyTime, time)
                .set(Tags.StudyID, "S" + number)
                .set(Tags.AccessionNumber, "A" + number)
                .set(Tags.ReferringPhysicianName, "MÉDECIN^" + number)
                .set(Tags.StudyDescription, "TAP 100% n°" + number)
                .build();
    }

    private static DataSet withOtherIDs(DataSet study) {
        var qualifiers =
                DataSet.builder().set(Tags.UniversalEntityID, "1.2.250.1.213.1.4.8").build();
        var national =
                DataSet.builder()
                        .set(Tags.PatientID, "NIR-6")
                        .sequence(Tags.IssuerOfPatientIDQualifiersSequence, qualifiers)
                        .build();
        var old = DataSet.builder().set(Tags.PatientID, "OLD-6").build();
        return study.toBuilder()
                .set(Tags.IssuerOfPatientID, "ANGERS")
                .sequence(Tags.OtherPatientIDsSequence, national, old)
                .build();
    }

    private static void add(DataSet study, String modality, int number, int instances)
            throws Exception {
        var series = study.string(Tags.StudyInstanceUID).orElseThrow() + "." + number;
        var request =
                DataSet.builder()
                        .set(Tags.RequestedProcedureID, "RP" + modality)
                        .set(Tags.ScheduledProcedureStepID, "SPS" + number)
                        .build();
        for (int i = 1; i <= instances; i++) {
            var instance =
                    study.toBuilder()
                            .set(Tags.Modality, modality)
                            .set(
                                    Tags.SOPClassUID,
                                    modality.equals("SR")
                                            ? UIDs.BasicTextSRStorage
                                            : UIDs.CTImageStorage)
                            .set(Tags.SeriesInstanceUID, new UID(series))
                            .set(Tags.SeriesNumber, Integer.toString(number))
                            .set(Tags.SOPInstanceUID, new UID(series + "." + i))
                            .set(Tags.InstanceNumber, Integer.toString(i))
                            .set(Tags.PerformedProcedureStepStartDate, "20260101")
                            .set(Tags.PerformedProcedureStepStartTime, "09" + number + "0")
                            .set(Tags.SliceThickness, Integer.toString(i))
                            .sequence(Tags.RequestAttributesSequence, request)
                            .build();
            Samples.ingest(archive, instance);
        }
    }

    private static DataSet keys(String text) {
        var keys = DataSet.builder();
        for (var pair : text.split(";", -1)) {
            int equals = pair.indexOf('=');
            var tag = Dictionary.tag(pair.substring(0, equals)).orElseThrow();
            keys.set(element(tag, pair.substring(equals + 1)));
        }
        return keys.build();
    }

    private static ValueElement element(Tag tag, String value) {
        return ValueElement.received(tag, Dictionary.vr(tag), List.of(value.split("\\\\", -1)));
    }

    private static List<DataSet> find(Level level, DataSet keys, Matching... options) {
        var agreed = EnumSet.noneOf(Matching.class);
        agreed.addAll(List.of(options));
        return queries.find(new Scope.Everything(), new Search(level, keys, agreed, Search.ALL, 0));
    }

    private static String numbers(List<DataSet> studies) {
        var numbers = new StringBuilder();
        for (var study : studies) {
            var uid = study.string(Tags.StudyInstanceUID).orElseThrow();
            numbers.append(uid.substring(ROOT.length()));
        }
        return numbers.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StudyInstanceUID=1.2.826.0.1.3680043.10.2.1 | 1",
                "StudyInstanceUID=1.2.826.0.1.3680043.10.2.1\\1.2.826.0.1.3680043.10.2.4 | 14",
                "StudyInstanceUID=1.2.826.0.1.3680043.10.2.* | ''",
                "PatientID=P1 | 15",
                "PatientID=p1 | 3",
                "PatientID=P? | 2156",
                "PatientID=P4_? | 4",
                "PatientID=P_ | ''",
                "PatientID=P1\\P2 | 215",
                "PatientID=* | 321564",
                "PatientName=dupont* | 15",
                "PatientName=DUPONT | ''",
                "PatientName=*pierre | 215",
                "PatientName=lefevre^elodie | 3",
                "PatientName=DUPON?^* | 215",
                "StudyDate=20260101 | 21",
                "StudyDate=20260101-20260131 | 21",
                "StudyDate=-20251231 | 56",
                "StudyDate=20260201- | 3",
                "StudyDate=2026010? | ''",
                "StudyDate=20260101\\20260215 | 321",
                "StudyTime=0800-1015 | 31",
                "StudyTime=1015 | 3",
                "StudyTime=-09 | 16",
                "StudyDate=20260101-20260215;StudyTime=1000-2300 | 32",
                "AccessionNumber=A3 | 3",
                "AccessionNumber=a3 | ''",
                "AccessionNumber=A[12] | ''",
                "StudyID=S2\\S4 | 24",
                "ReferringPhysicianName=medecin^3 | 3",
                "StudyDescription=*100%*2 | 2",
                "StudyDescription=*100_* | ''",
                "ModalitiesInStudy=SR | 1",
                "ModalitiesInStudy=?R | 21",
                "ModalitiesInStudy=CT\\PT | 3156",
                "SOPClassesInStudy=1.2.840.10008.5.1.4.1.1.88.11 | 1",
                "PatientBirthDate=19500101-19500103;PatientSex=F;PatientID=P2 | 2",
                "PatientSex=M | ''",
                "NumberOfStudyRelatedSeries=7;SliceThickness=9;PatientID=P2 | 2"
            })
    void studies_are_found_by_their_keys(String keys, String studies) {
        assertThat(numbers(find(Level.STUDY, keys(keys)))).isEqualTo(studies);
    }

    @Test
    void a_patient_is_found_by_each_identifier_and_each_name_of_its_issuer() {
        for (var id : List.of("P6", "NIR-6", "OLD-6")) {
            assertThat(numbers(find(Level.STUDY, keys("PatientID=" + id)))).isEqualTo("6");
        }
        assertThat(numbers(find(Level.STUDY, issued("P6", "ANGERS")))).isEqualTo("6");
        assertThat(numbers(find(Level.STUDY, issued("P6", "CHU-ANGERS")))).isEqualTo("6");
        assertThat(find(Level.STUDY, issued("P6", "NANTES"))).isEmpty();
        assertThat(find(Level.STUDY, issued("NIR-6", "ANGERS"))).isEmpty();
        var national =
                keys("PatientID=NIR-6").toBuilder()
                        .sequence(
                                Tags.IssuerOfPatientIDQualifiersSequence,
                                keys("UniversalEntityID=1.2.250.1.213.1.4.8"))
                        .build();
        assertThat(numbers(find(Level.STUDY, national))).isEqualTo("6");
        var other = DataSet.builder().sequence(Tags.OtherPatientIDsSequence, national).build();
        assertThat(numbers(find(Level.STUDY, other))).isEqualTo("6");
        assertThat(numbers(find(Level.STUDY, keys("IssuerOfPatientID=ANG*")))).isEqualTo("6");
    }

    private static DataSet issued(String id, String issuer) {
        return keys("PatientID=" + id + ";IssuerOfPatientID=" + issuer);
    }

    @Test
    void dates_and_times_are_one_range_where_that_is_agreed() {
        var keys = keys("StudyDate=20260101-20260215;StudyTime=1200-1100");

        assertThat(numbers(find(Level.STUDY, keys, Matching.COMBINED_DATE_TIME))).isEqualTo("32");
        assertThat(numbers(find(Level.STUDY, keys))).isEmpty();
        var open = keys("StudyDate=20251231-;StudyTime=2000-");
        assertThat(numbers(find(Level.STUDY, open, Matching.COMBINED_DATE_TIME))).isEqualTo("321");
    }

    @Test
    void names_are_found_as_they_sound_where_that_is_agreed() {
        assertThat(numbers(find(Level.STUDY, keys("PatientName=dupon jean"), Matching.FUZZY)))
                .isEqualTo("215");
        assertThat(numbers(find(Level.STUDY, keys("PatientName=Lefebvre"), Matching.FUZZY)))
                .isEqualTo("3");
        assertThat(numbers(find(Level.STUDY, keys("PatientName=Goff"), Matching.FUZZY)))
                .isEqualTo("4");
    }

    @Test
    void series_are_found_by_what_their_requests_say() {
        var item =
                DataSet.builder()
                        .set(Tags.RequestedProcedureID, "RPSR")
                        .empty(Tags.ScheduledProcedureStepID)
                        .build();
        var keys = DataSet.builder().sequence(Tags.RequestAttributesSequence, item).build();
        var found = find(Level.SERIES, keys);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().string(Tags.Modality)).contains("SR");

        assertThat(find(Level.SERIES, keys("Modality=?R"))).hasSize(2);
        assertThat(find(Level.SERIES, keys("PatientID=P1;SeriesNumber=2"))).hasSize(1);
        var pair =
                keys(
                        "PerformedProcedureStepStartDate=20260101-20260101;"
                                + "PerformedProcedureStepStartTime=0920-1000");
        assertThat(find(Level.SERIES, pair, Matching.COMBINED_DATE_TIME)).hasSize(1);
    }

    @Test
    void an_identifier_is_answered_by_its_keys_alone() {
        var item = DataSet.builder().empty(Tags.RequestedProcedureID).build();
        var keys =
                DataSet.builder()
                        .set(Tags.Modality, "SR")
                        .empty(Tags.SeriesNumber)
                        .empty(Tags.BodyPartExamined)
                        .sequence(Tags.RequestAttributesSequence, item)
                        .build();
        var search = new Search(Level.SERIES, keys, Set.of(), Search.ALL, 0);

        var answer = search.identifier(queries.find(new Scope.Everything(), search).getFirst());

        assertThat(answer.elements())
                .extracting(element -> element.tag())
                .containsExactlyElementsOf(
                        keys.elements().stream().map(element -> element.tag()).toList());
        assertThat(answer.string(Tags.SeriesNumber)).contains("2");
        assertThat(answer.string(Tags.BodyPartExamined)).isEmpty();
        assertThat(answer.item(Tags.RequestAttributesSequence).orElseThrow().elements()).hasSize(1);
    }

    @Test
    void instances_are_found_by_whatever_they_hold() {
        assertThat(find(Level.INSTANCE, keys("SliceThickness=2.0"))).hasSize(2);
        assertThat(find(Level.INSTANCE, keys("InstanceNumber=3;Modality=PT"))).hasSize(1);
        assertThat(find(Level.INSTANCE, keys("SOPClassUID=" + UIDs.BasicTextSRStorage.value())))
                .hasSize(1);
    }

    @Test
    void a_patient_is_one_answer_with_counts_of_what_may_be_seen() {
        var patients = find(Level.PATIENT, keys("PatientName=DUPON*"));
        assertThat(patients)
                .extracting(p -> p.string(Tags.PatientID).orElseThrow())
                .containsExactly("P1", "P2");
        var first = patients.getFirst();
        assertThat(first.integer(Tags.NumberOfPatientRelatedStudies)).hasValue(2);
        assertThat(first.integer(Tags.NumberOfPatientRelatedSeries)).hasValue(3);
        assertThat(first.integer(Tags.NumberOfPatientRelatedInstances)).hasValue(6);
        assertThat(first.has(Tags.StudyInstanceUID)).isFalse();
        assertThat(find(Level.PATIENT, DataSet.empty())).hasSize(5);
    }

    @Test
    void counts_and_classes_are_told_where_they_are_asked_for() {
        var keys =
                DataSet.builder()
                        .set(Tags.AccessionNumber, "A1")
                        .empty(Tags.SOPClassesInStudy)
                        .empty(Tags.NumberOfPatientRelatedStudies)
                        .build();
        var study = find(Level.STUDY, keys).getFirst();

        assertThat(study.strings(Tags.ModalitiesInStudy)).containsExactly("CT", "SR");
        assertThat(study.uids(Tags.SOPClassesInStudy))
                .containsExactlyInAnyOrder(UIDs.CTImageStorage, UIDs.BasicTextSRStorage);
        assertThat(study.integer(Tags.NumberOfPatientRelatedStudies)).hasValue(2);
        assertThat(study.integer(Tags.NumberOfStudyRelatedInstances)).hasValue(3);
    }

    @Test
    void every_key_is_in_the_page_whether_the_database_decides_it_or_not() {
        for (var keys : List.of(keys("PatientID=P?"), keys("StudyID=S?;PatientID=P?"))) {
            var page = new Search(Level.STUDY, keys, Set.of(), 2, 1);
            assertThat(numbers(queries.find(new Scope.Everything(), page))).isEqualTo("15");
            var last = new Search(Level.STUDY, keys, Set.of(), 10, 3);
            assertThat(numbers(queries.find(new Scope.Everything(), last))).isEqualTo("6");
        }
    }

    @Test
    void a_search_ends_when_no_more_is_wanted() {
        var taken = new ArrayList<DataSet>();
        queries.find(
                new Scope.Everything(),
                new Search(Level.INSTANCE, DataSet.empty(), Set.of(), Search.ALL, 0),
                result -> {
                    taken.add(result);
                    return taken.size() < 2;
                });

        assertThat(taken).hasSize(2);
        assertThat(DATABASE.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void bytes_are_neither_matched_nor_returned() {
        var keys =
                DataSet.builder()
                        .set(Tags.AccessionNumber, "A2")
                        .set(Tags.PixelData, VR.OW, new byte[] {1, 2})
                        .build();

        assertThat(find(Level.INSTANCE, keys)).hasSize(1);
        assertThat(find(Level.INSTANCE, keys).getFirst().has(Tags.PixelData)).isFalse();
    }
}
