// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.List;

/**
 * The image and its tiles on the reference grid (SIZ, T.800 A.5.1 and B.3).
 *
 * <p>Right and bottom edges lie outside.
 */
record ImageSize(Area image, Area firstTile, List<ComponentSize> components) {

    ImageSize {
        components = List.copyOf(components);
    }

    int tilesWide() {
        return Math.ceilDiv(image.x1() - firstTile.x0(), firstTile.width());
    }

    int tilesHigh() {
        return Math.ceilDiv(image.y1() - firstTile.y0(), firstTile.height());
    }

    long tiles() {
        return (long) tilesWide() * tilesHigh();
    }

    /** The part of the image in a tile (T.800 equations B-7 to B-10). */
    Area tile(int index) {
        int column = index % tilesWide();
        int row = index / tilesWide();
        return new Area(
                Math.max(firstTile.x0() + column * firstTile.width(), image.x0()),
                Math.max(firstTile.y0() + row * firstTile.height(), image.y0()),
                min(firstTile.x0(), column + 1L, firstTile.width(), image.x1()),
                min(firstTile.y0(), row + 1L, firstTile.height(), image.y1()));
    }

    private static int min(int origin, long count, int size, int edge) {
        return (int) Math.min(origin + count * size, edge);
    }

    /** Where a component's samples are, of the image or of a tile (T.800 equation B-12). */
    Area samples(Area area, int component) {
        var size = components.get(component);
        return new Area(
                Math.ceilDiv(area.x0(), size.dx()),
                Math.ceilDiv(area.y0(), size.dy()),
                Math.ceilDiv(area.x1(), size.dx()),
                Math.ceilDiv(area.y1(), size.dy()));
    }
}
