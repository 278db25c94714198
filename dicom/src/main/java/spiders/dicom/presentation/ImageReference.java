// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/**
 * An image that a presentation state is for (PS3.3 section C.11.11).
 *
 * @param frames numbered from 1; none where it is for all
 */
public record ImageReference(UID seriesInstanceUID, UID sopInstanceUID, List<Integer> frames) {

    private static final int MOST = 10_000;

    public ImageReference {
        frames = List.copyOf(frames);
    }

    /** Whether it is for a frame of the image, numbered from 1. */
    public boolean covers(int frame) {
        return frames.isEmpty() || frames.contains(frame);
    }

    /** The images of a state, in its order; at least one. */
    static List<ImageReference> of(DataSet state) {
        var found = new ArrayList<ImageReference>();
        for (var series : state.items(Tags.ReferencedSeriesSequence)) {
            var uid =
                    series.uid(Tags.SeriesInstanceUID)
                            .orElseThrow(() ->
                                    new InvalidPresentationException("A series without its UID"));
            for (var image : series.items(Tags.ReferencedImageSequence)) {
                found.add(new ImageReference(uid, instance(image), frames(image)));
                if (found.size() > MOST) {
                    throw new InvalidPresentationException("It is for too many images");
                }
            }
        }
        if (found.isEmpty()) {
            throw new InvalidPresentationException("It is for no image");
        }
        return List.copyOf(found);
    }

    static UID instance(DataSet image) {
        return image.uid(Tags.ReferencedSOPInstanceUID)
                .orElseThrow(() -> new InvalidPresentationException("An image without its UID"));
    }

    static List<Integer> frames(DataSet image) {
        var frames = new ArrayList<Integer>();
        for (int frame : image.integers(Tags.ReferencedFrameNumber)) {
            if (frame < 1 || frames.size() == MOST) {
                throw new InvalidPresentationException("Frames that no image has");
            }
            frames.add(frame);
        }
        return List.copyOf(frames);
    }
}
