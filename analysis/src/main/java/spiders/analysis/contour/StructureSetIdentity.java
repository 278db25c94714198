// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import spiders.dicom.data.UID;

import java.time.LocalDateTime;

/**
 * What a new structure set is called.
 *
 * @param label up to 16 characters
 * @param written when its contours were made
 * @param manufacturer who makes the program that made it, with its model and version
 */
public record StructureSetIdentity(
        UID sopInstanceUID,
        UID seriesInstanceUID,
        String label,
        LocalDateTime written,
        String manufacturer,
        String model,
        String softwareVersion) {}
