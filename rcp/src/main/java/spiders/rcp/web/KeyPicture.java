// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.archive.reading.KeyImage;
import spiders.dicom.data.UID;

/** A key image in a form, and where its picture is. */
public record KeyPicture(KeyImage image) {

    private static final int PARTS = 4;

    /** As a field of a form has it, or refused. */
    static KeyImage parse(String text, String caption) {
        var parts = text.split("\\|", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("a key image is a study, series, instance, frame");
        }
        return new KeyImage(
                new UID(parts[0]),
                new UID(parts[1]),
                new UID(parts[2]),
                Integer.parseInt(parts[3]),
                caption);
    }

    /** As a field of a form has it. */
    public String field() {
        return "%s|%s|%s|%d"
                .formatted(
                        image.studyInstanceUID().value(),
                        image.seriesInstanceUID().value(),
                        image.sopInstanceUID().value(),
                        image.frame());
    }

    /** The address of its picture. */
    public String address() {
        return "/dicomweb/studies/%s/series/%s/instances/%s/frames/%d/thumbnail?viewport=256,256"
                .formatted(
                        image.studyInstanceUID().value(),
                        image.seriesInstanceUID().value(),
                        image.sopInstanceUID().value(),
                        image.frame());
    }
}
