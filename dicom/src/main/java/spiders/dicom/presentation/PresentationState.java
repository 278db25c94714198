// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A grayscale softcopy presentation state (PS3.3 section A.33.1). Immutable; {@link
 * PresentationRenderer} applies it.
 */
public final class PresentationState {

    /** The SOP Class of those that are understood. */
    public static final UID SOP_CLASS = UIDs.GrayscaleSoftcopyPresentationStateStorage;

    private final List<ImageReference> images;
    private final GreyStages stages;
    private final SpatialTransformation transformation;
    private final List<DisplayedArea> areas;

    private PresentationState(
            List<ImageReference> images,
            GreyStages stages,
            SpatialTransformation transformation,
            List<DisplayedArea> areas) {
        this.images = images;
        this.stages = stages;
        this.transformation = transformation;
        this.areas = List.copyOf(areas);
    }

    /**
     * Reads a state that is in memory whole.
     *
     * @throws InvalidPresentationException if its attributes make none, or claim more than allowed
     * @throws UnsupportedPresentationException if it asks for what is not drawn
     */
    public static PresentationState of(DataSet state) {
        if (!state.uid(Tags.SOPClassUID).equals(Optional.of(SOP_CLASS))) {
            throw new InvalidPresentationException("Of another SOP Class");
        }
        if (!state.items(Tags.MaskSubtractionSequence).isEmpty()) {
            throw new UnsupportedPresentationException(
                    UnsupportedPresentationException.Reason.MASK);
        }
        var areas = new ArrayList<DisplayedArea>();
        for (var item : state.items(Tags.DisplayedAreaSelectionSequence)) {
            areas.add(DisplayedArea.of(item));
        }
        return new PresentationState(
                ImageReference.of(state),
                GreyStages.of(state),
                SpatialTransformation.of(state),
                areas);
    }

    /** The images it is for, in its order; at least one. */
    public List<ImageReference> images() {
        return images;
    }

    /** Whether it is for a frame, numbered from 1. */
    public boolean covers(UID image, int frame) {
        return images.stream()
                .anyMatch(one -> one.sopInstanceUID().equals(image) && one.covers(frame));
    }

    GreyStages stages() {
        return stages;
    }

    SpatialTransformation transformation() {
        return transformation;
    }

    List<DisplayedArea> areas() {
        return areas;
    }
}
