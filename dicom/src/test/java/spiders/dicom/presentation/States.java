// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.SyntheticImages;

import java.util.Arrays;

/** Small presentation states, and black images that they are for. */
final class States {

    static final int ROWS = 40;
    static final int COLUMNS = 60;
    static final String GREY_LAYER = "GREY";
    static final String WHITE_LAYER = "WHITE";

    private States() {}

    static DataSet black() {
        return SyntheticImages.dataSet(
                Frame.blank(SyntheticImages.grey(ROWS, COLUMNS, 8, 8, false)));
    }

    /** For every frame of {@link #black}, with a layer of 0x8080 beneath one of white. */
    static DataSetBuilder state() {
        return DataSet.builder()
                .set(Tags.SOPClassUID, PresentationState.SOP_CLASS)
                .set(Tags.SOPInstanceUID, new UID("2.25.77"))
                .sequence(
                        Tags.ReferencedSeriesSequence,
                        DataSet.builder()
                                .set(Tags.SeriesInstanceUID, new UID("2.25.2"))
                                .sequence(Tags.ReferencedImageSequence, reference())
                                .build())
                .sequence(
                        Tags.GraphicLayerSequence,
                        layer(WHITE_LAYER, 2, 0xFFFF),
                        layer(GREY_LAYER, 1, 0x8080));
    }

    static DataSet reference(int... frames) {
        var reference =
                DataSet.builder().set(Tags.ReferencedSOPInstanceUID, new UID("2.25.1234567"));
        if (frames.length > 0) {
            reference.set(Tags.ReferencedFrameNumber, frames);
        }
        return reference.build();
    }

    private static DataSet layer(String name, int order, int value) {
        return DataSet.builder()
                .set(Tags.GraphicLayer, name)
                .set(Tags.GraphicLayerOrder, order)
                .set(Tags.GraphicLayerRecommendedDisplayGrayscaleValue, value)
                .build();
    }

    static DataSet graphic(String type, String units, boolean isFilled, double... data) {
        return DataSet.builder()
                .set(Tags.GraphicAnnotationUnits, units)
                .set(Tags.GraphicDimensions, 2)
                .set(Tags.NumberOfGraphicPoints, data.length / 2)
                .set(Tags.GraphicData, VR.FL, data)
                .set(Tags.GraphicType, type)
                .set(Tags.GraphicFilled, isFilled ? "Y" : "N")
                .build();
    }

    static DataSet boxed(String text, double... corners) {
        return DataSet.builder()
                .set(Tags.UnformattedTextValue, text)
                .set(Tags.BoundingBoxAnnotationUnits, "PIXEL")
                .set(Tags.BoundingBoxTopLeftHandCorner, VR.FL, Arrays.copyOfRange(corners, 0, 2))
                .set(
                        Tags.BoundingBoxBottomRightHandCorner,
                        VR.FL,
                        Arrays.copyOfRange(corners, 2, 4))
                .set(Tags.BoundingBoxTextHorizontalJustification, "LEFT")
                .build();
    }

    static DataSet drawn(String layer, DataSet... graphics) {
        return DataSet.builder()
                .set(Tags.GraphicLayer, layer)
                .sequence(Tags.GraphicObjectSequence, graphics)
                .build();
    }

    static DataSet written(String layer, DataSet... texts) {
        return DataSet.builder()
                .set(Tags.GraphicLayer, layer)
                .sequence(Tags.TextObjectSequence, texts)
                .build();
    }

    static DataSet area(String mode, int left, int top, int right, int bottom) {
        return DataSet.builder()
                .set(Tags.DisplayedAreaTopLeftHandCorner, left, top)
                .set(Tags.DisplayedAreaBottomRightHandCorner, right, bottom)
                .set(Tags.PresentationSizeMode, mode)
                .build();
    }

    /** An overlay of the first group, whose bits are set where they are in the text's lines. */
    static DataSetBuilder overlay(DataSetBuilder builder, int left, int top, String... lines) {
        int columns = lines[0].length();
        var bits = new byte[(lines.length * columns + 15) / 16 * 2];
        for (int i = 0; i < lines.length * columns; i++) {
            if (lines[i / columns].charAt(i % columns) != '.') {
                bits[i / 8] |= (byte) (1 << i % 8);
            }
        }
        return builder.set(Tags.OverlayRows, VR.US, lines.length)
                .set(Tags.OverlayColumns, VR.US, columns)
                .set(Tags.OverlayType, VR.CS, "G")
                .set(Tags.OverlayOrigin, VR.SS, top, left)
                .set(Tags.OverlayBitsAllocated, VR.US, 1)
                .set(Tags.OverlayBitPosition, VR.US, 0)
                .set(Tags.OverlayData, VR.OW, bits);
    }
}
