// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import spiders.dicom.data.UID;

/** Where a study, a series or an instance is under the root of the services (PS3.18 10.1.1). */
public record ResourcePath(String text) {

    public static ResourcePath study(UID study) {
        return new ResourcePath("/studies/" + study.value());
    }

    public static ResourcePath series(UID study, UID series) {
        return new ResourcePath(study(study).text + "/series/" + series.value());
    }

    public static ResourcePath instance(UID study, UID series, UID instance) {
        return new ResourcePath(series(study, series).text + "/instances/" + instance.value());
    }

    /** One frame of an instance, from 1. */
    public ResourcePath frame(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Frames are numbered from 1, not " + number);
        }
        return new ResourcePath("%s/frames/%d".formatted(text, number));
    }
}
