// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.objects.StoredObjects;
import spiders.archive.store.ServedInstance;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameReader;
import spiders.dicom.pixel.FrameRenderer;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.presentation.PresentationRenderer;
import spiders.dicom.presentation.Viewport;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Pictures of stored frames. As many are made at once as there are cores, and others wait, so that
 * their memory is bounded.
 */
public final class Pictures {

    /** A frame of more is not shown: a whole slide comes in tiles. */
    private static final long MAX_FRAME_BYTES = 256L << 20;

    private final StoredObjects objects;
    private final Semaphore free = new Semaphore(Runtime.getRuntime().availableProcessors());

    Pictures(StoredObjects objects) {
        this.objects = objects;
    }

    /**
     * Makes the picture of a frame: of 8 bits, MONOCHROME2 or RGB.
     *
     * @param instance as {@link GrantedStudies#instances} gave it
     * @throws spiders.dicom.pixel.UnsupportedFrameException if there is no decoder for it, or it is
     *     too large
     * @throws spiders.dicom.pixel.MalformedFrameException if its bytes are not the frame they
     *     should be
     * @throws spiders.dicom.pixel.InvalidImageException if the object's attributes make no image
     */
    public Frame picture(ServedInstance instance, PictureRequest request)
            throws IOException, InterruptedException {
        free.acquire();
        try {
            return made(instance, request);
        } finally {
            free.release();
        }
    }

    /**
     * Makes the picture of a frame as a presentation state has it; throws besides what {@link
     * #picture} does.
     *
     * @param presentation as {@link GrantedStudies#presentation} gave it
     * @throws NotPresentedException if the state is not for that frame of that study
     * @throws spiders.dicom.presentation.UnsupportedPresentationException if it is not drawn
     * @throws spiders.dicom.presentation.InvalidPresentationException if what it draws is broken
     */
    public Frame presented(PresentedFrame shown, Presentation presentation, Viewport viewport)
            throws IOException, InterruptedException {
        var study = shown.image().stored().studyInstanceUID();
        if (!presentation.studyInstanceUID().equals(study)
                || !presentation.covers(shown.image(), shown.frame())) {
            throw new NotPresentedException();
        }
        free.acquire();
        try {
            return made(shown, presentation, viewport);
        } finally {
            free.release();
        }
    }

    private Frame made(PresentedFrame shown, Presentation presentation, Viewport viewport)
            throws IOException {
        var opened = opened(shown.image());
        var dataSet = opened.object().dataSet();
        var renderer = PresentationRenderer.of(presentation.state(), dataSet, opened.bulkData());
        int number = shown.frame() - 1;
        return renderer.render(decoded(opened, shown.image(), number), number, viewport);
    }

    private OpenedObject opened(ServedInstance instance) throws IOException {
        var opened = OpenedObject.of(objects, instance);
        // Refuses before a byte is decoded.
        ImagePixel.of(opened.object().dataSet(), MAX_FRAME_BYTES);
        return opened;
    }

    private static Frame decoded(OpenedObject opened, ServedInstance instance, int number)
            throws IOException {
        var syntax = instance.stored().transferSyntax();
        return FrameReader.of(opened.object().dataSet(), syntax, opened.bulkData()).frame(number);
    }

    private Frame made(ServedInstance instance, PictureRequest request) throws IOException {
        var opened = opened(instance);
        var dataSet = opened.object().dataSet();
        var source = opened.bulkData();
        int number = request.frame() - 1;
        var frame = decoded(opened, instance, number);
        var renderer =
                switch (request.values()) {
                    case PictureRequest.Values.OfObject() -> FrameRenderer.of(dataSet, source);
                    case PictureRequest.Values.Chosen(var window) ->
                            FrameRenderer.of(dataSet, source).with(window);
                };
        var seen = request.region().of(renderer.render(frame, number));
        return Shrinking.toFit(seen, request.width(), request.height());
    }
}
