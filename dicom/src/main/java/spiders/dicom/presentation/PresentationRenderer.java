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
import spiders.dicom.pixel.Overlay;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.Samples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes pictures of an image as a presentation state has it (PS3.4 section N.2): grey values,
 * shutter, the turned and displayed area, and what is drawn over it, in that order.
 */
public final class PresentationRenderer {

    private static final int WHITE = 255;

    private final PresentationState state;
    private final UID instance;
    private final DataSet image;

    private PresentationRenderer(PresentationState state, UID instance, DataSet image) {
        this.state = state;
        this.instance = instance;
        this.image = image;
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
        var held = image;
        for (var overlay : state.activeOverlays()) {
            held = Overlay.held(held, overlay.group(), bulkData);
        }
        return new PresentationRenderer(state, instance, held);
    }

    /**
     * Returns the picture of a frame: MONOCHROME2 of 8 bits, P-Values from 0 to 255.
     *
     * @param frame decoded, its cells not aligned
     * @param number the frame's in the image, from 0
     * @throws UnsupportedPresentationException if the picture would be too large
     */
    public Frame render(Frame frame, int number, Viewport viewport) {
        var pixel = frame.image();
        var area =
                Scope.covering(state.areas(), instance, number + 1).stream()
                        .findFirst()
                        .orElse(DisplayedArea.whole(pixel));
        var placement = new Placement(area, state.transformation(), viewport);
        var grey =
                FrameRenderer.grey(frame, state.stages().brightness(pixel, instance, number + 1));
        var plane = ((Samples.OfByte) grey.samples()).array();
        state.shutter().cover(plane, pixel.rows(), pixel.columns(), area.aspect());
        var canvas = new Canvas(placement.width(), placement.height());
        placement.sampling(0, 0, pixel.columns(), pixel.rows()).draw(plane, canvas);
        var drawing = new Drawing(placement, canvas, frame, number);
        overlay(state.shutter().bitmapGroup(), state.shutter().grey(), drawing);
        layers(drawing);
        return canvas.frame();
    }

    /** A picture of a frame, where things are drawn over it. */
    private record Drawing(Placement placement, Canvas canvas, Frame frame, int number) {}

    private void layers(Drawing drawing) {
        var painter = new Painter(drawing.placement(), drawing.canvas());
        var annotations = Scope.covering(state.annotations(), instance, drawing.number() + 1);
        var layers = new ArrayList<>(state.layers());
        var names = layers.stream().map(Layer::name).collect(Collectors.toSet());
        var used =
                Stream.concat(
                        state.activeOverlays().stream().map(ActiveOverlay::layer),
                        annotations.stream().map(Annotation::layer));
        // What is in a layer that the state forgot to describe is on top.
        used.filter(names::add).forEach(name -> layers.add(new Layer(name, 0, WHITE)));
        for (var layer : layers) {
            for (var overlay : state.activeOverlays()) {
                if (overlay.layer().equals(layer.name())) {
                    overlay(overlay.group(), layer.grey(), drawing);
                }
            }
            for (var annotation : annotations) {
                if (annotation.layer().equals(layer.name())) {
                    painter.draw(annotation, layer.grey());
                }
            }
        }
    }

    /** Draws the overlay of a group: the state's own, or else the image's. */
    private void overlay(int group, int grey, Drawing drawing) {
        var own = state.overlays().stream().filter(one -> one.group() == group).findFirst();
        var source = own.isPresent() ? state.dataSet() : image;
        own.or(() -> Overlay.of(image).stream().filter(one -> one.group() == group).findFirst())
                .ifPresent(overlay -> {
                    var bits = overlay.bits(source, drawing.frame(), drawing.number());
                    drawing.placement()
                            .sampling(
                                    overlay.left() - 1,
                                    overlay.top() - 1,
                                    overlay.columns(),
                                    overlay.rows())
                            .paint(bits, drawing.canvas(), grey);
                });
    }
}
