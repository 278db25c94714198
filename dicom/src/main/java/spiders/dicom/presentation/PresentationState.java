// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.Overlay;

import java.util.List;
import java.util.Optional;

/**
 * A grayscale softcopy presentation state (PS3.3 section A.33.1). Immutable; {@link
 * PresentationRenderer} applies it.
 */
public final class PresentationState {

    /** The SOP Class of those that are understood. */
    public static final UID SOP_CLASS = UIDs.GrayscaleSoftcopyPresentationStateStorage;

    private final DataSet dataSet;
    private final List<ImageReference> images;
    private final GreyStages stages;
    private final Shutter shutter;
    private final SpatialTransformation transformation;
    private final List<DisplayedArea> areas;
    private final List<Layer> layers;
    private final List<Annotation> annotations;
    private final List<ActiveOverlay> activeOverlays;
    private final List<Overlay> overlays;

    private PresentationState(DataSet state) {
        this.dataSet = state;
        this.images = ImageReference.of(state);
        this.stages = GreyStages.of(state);
        this.shutter = Shutter.of(state);
        this.transformation = SpatialTransformation.of(state);
        this.areas =
                state.items(Tags.DisplayedAreaSelectionSequence).stream()
                        .map(DisplayedArea::of)
                        .toList();
        this.layers = Layer.of(state);
        this.annotations = Annotation.of(state);
        this.activeOverlays = ActiveOverlay.of(state);
        this.overlays = Overlay.of(state);
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
        try {
            return new PresentationState(state);
        } catch (InvalidImageException e) {
            throw new InvalidPresentationException("A broken LUT or overlay", e);
        }
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

    Shutter shutter() {
        return shutter;
    }

    List<Layer> layers() {
        return layers;
    }

    List<Annotation> annotations() {
        return annotations;
    }

    List<ActiveOverlay> activeOverlays() {
        return activeOverlays;
    }

    /** Those that the state has itself; their bits are in {@link #dataSet}. */
    List<Overlay> overlays() {
        return overlays;
    }

    DataSet dataSet() {
        return dataSet;
    }
}
