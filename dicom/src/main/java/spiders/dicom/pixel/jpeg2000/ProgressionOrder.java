// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** In what order packets come (T.800 table A.16): layer, resolution, component, position. */
enum ProgressionOrder {
    LRCP,
    RLCP,
    RPCL,
    PCRL,
    CPRL
}
