// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/** The regions of an ultrasound image that hold its image, not its frame (PS3.3 C.8.5.5). */
final class PixelRegions {

    private static final int LIMIT = 1_000;

    private PixelRegions() {}

    /** Returns the regions; none if one of them does not say where it is. */
    static List<PixelRectangle> of(DataSet dataSet) {
        var regions = new ArrayList<PixelRectangle>();
        for (var item : dataSet.items(Tags.SequenceOfUltrasoundRegions)) {
            long x0 = item.longInteger(Tags.RegionLocationMinX0).orElse(-1);
            long y0 = item.longInteger(Tags.RegionLocationMinY0).orElse(-1);
            long x1 = item.longInteger(Tags.RegionLocationMaxX1).orElse(-1);
            long y1 = item.longInteger(Tags.RegionLocationMaxY1).orElse(-1);
            boolean isRegion =
                    x0 >= 0 && y0 >= 0 && x1 >= x0 && y1 >= y0 && x1 <= 0xFFFF && y1 <= 0xFFFF;
            if (!isRegion || regions.size() == LIMIT) {
                return List.of();
            }
            regions.add(
                    new PixelRectangle(
                            (int) x0, (int) y0, (int) (x1 - x0 + 1), (int) (y1 - y0 + 1)));
        }
        return regions;
    }
}
