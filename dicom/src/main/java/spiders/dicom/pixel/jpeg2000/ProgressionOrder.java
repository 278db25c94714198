// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** In what order packets come (T.800 table A.16): layer, resolution, component, position. */
enum ProgressionOrder {
    LRCP(0),
    RLCP(1),
    RPCL(2),
    PCRL(3),
    CPRL(4);

    private final int code;

    ProgressionOrder(int code) {
        this.code = code;
    }

    /** What stands for it in a code stream. */
    int code() {
        return code;
    }
}
