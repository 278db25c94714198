// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** Finds the code stream in a JP2 file (T.800 annex I), which some have put into DICOM. */
final class JP2Boxes {

    private static final int SIGNATURE_LENGTH = 12;
    private static final int SIGNATURE = 0x6A502020;
    private static final int CODE_STREAM = 0x6A703263;
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;

    private JP2Boxes() {}

    /** The code stream: what is in its box, or the stream itself if it is none of boxes. */
    static StreamReader codeStream(StreamReader in) {
        var boxes = new StreamReader(in.array(), in.origin(), in.position(), in.end());
        if (boxes.remaining() < SIGNATURE_LENGTH
                || boxes.u32() != SIGNATURE_LENGTH
                || boxes.u32() != SIGNATURE) {
            return in;
        }
        boxes.skip(4);
        while (true) {
            long length = boxes.u32();
            long type = boxes.u32();
            long content = length - HEADER;
            if (length == 1) {
                content = (boxes.u32() << Integer.SIZE | boxes.u32()) - LONG_HEADER;
            } else if (length == 0) {
                content = boxes.remaining();
            }
            if (content < 0 || content > boxes.remaining()) {
                throw boxes.malformed(
                        "A box of %d bytes, %d left".formatted(content, boxes.remaining()));
            }
            var box = boxes.slice((int) content);
            if (type == CODE_STREAM) {
                return box;
            }
        }
    }
}
