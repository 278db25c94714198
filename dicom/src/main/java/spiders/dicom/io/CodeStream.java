// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.Bytes;

/** What the first bytes of a fragment say it is. */
final class CodeStream {

    /** How many bytes it takes to say. */
    static final int START_LENGTH = 8;

    private static final int JPEG = 0xFFD8FF; // SOI and the next marker: JPEG and JPEG-LS
    private static final int JPEG_2000 = 0xFF4FFF; // SOC and SIZ: JPEG 2000 and HTJ2K
    private static final int MAX_RLE_SEGMENTS = 15;
    private static final int START_CODE = 1;
    private static final int TRANSPORT_PACKET = 0x47;
    private static final int MP4 = 0x66747970; // "ftyp" behind the length of the first box

    private CodeStream() {}

    /** Whether a still image starts so; a video does not. */
    static boolean isImage(Bytes start) {
        if (start.length() < Integer.BYTES) {
            return false;
        }
        int bytes = start.buffer().getInt();
        int segments = Integer.reverseBytes(bytes);
        return bytes >>> 8 == JPEG
                || bytes >>> 8 == JPEG_2000
                || (segments >= 1 && segments <= MAX_RLE_SEGMENTS);
    }

    /**
     * Whether a video starts so: with a start code of MPEG-2, H.264 or H.265, as a transport stream
     * or as an MP4 file (PS3.5 sections 8.2.5 to 8.2.14).
     */
    static boolean isVideo(Bytes start) {
        if (start.length() < START_LENGTH) {
            return false;
        }
        int first = start.buffer().getInt();
        return first >>> 8 == START_CODE
                || first == START_CODE
                || first >>> 24 == TRANSPORT_PACKET
                || start.buffer().getInt(Integer.BYTES) == MP4;
    }
}
