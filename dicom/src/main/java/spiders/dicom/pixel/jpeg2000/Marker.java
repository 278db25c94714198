// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** The markers of a code stream (T.800 table A.2, T.814 A.2). */
final class Marker {

    static final int SOC = 0xFF4F;
    static final int CAP = 0xFF50;
    static final int SIZ = 0xFF51;
    static final int COD = 0xFF52;
    static final int COC = 0xFF53;
    static final int TLM = 0xFF55;
    static final int PLT = 0xFF58;
    static final int QCD = 0xFF5C;
    static final int QCC = 0xFF5D;
    static final int RGN = 0xFF5E;
    static final int POC = 0xFF5F;
    static final int PPM = 0xFF60;
    static final int PPT = 0xFF61;
    static final int COM = 0xFF64;
    static final int SOT = 0xFF90;
    static final int SOP = 0xFF91;
    static final int EPH = 0xFF92;
    static final int SOD = 0xFF93;
    static final int EOC = 0xFFD9;

    /** Of DCO, VMS, DFS, ADS, MCT, MCC, NLT, MCO, CBD and ATK (T.801 table A.2). */
    static final int FIRST_OF_PART_2 = 0xFF70;

    static final int LAST_OF_PART_2 = 0xFF79;

    private Marker() {}
}
