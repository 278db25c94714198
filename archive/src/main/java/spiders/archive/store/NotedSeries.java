// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.dicom.data.UID;

import java.time.Instant;

/**
 * A series as a document about its study describes it.
 *
 * @param instances how many of it are here
 * @param newest when the last of them arrived
 */
public record NotedSeries(
        UID seriesInstanceUID,
        String modality,
        String description,
        int instances,
        Instant newest) {}
