// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import spiders.dicom.data.UID;

import java.time.LocalDateTime;

/**
 * What a new object is called, and who made it.
 *
 * @param label up to 16 characters
 * @param written when its content was made
 * @param manufacturer of the program that made it
 * @param serialNumber of the installation that made it
 */
public record ObjectIdentity(
        UID sopInstanceUID,
        UID seriesInstanceUID,
        String label,
        LocalDateTime written,
        String manufacturer,
        String model,
        String serialNumber,
        String softwareVersion) {}
