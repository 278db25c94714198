// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.archive.viewing.ObjectBytes;
import spiders.archive.viewing.Transcodes;
import spiders.dicom.data.VR;
import spiders.dicom.io.FrameIndex.Segment;

import java.io.IOException;
import java.util.List;

/** One frame or bulk value to send. */
sealed interface Piece {

    /** Bytes of a length that is known. */
    record Content(long length, Bodies.Part part) {}

    /** The address that it has of its own. */
    String location();

    /** Its bytes; a frame that is not stored so is made for each call. */
    Content content() throws IOException, InterruptedException;

    /** What tells it from other pieces of the same object. */
    int fingerprint();

    /** Where it stands in the file, and what kind of bytes it is. */
    record Stored(ObjectBytes bytes, VR vr, List<Segment> segments, String location)
            implements Piece {

        public Stored {
            segments = List.copyOf(segments);
        }

        @Override
        public Content content() {
            long length = segments.stream().mapToLong(Segment::length).sum();
            return new Content(
                    length, (from, count, out) -> bytes.copyValue(vr, segments, from, count, out));
        }

        @Override
        public int fingerprint() {
            return segments.hashCode();
        }
    }

    /** A frame in another transfer syntax than the object's. */
    record Made(Transcodes.MadeFrames frames, int number, String location) implements Piece {

        @Override
        public Content content() throws IOException, InterruptedException {
            var frame = frames.frame(number);
            return new Content(
                    frame.length, (from, count, out) -> out.write(frame, (int) from, (int) count));
        }

        @Override
        public int fingerprint() {
            return number;
        }
    }
}
