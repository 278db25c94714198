// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/** Moves overlays out of the unused bits of cells, which most codecs do not keep. */
final class EmbeddedOverlays {

    private final DataSet dataSet;
    private final List<Overlay> overlays;
    private final List<byte[]> bits = new ArrayList<>();
    private final int frames;

    /**
     * @param areMoved whether they are to be moved at all
     */
    EmbeddedOverlays(DataSet dataSet, boolean areMoved) {
        this.dataSet = dataSet;
        this.overlays =
                areMoved
                        ? Overlay.of(dataSet).stream().filter(Overlay::isEmbedded).toList()
                        : List.of();
        this.frames = Math.max(1, dataSet.integer(Tags.NumberOfFrames).orElse(1));
        for (var overlay : overlays) {
            long total = (long) overlay.rows() * overlay.columns() * frames;
            if (total / 8 > ImagePixel.MAX_FRAME_BYTES) {
                throw new InvalidImageException("Overlays of %d bits".formatted(total));
            }
            bits.add(new byte[(int) ((total + 15) / 16 * 2)]);
        }
    }

    /** Takes the overlays of a frame, whose cells are whole. */
    void take(Frame frame, int number) {
        for (int i = 0; i < overlays.size(); i++) {
            var plane = overlays.get(i).bits(dataSet, frame, number);
            long first = (long) number * plane.length;
            for (int at = 0; at < plane.length; at++) {
                long bit = first + at;
                bits.get(i)[(int) (bit >> 3)] |= (byte) (plane[at] << (bit & 7));
            }
        }
    }

    /** Gives each overlay data of its own. */
    void into(DataSetBuilder builder) {
        for (int i = 0; i < overlays.size(); i++) {
            int group = overlays.get(i).group();
            builder.set(Overlay.tag(group, Tags.OverlayBitsAllocated), VR.US, 1);
            builder.set(Overlay.tag(group, Tags.OverlayBitPosition), VR.US, 0);
            builder.set(Overlay.tag(group, Tags.OverlayData), VR.OW, bits.get(i));
            if (frames > 1) {
                builder.set(
                        Overlay.tag(group, Tags.NumberOfFramesInOverlay),
                        VR.IS,
                        Integer.toString(frames));
                builder.set(Overlay.tag(group, Tags.ImageFrameOrigin), VR.US, 1);
            }
        }
    }
}
