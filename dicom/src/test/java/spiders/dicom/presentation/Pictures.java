// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameReader;

import java.io.IOException;

/** Pictures of images in memory. */
final class Pictures {

    private Pictures() {}

    /** The first frame, as a state has it. */
    static Frame of(DataSet state, DataSet image, Viewport viewport) throws IOException {
        return of(state, image, 0, viewport);
    }

    static Frame of(DataSet state, DataSet image, int number, Viewport viewport)
            throws IOException {
        var syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        var source = BulkDataSource.none();
        var frame = FrameReader.of(image, syntax, source).frame(number);
        return PresentationRenderer.of(PresentationState.of(state), image, source)
                .render(frame, number, viewport);
    }

    /** The grey values by row. */
    static int[][] greys(Frame picture) {
        var image = picture.image();
        var greys = new int[image.rows()][image.columns()];
        for (int y = 0; y < greys.length; y++) {
            picture.row(0, y, greys[y], 0);
        }
        return greys;
    }
}
