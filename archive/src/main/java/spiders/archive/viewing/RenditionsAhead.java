// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import org.springframework.dao.DataAccessException;

import spiders.archive.StoredInstance;
import spiders.archive.store.Selection;
import spiders.archive.store.ServingQueries;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * Makes what the viewer will ask for, one frame at a time on one thread, in the order of arrival.
 */
public final class RenditionsAhead implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(RenditionsAhead.class.getName());

    private final StoredQueue queue;
    private final Transcodes transcodes;
    private final ServingQueries serving;
    private final Thread thread;

    /** Begins. */
    public RenditionsAhead(StoredQueue queue, Transcodes transcodes, ServingQueries serving) {
        this.queue = queue;
        this.transcodes = transcodes;
        this.serving = serving;
        this.thread = Thread.ofPlatform().name("renditions").daemon().start(this::run);
    }

    private void run() {
        try {
            while (true) {
                make(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The end of the hub.
        }
    }

    private void make(StoredInstance stored) throws InterruptedException {
        var selection =
                new Selection.Instance(
                        stored.studyInstanceUID(),
                        stored.seriesInstanceUID(),
                        stored.sopInstanceUID());
        try {
            for (var instance : serving.instances(selection)) {
                if (instance.frames() == 1) {
                    transcodes.frames(instance, Renditions.STREAMED).frame(1);
                }
            }
        } catch (IOException
                | UnsupportedFrameException
                | MalformedFrameException
                | MalformedDataSetException
                | InvalidImageException
                | DataAccessException e) {
            // The same comes to light when somebody looks at it, and is answered there.
            LOG.log(Level.DEBUG, "No rendition of {0}", stored.sopInstanceUID().value());
        }
    }

    /** Ends after the frame that is being made. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
