// SPDX-License-Identifier: Apache-2.0
package spiders.archive.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.archive.Samples;
import spiders.archive.SeenIdentity;
import spiders.archive.Sex;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.net.AETitle;
import spiders.security.Access;
import spiders.security.AccessRefusedException;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.Relation;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

class ManifestsTest {

    private static final String ROOT = "https://hub.example/dicomweb";
    private static final User CLINICIAN =
            new User(new UserName("martin"), "Dr Martin", Set.of(Role.CLINICIAN));
    private static final User SECRETARY =
            new User(new UserName("petit"), "Mme Petit", Set.of(Role.SECRETARY));
    private static final Purpose SESSION =
            new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID());
    private static final UID OTHER = new UID("1.2.826.0.1.3680043.10.1.2");

    /** Of the public test identities. */
    private static final Ins QUALIFIED =
            new Ins("260058815400233", "1.2.250.1.213.1.4.10", Ins.Status.QUAL);

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final List<AuditEvent> audit = new ArrayList<>();
    private final Access access =
            new Access(audit::add, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
    private final PatientRegister register = new PatientRegister(database, access, audit::add);
    private Archive archive;

    @BeforeEach
    void open() throws Exception {
        var settings = new ArchiveSettings(folder.resolve("objects"), "test", 0);
        archive = new Archive(settings, database, List.of());
        for (int i = 1; i <= 3; i++) {
            Samples.ingest(archive, Samples.ct(i));
        }
        Samples.ingest(archive, other("1", 9));
        Samples.ingest(archive, other("2", 10));
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
        database.close();
    }

    /** An object of another study of the same patient, in a series of its own. */
    private static DataSet other(String series, int number) {
        return Samples.ct(number)
                .with(Tags.StudyInstanceUID, OTHER)
                .with(Tags.SeriesInstanceUID, new UID(OTHER.value() + "." + series))
                .with(Tags.StudyDate, "20250110")
                .with(Tags.AccessionNumber, "A7")
                .with(Tags.SeriesNumber, series);
    }

    private PatientKey patient(Ins ins) {
        var traits = new PatientTraits("Demo", "", "Elodie Anne", "19500102", Sex.FEMALE, ins);
        var key = register.register(CLINICIAN, traits, List.of());
        var identifier = new PatientIdentifier(Samples.ORIGIN.assigningAuthority(), "P1");
        register.link(CLINICIAN, key, new SeenIdentity(identifier, "", "", ""), "test");
        return key;
    }

    private Manifests manifests(int most) {
        var title = new AETitle("SPIDERS");
        return new Manifests(database, register, access, audit::add, title, most);
    }

    private Optional<DataSet> manifest(PatientKey patient, UID home, UID... studies) {
        var request = new Manifests.Request(patient, List.of(studies), home, ROOT);
        return manifests(100).manifest(CLINICIAN, SESSION, request);
    }

    @Test
    void a_manifest_of_a_study_names_every_object_once_and_where_its_series_is_fetched() {
        var manifest = manifest(patient(Ins.NONE), OTHER, OTHER).orElseThrow();

        assertThat(manifest.uid(Tags.SOPClassUID)).contains(UIDs.KeyObjectSelectionDocumentStorage);
        assertThat(manifest.string(Tags.Modality)).contains("KO");
        assertThat(manifest.items(Tags.ConceptNameCodeSequence).getFirst().string(Tags.CodeValue))
                .contains("113030");
        assertThat(evidence(manifest)).containsExactly(Samples.instance(9), Samples.instance(10));
        assertThat(content(manifest)).containsExactlyElementsOf(evidence(manifest));
        var series = series(manifest);
        assertThat(series)
                .extracting(one -> one.string(Tags.RetrieveURL).orElseThrow())
                .containsExactly(
                        ROOT + "/studies/" + OTHER.value() + "/series/" + OTHER.value() + ".1",
                        ROOT + "/studies/" + OTHER.value() + "/series/" + OTHER.value() + ".2");
        assertThat(series)
                .allSatisfy(
                        one -> assertThat(one.string(Tags.RetrieveAETitle)).contains("SPIDERS"));
        assertThat(manifest.has(Tags.IdenticalDocumentsSequence)).isFalse();
        var text = manifest.items(Tags.ContentSequence).getLast();
        assertThat(text.string(Tags.ValueType)).contains("TEXT");
        assertThat(text.string(Tags.TextValue).orElseThrow().lines())
                .containsExactly("20250110 TAP", "CT, 1: Thorax", "CT, 1: Thorax");
        var request = manifest.items(Tags.ReferencedRequestSequence).getFirst();
        assertThat(request.string(Tags.AccessionNumber)).contains("A7");
        assertThat(audit)
                .filteredOn(event -> event.action() == Action.GIVE_MANIFEST)
                .singleElement()
                .satisfies(event -> assertThat(event.objects()).containsExactly(OTHER.value()));
    }

    @Test
    void the_same_content_has_the_same_uid_and_a_new_object_makes_another() throws Exception {
        var patient = patient(Ins.NONE);
        var first = manifest(patient, Samples.STUDY, Samples.STUDY).orElseThrow();

        assertThat(manifest(patient, Samples.STUDY, Samples.STUDY)).contains(first);

        Samples.ingest(archive, Samples.ct(4));
        var later = manifest(patient, Samples.STUDY, Samples.STUDY).orElseThrow();
        assertThat(later.uid(Tags.SOPInstanceUID)).isNotEqualTo(first.uid(Tags.SOPInstanceUID));
        assertThat(later.uid(Tags.SeriesInstanceUID)).isEqualTo(first.uid(Tags.SeriesInstanceUID));
        assertThat(evidence(later)).hasSize(4).contains(Samples.instance(4));
    }

    @Test
    void a_manifest_of_two_studies_knows_itself_in_the_other() {
        var patient = patient(Ins.NONE);
        var here = manifest(patient, Samples.STUDY, Samples.STUDY, OTHER).orElseThrow();
        var there = manifest(patient, OTHER, Samples.STUDY, OTHER).orElseThrow();

        assertThat(evidence(here)).hasSize(5).doesNotHaveDuplicates().isEqualTo(evidence(there));
        assertThat(here.uid(Tags.StudyInstanceUID)).contains(Samples.STUDY);
        assertThat(there.uid(Tags.StudyInstanceUID)).contains(OTHER);
        assertThat(copies(here)).containsExactly(there.uid(Tags.SOPInstanceUID).orElseThrow());
        assertThat(copies(there)).containsExactly(here.uid(Tags.SOPInstanceUID).orElseThrow());
        assertThat(here.items(Tags.ReferencedRequestSequence)).hasSize(2);
    }

    private static List<UID> copies(DataSet manifest) {
        return manifest.items(Tags.IdenticalDocumentsSequence).stream()
                .flatMap(study -> study.items(Tags.ReferencedSeriesSequence).stream())
                .flatMap(series -> series.items(Tags.ReferencedSOPSequence).stream())
                .map(sop -> sop.uid(Tags.ReferencedSOPInstanceUID).orElseThrow())
                .toList();
    }

    @Test
    void a_qualified_national_identity_names_the_patient_and_no_other_does() {
        var manifest = manifest(patient(QUALIFIED), OTHER, OTHER).orElseThrow();

        assertThat(manifest.string(Tags.PatientID)).contains(QUALIFIED.value());
        assertThat(manifest.string(Tags.IssuerOfPatientID)).contains("ASIP-SANTE-INS-NIR");
        var qualifiers = manifest.items(Tags.IssuerOfPatientIDQualifiersSequence).getFirst();
        assertThat(qualifiers.string(Tags.UniversalEntityID)).contains(QUALIFIED.oid());
        assertThat(qualifiers.string(Tags.UniversalEntityIDType)).contains("ISO");
        assertThat(manifest.string(Tags.PatientName)).contains("Demo^Elodie");
        var local = manifest.items(Tags.OtherPatientIDsSequence).getFirst();
        assertThat(local.string(Tags.PatientID)).contains("P1");
    }

    @Test
    void a_national_number_that_is_not_qualified_is_not_given() {
        var retrieved = new Ins(QUALIFIED.value(), QUALIFIED.oid(), Ins.Status.RECUP);

        var manifest = manifest(patient(retrieved), OTHER, OTHER).orElseThrow();

        assertThat(manifest.string(Tags.PatientID)).contains("P1");
        assertThat(manifest.toString()).doesNotContain(QUALIFIED.value());
        assertThat(evidence(manifest)).hasSize(2);
    }

    @Test
    void a_study_of_another_patient_or_without_objects_is_not_named() {
        var patient = patient(Ins.NONE);
        var stranger =
                register.register(
                        CLINICIAN,
                        new PatientTraits("Autre", "", "Paul", "19600102", Sex.MALE, Ins.NONE),
                        List.of());
        var unknown = new UID("1.2.3.4");

        assertThat(manifest(stranger, OTHER, OTHER)).isEmpty();
        assertThat(manifest(patient, unknown, unknown, OTHER)).isEmpty();
        assertThat(evidence(manifest(patient, OTHER, unknown, OTHER).orElseThrow())).hasSize(2);
    }

    @Test
    void who_may_not_view_images_is_given_no_manifest() {
        var request = new Manifests.Request(patient(Ins.NONE), List.of(OTHER), OTHER, ROOT);

        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() -> manifests(100).manifest(SECRETARY, SESSION, request));
        assertThat(audit).noneMatch(event -> event.action() == Action.GIVE_MANIFEST);
    }

    @Test
    void a_manifest_names_no_more_objects_than_its_limit() {
        var patient = patient(Ins.NONE);
        var request = new Manifests.Request(patient, List.of(Samples.STUDY, OTHER), OTHER, ROOT);

        assertThat(manifests(5).manifest(CLINICIAN, SESSION, request)).isPresent();
        assertThatExceptionOfType(ManifestTooLargeException.class)
                .isThrownBy(() -> manifests(4).manifest(CLINICIAN, SESSION, request))
                .satisfies(e -> assertThat(e.objects()).isEqualTo(5))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(4));
    }

    @Test
    @Tag("peer")
    void manifests_are_sound_for_dciodvfy_and_read_by_dcmtk() throws IOException {
        var qualified = patient(QUALIFIED);
        var file = folder.resolve("manifest.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(
                    out,
                    manifest(qualified, Samples.STUDY, Samples.STUDY, OTHER).orElseThrow(),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }

        assertThat(PeerCommand.run(folder, "dciodvfy", "-new", "manifest.dcm").output())
                .contains("KeyObjectSelectionDocument")
                .doesNotContain("Error");
        var read = PeerCommand.run(folder, "dsrdump", "+Pl", "manifest.dcm");
        assertThat(read.exitCode()).as(read.output()).isZero();
        assertThat(read.output()).contains("Manifest", "Key Object Description", "CT, 3: Thorax");
        assertThat(read.output().lines().filter(line -> line.contains("IMAGE:"))).hasSize(5);
        assertThat(PeerCommand.run(folder, "dcm2xml", "manifest.dcm", "manifest.xml").exitCode())
                .isZero();
        assertThat(Files.readString(folder.resolve("manifest.xml")))
                .contains(ROOT + "/studies/" + OTHER.value());
    }

    private static List<DataSet> series(DataSet manifest) {
        return manifest.items(Tags.CurrentRequestedProcedureEvidenceSequence).stream()
                .flatMap(study -> study.items(Tags.ReferencedSeriesSequence).stream())
                .toList();
    }

    private static List<UID> evidence(DataSet manifest) {
        return series(manifest).stream().flatMap(ManifestsTest::references).toList();
    }

    private static List<UID> content(DataSet manifest) {
        return manifest.items(Tags.ContentSequence).stream()
                .flatMap(ManifestsTest::references)
                .toList();
    }

    private static Stream<UID> references(DataSet item) {
        return item.items(Tags.ReferencedSOPSequence).stream()
                .map(sop -> sop.uid(Tags.ReferencedSOPInstanceUID).orElseThrow());
    }
}
