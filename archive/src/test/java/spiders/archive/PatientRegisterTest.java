// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

class PatientRegisterTest {

    private static final User CLINICIAN =
            new User(new UserName("martin"), "Dr Martin", Set.of(Role.CLINICIAN));
    private static final User ADMINISTRATOR =
            new User(new UserName("root"), "Root", Set.of(Role.ADMINISTRATOR));
    private static final PatientTraits ELODIE =
            new PatientTraits("D\u00e9mo", "", "\u00c9lodie", "19500102", Sex.FEMALE, Ins.NONE);
    private static final PatientIdentifier P1 = new PatientIdentifier("CHU-ANGERS", "P1");
    private static final Purpose SESSION =
            new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID());

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final List<AuditEvent> audit = new ArrayList<>();
    private final Access access =
            new Access(audit::add, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
    private final PatientRegister register = new PatientRegister(database, access, audit::add);
    private Instant now = Instant.parse("2026-03-15T10:00:00Z");
    private final Clock clock = ((InstantSource) this::now).withZone(ZoneOffset.UTC);
    private final ViewGrants grants = new ViewGrants(database, access, audit::add, clock);
    private Archive archive;

    private Instant now() {
        return now;
    }

    @BeforeEach
    void open() throws IOException {
        archive = new Archive(new ArchiveSettings(folder, "test", 0), database, List.of());
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
        database.close();
    }

    @Test
    void a_patient_is_registered_with_traits_and_identifiers() {
        var key = register.register(CLINICIAN, ELODIE, List.of(P1));

        assertThat(register.traits(key)).contains(ELODIE);
        assertThat(register.identifiers(key)).containsExactly(P1);
        assertThat(register.find(P1)).contains(key);
        assertThat(audit).extracting(AuditEvent::action).containsExactly(Action.REGISTER_PATIENT);
    }

    @Test
    void the_same_identifier_and_traits_are_the_same_patient() {
        var key = register.register(CLINICIAN, ELODIE, List.of(P1));
        var again = new PatientTraits("DEMO", "", "ELODIE", "19500102", Sex.FEMALE, Ins.NONE);

        assertThat(register.register(CLINICIAN, again, List.of(P1))).isEqualTo(key);
    }

    @Test
    void the_same_identifier_with_another_birth_date_is_a_conflict() {
        var key = register.register(CLINICIAN, ELODIE, List.of(P1));
        var other = new PatientTraits("DEMO", "", "ELODIE", "19600102", Sex.FEMALE, Ins.NONE);

        assertThatExceptionOfType(IdentifierTakenException.class)
                .isThrownBy(() -> register.register(CLINICIAN, other, List.of(P1)))
                .matches(e -> e.holder().equals(key));
    }

    /** Until the release of November 2026 a known INS made a second patient. */
    @Test
    void the_same_ins_and_traits_are_the_same_patient() {
        var key = register.register(CLINICIAN, elodie("19500102", "256031459001596"), List.of());
        var again = elodie("19500102", "2560314590015");

        assertThat(register.register(CLINICIAN, again, List.of(P1))).isEqualTo(key);
        assertThat(register.find(again.ins())).containsExactly(key);
        assertThat(register.find(P1)).contains(key);
    }

    @Test
    void the_same_ins_with_other_traits_or_an_identifier_with_another_ins_is_a_conflict() {
        var key = register.register(CLINICIAN, elodie("19500102", "2560314590015"), List.of(P1));
        var older = elodie("19400102", "2560314590015");
        var other = elodie("19500102", "2560359350999");

        for (var wrong : List.of(older, other)) {
            assertThatExceptionOfType(IdentifierTakenException.class)
                    .isThrownBy(() -> register.register(CLINICIAN, wrong, List.of(P1)))
                    .matches(e -> e.holder().equals(key));
        }
        assertThatExceptionOfType(IdentifierTakenException.class)
                .isThrownBy(() -> register.register(CLINICIAN, older, List.of()));
    }

    @Test
    void an_ins_with_the_first_given_name_of_a_twin_is_a_conflict() {
        var ins = "2560314590015";
        var key = register.register(CLINICIAN, named("Marie-Claire Anne", ins), List.of());

        assertThat(register.register(CLINICIAN, named("MARIE-CLAIRE", ins), List.of()))
                .isEqualTo(key);
        assertThatExceptionOfType(IdentifierTakenException.class)
                .isThrownBy(() -> register.register(CLINICIAN, named("Marie-Anne", ins), List.of()))
                .matches(e -> e.holder().equals(key));
    }

    private static PatientTraits elodie(String birthDate, String ins) {
        return traits("ELODIE", birthDate, ins);
    }

    private static PatientTraits named(String givenNames, String ins) {
        return traits(givenNames, "19560314", ins);
    }

    private static PatientTraits traits(String givenNames, String birthDate, String ins) {
        return new PatientTraits(
                "DEMO",
                "",
                givenNames,
                birthDate,
                Sex.FEMALE,
                new Ins(ins, "1.2.250.1.213.1.4.8", Ins.Status.QUAL));
    }

    @Test
    void a_homonym_without_identifiers_is_another_patient() {
        var key = register.register(CLINICIAN, ELODIE, List.of());

        assertThat(register.register(CLINICIAN, ELODIE, List.of())).isNotEqualTo(key);
    }

    @Test
    void an_administrator_registers_nobody() {
        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() -> register.register(ADMINISTRATOR, ELODIE, List.of()));
    }

    @Test
    void studies_are_a_patients_by_a_link_and_no_more_when_it_is_revoked() throws Exception {
        var key = register.register(CLINICIAN, ELODIE, List.of());
        Samples.ingest(archive, Samples.ct(1));
        assertThat(archive.studies(key)).isEmpty();

        var link = register.link(CLINICIAN, key, seen("19500102"), "test");
        assertThat(archive.studies(key))
                .extracting(ArchivedStudy::studyInstanceUID)
                .containsExactly(Samples.STUDY);
        assertThat(register.link(CLINICIAN, key, seen("19500102"), "test")).isEqualTo(link);

        register.revoke(CLINICIAN, link, "error");
        assertThat(archive.studies(key)).isEmpty();
        assertThat(register.links(key)).extracting(IdentityLink::revoked).containsExactly(true);
    }

    @Test
    void a_link_does_not_cover_objects_with_another_birth_date() throws Exception {
        var key = register.register(CLINICIAN, ELODIE, List.of());
        Samples.ingest(archive, Samples.ct(1));

        register.link(CLINICIAN, key, seen("19500201"), "test");

        assertThat(archive.studies(key)).isEmpty();
    }

    @Test
    void an_identity_is_not_two_patients() {
        var key = register.register(CLINICIAN, ELODIE, List.of());
        var other = register.register(CLINICIAN, ELODIE, List.of());
        register.link(CLINICIAN, key, seen("19500102"), "test");

        assertThatExceptionOfType(IdentifierTakenException.class)
                .isThrownBy(() -> register.link(CLINICIAN, other, seen(""), "test"));
    }

    @Test
    void a_grant_opens_a_study_until_it_ends_and_the_first_look_is_recorded() throws Exception {
        var key = linked();
        assertThat(grants.mayView(CLINICIAN, Samples.STUDY)).isFalse();

        grants.grant(CLINICIAN, SESSION, key, Set.of(Samples.STUDY), Duration.ofHours(1));
        audit.clear();
        for (int i = 0; i < 5; i++) {
            now = now.plusSeconds(10);
            assertThat(grants.mayView(CLINICIAN, Samples.STUDY)).isTrue();
        }

        assertThat(audit).hasSize(1);
        assertThat(audit.getFirst().action()).isEqualTo(Action.VIEW_IMAGES);
        assertThat(audit.getFirst().purpose()).isEqualTo(SESSION);
        assertThat(audit.getFirst().patients()).containsExactly(key);
        assertThat(grants.mayView(ADMINISTRATOR, Samples.STUDY)).isFalse();
        now = now.plus(Duration.ofHours(1));
        assertThat(grants.mayView(CLINICIAN, Samples.STUDY)).isFalse();
    }

    @Test
    void a_grant_for_a_study_of_somebody_else_is_refused() throws Exception {
        linked();
        var other = register.register(CLINICIAN, ELODIE, List.of());

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        grants.grant(
                                CLINICIAN,
                                SESSION,
                                other,
                                Set.of(Samples.STUDY),
                                Duration.ofHours(1)));
    }

    @Test
    void revoking_a_link_ends_the_grants_that_rest_on_it_and_names_the_viewers() throws Exception {
        var key = linked();
        grants.grant(CLINICIAN, SESSION, key, Set.of(Samples.STUDY), Duration.ofHours(1));
        assertThat(grants.mayView(CLINICIAN, Samples.STUDY)).isTrue();

        register.revoke(CLINICIAN, register.links(key).getFirst().id(), "error");

        now = now.plusSeconds(10);
        assertThat(grants.mayView(CLINICIAN, Samples.STUDY)).isFalse();
        assertThat(audit.getLast().detail()).contains("martin");
    }

    private PatientKey linked() throws Exception {
        var key = register.register(CLINICIAN, ELODIE, List.of());
        Samples.ingest(archive, Samples.ct(1));
        register.link(CLINICIAN, key, seen("19500102"), "test");
        return key;
    }

    private static SeenIdentity seen(String birthDate) {
        return new SeenIdentity(P1, "DEMO^ELODIE", birthDate, "F");
    }
}
