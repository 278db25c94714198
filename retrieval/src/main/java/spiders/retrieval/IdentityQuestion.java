// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;

import java.util.UUID;

/** Which identity is decided on: that of one copy of one study, as a search displayed it. */
public record IdentityQuestion(UUID search, UID studyInstanceUID, String source) {}
