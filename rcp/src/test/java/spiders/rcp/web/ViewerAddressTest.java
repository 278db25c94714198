// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.UID;
import spiders.rcp.ViewedStudy;

import java.util.List;
import java.util.UUID;

class ViewerAddressTest {

    private static final UUID CASE = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    private static final ViewedStudy CT = study("1.2.1", "CT");
    private static final ViewedStudy MR = study("1.2.2", "MR");
    private static final ViewedStudy PET_CT = study("1.2.3", "CT", "PT", "SR");
    private static final ViewedStudy OLDER_PET_CT = study("1.2.4", "PT", "CT");
    private static final ViewedStudy PET_ALONE = study("1.2.5", "PT");

    private static ViewedStudy study(String uid, String... modalities) {
        return new ViewedStudy(new UID(uid), List.of(modalities));
    }

    @Test
    void the_newest_study_stands_in_front() {
        assertThat(ViewerAddress.of(CASE, List.of(CT, MR)))
                .isEqualTo("/viewer/viewer?StudyInstanceUIDs=1.2.1,1.2.2&case=" + CASE);
    }

    @Test
    void a_case_with_a_pet_ct_opens_on_it_fused() {
        assertThat(ViewerAddress.of(CASE, List.of(CT, MR, PET_CT, OLDER_PET_CT)))
                .startsWith("/viewer/viewer?StudyInstanceUIDs=1.2.3,1.2.4,1.2.1,1.2.2&")
                .endsWith("&hangingProtocolId=spiders.fusion");
    }

    @Test
    void a_pet_without_ct_has_nothing_to_be_fused_with() {
        assertThat(ViewerAddress.of(CASE, List.of(PET_ALONE))).doesNotContain("hangingProtocolId");
    }
}
