// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameRenderer;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.Samples;

import java.io.IOException;

/**
 * Makes pictures of an image as a presentation state has it (PS3.4 section N.2): grey values,
 * shutter, the turned and displayed area, and what is drawn over it, in that order.
 */
public final class PresentationRenderer {

    private final PresentationState state;
    private final UID instance;

    private PresentationRenderer(PresentationState state, UID instance) {
        this.state = state;
        this.instance = instance;
    }

    /**
     * A renderer for an image.
     *
     * @param bulkData gives the overlays that were left in the file
     * @throws UnsupportedPresentationException if the image is none of grey whole numbers
     * @throws InvalidImageException if the attributes make no image
     */
    public static PresentationRenderer of(
            PresentationState state, DataSet image, BulkDataSource bulkData) throws IOException {
        var pixel = ImagePixel.of(image);
        var colours = pixel.photometricInterpretation();
        boolean isGrey =
                colours == PhotometricInterpretation.MONOCHROME1
                        || colours == PhotometricInterpretation.MONOCHROME2;
        if (!isGrey || !pixel.depth().format().isWhole()) {
            throw new UnsupportedPresentationException(
                    UnsupportedPresentationException.Reason.NO_GREY_IMAGE);
        }
        var instance =
                image.uid(Tags.SOPInstanceUID)
                        .orElseThrow(() -> new InvalidImageException("No SOP Instance UID"));
        return new PresentationRenderer(state, instance);
    }

    /**
     * Returns the picture of a frame: MONOCHROME2 of 8 bits, P-Values from 0 to 255.
     *
     * @param frame decoded, its cells not aligned
     * @param number the frame's in the image, from 0
     * @throws UnsupportedPresentationException if the picture would be too large
     */
    public Frame render(Frame frame, int number, Viewport viewport) {
        var image = frame.image();
        var grey =
                FrameRenderer.grey(frame, state.stages().brightness(image, instance, number + 1));
        var plane = ((Samples.OfByte) grey.samples()).array();
        var area =
                Scope.covering(state.areas(), instance, number + 1).stream()
                        .findFirst()
                        .orElse(DisplayedArea.whole(image));
        var placement = new Placement(area, state.transformation(), viewport);
        var canvas = new Canvas(placement.width(), placement.height());
        placement.sampling(0, 0, image.columns(), image.rows()).draw(plane, canvas);
        return canvas.frame();
    }
}
