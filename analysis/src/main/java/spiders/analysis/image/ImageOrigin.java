// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

import java.util.List;

/**
 * Which series samples are of.
 *
 * @param modality such as CT, MR or PT; may be empty
 * @param frameOfReferenceUID what their coordinates are of; may be empty
 * @param sopInstanceUIDs of the images, by the lowest plane each has
 */
public record ImageOrigin(
        String modality,
        String seriesInstanceUID,
        String frameOfReferenceUID,
        List<String> sopInstanceUIDs) {

    public ImageOrigin {
        sopInstanceUIDs = List.copyOf(sopInstanceUIDs);
    }
}
