// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Frame;

/**
 * Gives every pixel its own sample of a component that has fewer.
 *
 * <p>The standard leaves open how (ISO/IEC 10918-1 section A.1.1 places the samples). Here halves
 * are filled by a triangle filter and other ratios by repetition, rounded as the Independent JPEG
 * Group's library does, so that colours equal those of the systems built on it.
 */
final class Upsampling {

    private final ComponentPlane plane;
    private final int across;
    private final int down;
    private final int[] near;
    private final int[] far;
    private final int[] wide;

    /**
     * @param across how many pixels of a row share a sample
     * @param down how many rows do
     */
    Upsampling(ComponentPlane plane, int across, int down) {
        this.plane = plane;
        this.across = across;
        this.down = down;
        this.near = new int[plane.width()];
        this.far = new int[plane.width()];
        this.wide = new int[plane.width() * across];
    }

    void into(Frame frame, int component) {
        boolean isFiltered = across == 2 && down <= 2 && plane.width() > 2;
        for (int row = 0; row < frame.image().rows(); row++) {
            plane.row(row / down, near);
            if (!isFiltered) {
                repeat();
            } else if (down == 1) {
                filterRow();
            } else {
                plane.row(row % 2 == 0 ? row / 2 - 1 : row / 2 + 1, far);
                filterRows();
            }
            frame.setRow(component, row, wide, 0);
        }
    }

    private void repeat() {
        for (int i = 0; i < wide.length; i++) {
            wide[i] = near[i / across];
        }
    }

    /** Three parts of the nearer sample, one of the next. */
    private void filterRow() {
        int last = near.length - 1;
        wide[0] = near[0];
        wide[1] = (near[0] * 3 + near[1] + 2) >> 2;
        for (int i = 1; i < last; i++) {
            wide[2 * i] = (near[i] * 3 + near[i - 1] + 1) >> 2;
            wide[2 * i + 1] = (near[i] * 3 + near[i + 1] + 2) >> 2;
        }
        wide[2 * last] = (near[last] * 3 + near[last - 1] + 1) >> 2;
        wide[2 * last + 1] = near[last];
    }

    private void filterRows() {
        int last = near.length - 1;
        for (int i = 0; i <= last; i++) {
            near[i] = near[i] * 3 + far[i];
        }
        wide[0] = (near[0] * 4 + 8) >> 4;
        wide[1] = (near[0] * 3 + near[1] + 7) >> 4;
        for (int i = 1; i < last; i++) {
            wide[2 * i] = (near[i] * 3 + near[i - 1] + 8) >> 4;
            wide[2 * i + 1] = (near[i] * 3 + near[i + 1] + 7) >> 4;
        }
        wide[2 * last] = (near[last] * 3 + near[last - 1] + 8) >> 4;
        wide[2 * last + 1] = (near[last] * 4 + 7) >> 4;
    }
}
