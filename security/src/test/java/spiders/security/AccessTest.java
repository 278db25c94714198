// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class AccessTest {

    private static final Set<Permission> CONCERN_PATIENTS =
            EnumSet.of(
                    Permission.REGISTER_CASE,
                    Permission.VIEW_CASE,
                    Permission.EDIT_CASE,
                    Permission.SEARCH_IMAGING,
                    Permission.DECIDE_IDENTITY,
                    Permission.ORDER_TRANSFER,
                    Permission.VIEW_IMAGES);

    private final List<AuditEvent> audited = new ArrayList<>();
    private final Set<Relation> ties = EnumSet.noneOf(Relation.class);
    private final Set<SharingPurpose> objected = EnumSet.noneOf(SharingPurpose.class);
    private final Access access = new Access(audited::add, (_, _) -> ties, _ -> objected);

    @Test
    void who_may_passes_and_leaves_no_refusal() {
        access.require(user(Role.CLINICIAN), Permission.VIEW_IMAGES);

        assertThat(audited).isEmpty();
    }

    @Test
    void a_refusal_is_recorded_with_the_patient_before_it_is_thrown() {
        var patient = PatientKey.random();

        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(
                        () -> access.require(user(Role.SECRETARY), Permission.VIEW_IMAGES, patient))
                .extracting(AccessRefusedException::permission)
                .isEqualTo(Permission.VIEW_IMAGES);
        assertThat(audited)
                .containsExactly(
                        AuditEvent.of(user(Role.SECRETARY), Action.ACCESS)
                                .about(patient)
                                .objects("VIEW_IMAGES")
                                .refused("role"));
    }

    @ParameterizedTest
    @EnumSource
    void a_row_lets_in_by_each_of_its_relations_and_by_no_other(Permission permission) {
        var patient = PatientKey.random();
        for (var role : Role.values()) {
            var row =
                    AccessPolicy.table().stream()
                            .filter(one -> one.permission() == permission && one.role() == role)
                            .findFirst();
            ties.clear();
            boolean withoutTie = row.filter(one -> one.relations().isEmpty()).isPresent();
            assertThat(access.allows(user(role), permission, patient))
                    .as("%s, no tie", role)
                    .isEqualTo(withoutTie);
            for (var relation : Relation.values()) {
                ties.clear();
                ties.add(relation);
                boolean expected =
                        withoutTie
                                || row.filter(one -> one.relations().contains(relation))
                                        .isPresent();
                assertThat(access.allows(user(role), permission, patient))
                        .as("%s, %s", role, relation)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void who_is_not_tied_to_the_patient_is_refused_and_recorded() {
        var patient = PatientKey.random();

        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(
                        () -> access.require(user(Role.CLINICIAN), Permission.VIEW_CASE, patient))
                .extracting(AccessRefusedException::lack)
                .isEqualTo(Lack.RELATION);
        assertThat(audited)
                .containsExactly(
                        AuditEvent.of(user(Role.CLINICIAN), Action.ACCESS)
                                .about(patient)
                                .objects("VIEW_CASE")
                                .refused("relation"));
    }

    @Test
    void an_objection_blocks_all_but_who_confirmed_it_in_an_emergency() {
        var patient = PatientKey.random();
        objected.add(SharingPurpose.IMAGING_SHARING);
        ties.add(Relation.REQUESTER);

        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(
                        () -> access.require(user(Role.CLINICIAN), Permission.VIEW_IMAGES, patient))
                .extracting(AccessRefusedException::lack)
                .isEqualTo(Lack.OBJECTION);
        access.requireDespiteObjection(user(Role.CLINICIAN), Permission.VIEW_IMAGES, patient);
        access.require(user(Role.CLINICIAN), Permission.VIEW_CASE, patient);
        ties.add(Relation.EMERGENCY);
        assertThat(access.allows(user(Role.CLINICIAN), Permission.VIEW_IMAGES, patient)).isFalse();
        ties.add(Relation.EMERGENCY_DESPITE_OBJECTION);
        access.require(user(Role.CLINICIAN), Permission.VIEW_IMAGES, patient);
    }

    @Test
    void a_list_leaves_out_who_is_not_tied_and_records_nothing() {
        var own = PatientKey.random();
        var others = PatientKey.random();
        var mine =
                new Access(
                        audited::add,
                        (_, patient) -> patient.equals(own) ? Set.of(Relation.REQUESTER) : Set.of(),
                        _ -> Set.of());

        assertThat(
                        mine.permitted(
                                user(Role.CLINICIAN),
                                Permission.VIEW_CASE,
                                List.of(own, others),
                                patient -> patient))
                .containsExactly(own);
        assertThat(audited).isEmpty();
    }

    @Test
    void several_patients_are_judged_together_as_each_alone() {
        var own = PatientKey.random();
        var objecting = PatientKey.random();
        var emergency = PatientKey.random();
        var all = List.of(own, objecting, emergency, PatientKey.random());
        var ofThem =
                new Access(
                        audited::add,
                        (_, patient) ->
                                patient.equals(emergency)
                                        ? Set.of(Relation.EMERGENCY_DESPITE_OBJECTION)
                                        : patient.equals(all.getLast())
                                                ? Set.of()
                                                : Set.of(Relation.REQUESTER),
                        patient ->
                                patient.equals(own)
                                        ? Set.of()
                                        : Set.of(SharingPurpose.IMAGING_SHARING));
        var clinician = user(Role.CLINICIAN);

        assertThat(ofThem.allowed(clinician, Permission.SEARCH_IMAGING, all))
                .containsExactlyInAnyOrder(own, emergency);
        assertThat(ofThem.allowed(clinician, Permission.VIEW_CASE, all))
                .containsExactlyInAnyOrder(own, objecting, emergency);
        assertThat(ofThem.opposed(Permission.SEARCH_IMAGING, all))
                .containsExactlyInAnyOrder(objecting, emergency, all.getLast());
        assertThat(ofThem.opposed(Permission.VIEW_CASE, all)).isEmpty();
        ofThem.require(clinician, Permission.SEARCH_IMAGING, List.of(own, emergency));
        assertThat(audited).isEmpty();
        assertThatExceptionOfType(AccessRefusedException.class)
                .isThrownBy(() ->
                        ofThem.require(
                                clinician, Permission.SEARCH_IMAGING, List.of(own, objecting)))
                .extracting(AccessRefusedException::lack)
                .isEqualTo(Lack.OBJECTION);
        assertThat(audited)
                .containsExactly(
                        AuditEvent.of(clinician, Action.ACCESS)
                                .about(objecting)
                                .objects("SEARCH_IMAGING")
                                .refused("objection"));
    }

    @Test
    void administrators_see_systems_and_no_patient() {
        assertThat(CONCERN_PATIENTS).noneMatch(user(Role.ADMINISTRATOR)::may);
    }

    @Test
    void systems_see_the_whole_archive_and_no_case_and_people_never_do() {
        var peer = user(Role.PEER);
        assertThat(peer.may(Permission.QUERY_ARCHIVE)).isTrue();
        assertThat(peer.may(Permission.STORE_IMAGES)).isTrue();
        assertThat(peer.may(Permission.VIEW_CASE)).isFalse();
        for (var role : EnumSet.complementOf(EnumSet.of(Role.PEER))) {
            assertThat(user(role).may(Permission.QUERY_ARCHIVE)).as(role.name()).isFalse();
            assertThat(user(role).may(Permission.STORE_IMAGES)).as(role.name()).isFalse();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new User(
                                new UserName("both"),
                                "Both",
                                Set.of(Role.PEER, Role.ADMINISTRATOR)));
    }

    @ParameterizedTest
    @EnumSource
    void every_permission_is_somebodys(Permission permission) {
        assertThat(AccessPolicy.rolesWith(permission)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void who_has_no_role_may_nothing(Permission permission) {
        assertThat(User.SYSTEM.may(permission)).isFalse();
    }

    private static User user(Role role) {
        return new User(new UserName("camille"), "Camille TEST", Set.of(role));
    }
}
