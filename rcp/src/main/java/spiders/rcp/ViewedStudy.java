// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.dicom.data.UID;

import java.util.List;

/** A study that a user was let see; no modality is known of one that the last search left out. */
public record ViewedStudy(UID study, List<String> modalities) {

    public ViewedStudy {
        modalities = List.copyOf(modalities);
    }
}
