// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.Bytes;

/** What the first bytes of a fragment say it is. */
final class CodeStream {

    /** How many bytes it takes to say. */
    static final int START_LENGTH = 4;

    private static final int JPEG = 0xFFD8FF; // SOI and the next marker: JPEG and JPEG-LS
    private static final int JPEG_2000 = 0xFF4FFF; // SOC and SIZ: JPEG 2000 and HTJ2K
    private static final int MAX_RLE_SEGMENTS = 15;

    private CodeStream() {}

    /** Whether a still image starts so; a video does not. */
    static boolean isImage(Bytes start) {
        if (start.length() < START_LENGTH) {
            return false;
        }
        int bytes = start.buffer().getInt();
        int segments = Integer.reverseBytes(bytes);
        return bytes >>> 8 == JPEG
                || bytes >>> 8 == JPEG_2000
                || (segments >= 1 && segments <= MAX_RLE_SEGMENTS);
    }
}
