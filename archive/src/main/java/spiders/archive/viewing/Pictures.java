// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.objects.StoredObjects;
import spiders.archive.store.ServedInstance;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameReader;
import spiders.dicom.pixel.FrameRenderer;
import spiders.dicom.pixel.ImagePixel;

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

    private Frame made(ServedInstance instance, PictureRequest request) throws IOException {
        var opened = OpenedObject.of(objects, instance);
        var dataSet = opened.object().dataSet();
        ImagePixel.of(dataSet, MAX_FRAME_BYTES); // Refuses before a byte is decoded.
        var source = opened.bulkData();
        var syntax = instance.stored().transferSyntax();
        int number = request.frame() - 1;
        var frame = FrameReader.of(dataSet, syntax, source).frame(number);
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
