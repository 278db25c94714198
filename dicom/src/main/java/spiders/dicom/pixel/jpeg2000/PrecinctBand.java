// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** The code-blocks of a precinct in one band, row by row, and their tag trees (T.800 B.7, B.9). */
final class PrecinctBand {

    final Band band;
    final int columns;
    final int rows;
    final CodeBlock[] blocks;
    final TagTree inclusion;
    final TagTree zeroPlanes;

    /**
     * @param area of the precinct in the band, in the band's grid; not empty
     */
    PrecinctBand(Band band, Area area, int widthExponent, int heightExponent) {
        this.band = band;
        int firstColumn = area.x0() >> widthExponent;
        int firstRow = area.y0() >> heightExponent;
        columns = ((area.x1() - 1) >> widthExponent) - firstColumn + 1;
        rows = ((area.y1() - 1) >> heightExponent) - firstRow + 1;
        blocks = new CodeBlock[columns * rows];
        for (int row = 0; row < rows; row++) {
            int y0 = Math.max((firstRow + row) << heightExponent, area.y0());
            int y1 = Math.min((firstRow + row + 1) << heightExponent, area.y1());
            for (int column = 0; column < columns; column++) {
                int x0 = Math.max((firstColumn + column) << widthExponent, area.x0());
                int x1 = Math.min((firstColumn + column + 1) << widthExponent, area.x1());
                blocks[row * columns + column] =
                        new CodeBlock(
                                x0 - band.area().x0(), y0 - band.area().y0(), x1 - x0, y1 - y0);
            }
        }
        inclusion = new TagTree(columns, rows);
        zeroPlanes = new TagTree(columns, rows);
    }
}
