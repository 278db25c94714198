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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Two registered patients turn out to be one person, or not. */
class PatientMergesTest {

    private static final User CLINICIAN =
            new User(new UserName("martin"), "Dr Martin", Set.of(Role.CLINICIAN));
    private static final User SECRETARY =
            new User(new UserName("durand"), "Mme Durand", Set.of(Role.SECRETARY));
    private static final PatientTraits ELODIE =
            new PatientTraits("DEMO", "", "ELODIE", "19500102", Sex.FEMALE, Ins.NONE);
    private static final PatientIdentifier THEIRS = new PatientIdentifier("CHU-LILLE", "L9");
    private static final Purpose SESSION =
            new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID());

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final List<AuditEvent> audit = new ArrayList<>();
    private final Access access =
            new Access(audit::add, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
    private final PatientRegister register = new PatientRegister(database, access, audit::add);
    private final PatientMerges merges = new PatientMerges(database, access, audit::add);
    private final ViewGrants grants =
            new ViewGrants(database, access, audit::add, Clock.systemUTC());
    private Archive archive;
    private PatientKey first;
    private PatientKey second;

    @BeforeEach
    void open() throws Exception {
        archive = new Archive(new ArchiveSettings(folder, "test", 0), database, List.of());
        first = register.register(CLINICIAN, ELODIE, List.of());
        second = register.register(CLINICIAN, ELODIE, List.of(THEIRS));
        Samples.ingest(archive, Samples.ct(1));
        var identifier = new PatientIdentifier("CHU-ANGERS", "P1");
        register.link(
                CLINICIAN,
                second,
                new SeenIdentity(identifier, "DEMO^\u00c9lodie", "19500102", "F"),
                "test");
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
        database.close();
    }

    @Test
    void merged_patients_have_the_same_studies_and_both_keys_stay() {
        assertThat(archive.studies(first)).isEmpty();

        merge();

        assertThat(archive.studies(first)).hasSize(1);
        assertThat(archive.studies(second)).hasSize(1);
        assertThat(register.traits(second)).isPresent();
        assertThat(merges.of(CLINICIAN, first)).isEqualTo(merges.of(CLINICIAN, second)).hasSize(1);
    }

    @Test
    void an_identifier_of_the_merged_registers_the_kept() {
        merge();

        assertThat(register.register(CLINICIAN, ELODIE, List.of(THEIRS))).isEqualTo(first);
    }

    @Test
    void a_split_gives_each_their_own_again_and_ends_the_grants_in_between() {
        var merge = merge();
        var studies = Set.of(Samples.STUDY);
        grants.grant(CLINICIAN, SESSION, first, studies, Duration.ofHours(1));
        assertThat(grants.mayView(SECRETARY, Samples.STUDY)).isFalse();

        assertThat(merges.split(CLINICIAN, merge.id(), "homonymes")).isTrue();

        assertThat(archive.studies(first)).isEmpty();
        assertThat(archive.studies(second)).hasSize(1);
        assertThat(grants.grantable(first, studies)).isEmpty();
        assertThat(grants.mayView(CLINICIAN, Samples.STUDY)).isFalse();
        assertThat(merges.split(CLINICIAN, merge.id(), "encore")).isFalse();
        assertThat(audit).extracting(AuditEvent::detail).contains("merge", "split");
    }

    @Test
    void three_in_a_row_come_apart_where_they_are_split() {
        var third = register.register(CLINICIAN, ELODIE, List.of());
        var lower = merges.merge(CLINICIAN, third, first, "test");
        merges.merge(CLINICIAN, first, second, "test");
        assertThat(archive.studies(third)).hasSize(1);

        merges.split(CLINICIAN, lower.id(), "test");

        assertThat(archive.studies(third)).isEmpty();
        assertThat(archive.studies(first)).hasSize(1);
    }

    @Test
    void what_cannot_be_one_is_refused() {
        merge();
        var third = register.register(CLINICIAN, ELODIE, List.of());

        assertRefused(MergeRefusedException.Reason.SAME, first, second);
        assertRefused(MergeRefusedException.Reason.SAME, second, first);
        assertRefused(MergeRefusedException.Reason.SAME, third, third);
        assertRefused(MergeRefusedException.Reason.MERGED_ELSEWHERE, third, second);
        assertRefused(MergeRefusedException.Reason.UNKNOWN, third, PatientKey.random());
        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() -> merges.merge(SECRETARY, third, first, "test"));
    }

    private void assertRefused(
            MergeRefusedException.Reason reason, PatientKey kept, PatientKey merged) {
        assertThatExceptionOfType(MergeRefusedException.class)
                .isThrownBy(() -> merges.merge(CLINICIAN, kept, merged, "test"))
                .matches(e -> e.reason() == reason);
    }

    private PatientMerge merge() {
        return merges.merge(CLINICIAN, first, second, "m\u00eame personne");
    }
}
