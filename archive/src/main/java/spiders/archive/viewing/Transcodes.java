// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import org.jspecify.annotations.Nullable;

import spiders.archive.objects.StoredObjects;
import spiders.archive.store.ServedInstance;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.TranscodedFrames;
import spiders.dicom.pixel.Transcoder;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Stored objects and frames in other transfer syntaxes, never with a loss that the object has not
 * already. As many frames are made at once as there are cores, and others wait; of an object, one
 * frame is in memory. Safe for use by threads.
 */
public final class Transcodes {

    /** What frames and objects are made in, the preferred first. */
    public static final List<TransferSyntax> TARGETS =
            List.of(
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.HTJ2K_LOSSLESS_RPCL,
                    TransferSyntax.HTJ2K_LOSSLESS,
                    TransferSyntax.JPEG_LS_LOSSLESS,
                    TransferSyntax.RLE_LOSSLESS);

    private static final long MAX_FRAME_BYTES = 256L << 20;
    private static final int OBJECTS_AT_ONCE = 16;

    private final StoredObjects objects;
    private final Renditions renditions;
    private final Streaming streaming;
    private final Transcoder transcoder = Transcoder.standard();
    private final Semaphore free = new Semaphore(Runtime.getRuntime().availableProcessors());
    private final Semaphore streams = new Semaphore(OBJECTS_AT_ONCE);

    /** What is made of the objects of a store, and which of it is kept. */
    public Transcodes(StoredObjects objects, Renditions renditions, Streaming streaming) {
        this.objects = objects;
        this.streaming = streaming;
        this.renditions = renditions;
    }

    /** Whether there are codecs for it; a single object may still be one that they refuse. */
    public boolean canMake(ServedInstance instance, TransferSyntax target) {
        return transcoder.canTranscode(instance.stored().transferSyntax(), target);
    }

    /** Whether a viewer that prefers another syntax gets it, though it takes the stored one too. */
    public boolean isMadeWhereAsked(ServedInstance instance) {
        return streaming.isMadeWhereAsked(instance.stored(), instance.frames());
    }

    /**
     * Writes an object as a file in a transfer syntax; nothing is written before its first frame is
     * made.
     *
     * @param instance as {@link GrantedStudies#instances} gave it
     * @throws spiders.dicom.pixel.UnsupportedFrameException if it cannot be had in that syntax
     */
    public void write(ServedInstance instance, TransferSyntax target, OutputStream out)
            throws IOException, InterruptedException {
        streams.acquire();
        try {
            var opened = OpenedObject.of(objects, instance);
            if (instance.frames() > 0) {
                ImagePixel.of(opened.object().dataSet(), MAX_FRAME_BYTES);
            }
            transcoder.write(opened.object(), opened.bulkData(), target, out);
        } finally {
            streams.release();
        }
    }

    /** The frames of an instance in a transfer syntax; the object is opened when one is made. */
    public MadeFrames frames(ServedInstance instance, TransferSyntax target) {
        return new MadeFrames(instance, target);
    }

    /** Frames that are made, or were made before and kept. One thread. */
    public final class MadeFrames {

        private final ServedInstance instance;
        private final TransferSyntax target;
        private @Nullable TranscodedFrames opened;

        private MadeFrames(ServedInstance instance, TransferSyntax target) {
            this.instance = instance;
            this.target = target;
        }

        /**
         * A frame, numbered from 1.
         *
         * @throws spiders.dicom.pixel.UnsupportedFrameException if it cannot be had in that syntax
         * @throws spiders.dicom.pixel.MalformedFrameException if it is not what it should be
         */
        public byte[] frame(int number) throws IOException, InterruptedException {
            if (!Renditions.keeps(target)) {
                return made(number);
            }
            var key = new Renditions.Key(instance.stored().sha256(), number, target);
            return renditions.get(key, () -> made(number));
        }

        private byte[] made(int number) throws IOException, InterruptedException {
            free.acquire();
            try {
                if (opened == null) {
                    var object = OpenedObject.of(objects, instance);
                    ImagePixel.of(object.object().dataSet(), MAX_FRAME_BYTES);
                    opened = transcoder.frames(object.object(), object.bulkData(), target);
                }
                return opened.frame(number - 1);
            } finally {
                free.release();
            }
        }
    }
}
