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
    private final Access access = new Access(audited::add);

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
