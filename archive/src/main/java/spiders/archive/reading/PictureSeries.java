// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

import spiders.dicom.data.UID;

import java.util.List;

/** A series with its images, from which a person picks key images. */
public record PictureSeries(
        UID study, UID seriesInstanceUID, String modality, String description, List<Image> images) {

    public PictureSeries {
        images = List.copyOf(images);
    }

    /**
     * An image of it.
     *
     * @param number InstanceNumber; zero where it has none
     */
    public record Image(UID sopInstanceUID, int number, int frames) {}
}
