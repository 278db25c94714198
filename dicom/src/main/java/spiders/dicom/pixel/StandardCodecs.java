// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/** The codecs of the toolkit, a line each. */
final class StandardCodecs {

    static final FrameCodecs ALL = FrameCodecs.none();

    private StandardCodecs() {}
}
