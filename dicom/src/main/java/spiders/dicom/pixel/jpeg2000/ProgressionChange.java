// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** One progression of a POC marker segment (T.800 A.6.6); the ends lie outside. */
record ProgressionChange(
        int firstResolution,
        int firstComponent,
        int endLayer,
        int endResolution,
        int endComponent,
        ProgressionOrder order) {}
