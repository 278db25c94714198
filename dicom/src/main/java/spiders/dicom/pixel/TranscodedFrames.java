// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * The frames of an object in another transfer syntax, made one by one by {@link Transcoder#frames}.
 * Safe for use by threads, if the source of bulk data is.
 */
public final class TranscodedFrames {

    private final SourceFrames frames;
    private final @Nullable FrameEncoder encoder;

    TranscodedFrames(SourceFrames frames, @Nullable FrameEncoder encoder) {
        this.frames = frames;
        this.encoder = encoder;
    }

    public int count() {
        return frames.count();
    }

    /** What the data set says of the frames before they are made into others. */
    public ImagePixel image() {
        return frames.reader().image();
    }

    /**
     * Makes a frame, numbered from 0: a code stream, or little-endian cells where the target is
     * native.
     *
     * @throws MalformedFrameException if its bytes are not what they should be
     * @throws UnsupportedFrameException if the target cannot hold it
     */
    public byte[] frame(int number) throws IOException {
        var frame = frames.frame(number);
        if (encoder != null) {
            return encoder.encode(frame);
        }
        boolean isBits = frame.image().depth().allocated() == 1;
        try (var cells = new NativeFrameStream(_ -> Interleaving.byPixel(frame), 1, isBits)) {
            return cells.readAllBytes();
        }
    }
}
