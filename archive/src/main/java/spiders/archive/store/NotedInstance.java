// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.dicom.data.UID;

/** An instance as a key object document names it. */
public record NotedInstance(
        UID seriesInstanceUID, UID sopClassUID, UID sopInstanceUID, boolean isImage) {}
