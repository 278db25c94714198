// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

/** The second bytes of markers (ISO/IEC 10918-1 table B.1, ISO/IEC 14495-1 table C.1). */
final class Marker {

    static final int SOF_BASELINE = 0xC0;
    static final int SOF_EXTENDED = 0xC1;
    static final int SOF_PROGRESSIVE = 0xC2;
    static final int SOF_LOSSLESS = 0xC3;
    static final int DHT = 0xC4;
    static final int SOF_LAST = 0xCF;
    static final int JPG = 0xC8;
    static final int DAC = 0xCC;
    static final int RST0 = 0xD0;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DRI = 0xDD;
    static final int APP0 = 0xE0;
    static final int APP14 = 0xEE;
    static final int SOF_LS = 0xF7;
    static final int LSE = 0xF8;

    private Marker() {}

    /** Whether a frame header follows, of any process. */
    static boolean isFrameHeader(int marker) {
        return marker == SOF_LS
                || (marker >= SOF_BASELINE
                        && marker <= SOF_LAST
                        && marker != DHT
                        && marker != JPG
                        && marker != DAC);
    }
}
