// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.EncapsulatedElement.Fragment;

import java.util.List;
import java.util.Objects;

/** How frames follow each other in pixel data. */
interface FrameLayout {

    /** The layout of an object without pixels. */
    FrameLayout NONE = new None();

    int count();

    /** The parts of a frame, numbered from 0. */
    List<Fragment> parts(int frame);

    int firstBit(int frame);

    /** No frames. */
    record None() implements FrameLayout {

        @Override
        public int count() {
            return 0;
        }

        @Override
        public List<Fragment> parts(int frame) {
            throw new IndexOutOfBoundsException(Objects.checkIndex(frame, 0));
        }

        @Override
        public int firstBit(int frame) {
            return Objects.checkIndex(frame, 0);
        }
    }
}
