// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

/**
 * Of each pixel of a picture, those of a plane that it stands for; none where it lies beside it.
 *
 * <p>Pixels that are made larger are repeated, those that are made smaller become their mean.
 */
final class Sampling {

    private final int columns;
    private final boolean isSideways;
    private final int[] across;
    private final int[] down;

    /**
     * @param columns of the plane
     * @param isSideways whether the picture's rows are the plane's columns
     * @param across for each column of the picture, from and to in the plane
     * @param down likewise for each row
     */
    Sampling(int columns, boolean isSideways, int[] across, int[] down) {
        this.columns = columns;
        this.isSideways = isSideways;
        this.across = across;
        this.down = down;
    }

    /** Takes one pixel of the picture and how much of the plane it stands for. */
    @FunctionalInterface
    private interface Sink {
        void accept(int x, int y, long sum, long count);
    }

    /** Puts the plane on a picture, and leaves what lies beside it. */
    void draw(byte[] plane, Canvas canvas) {
        each(plane, (x, y, sum, count) -> canvas.set(x, y, (int) ((sum + count / 2) / count)));
    }

    /** Paints each pixel that one of a plane of bits is in. */
    void paint(byte[] bits, Canvas canvas, int grey) {
        each(
                bits,
                (x, y, sum, _) -> {
                    if (sum > 0) {
                        canvas.set(x, y, grey);
                    }
                });
    }

    private void each(byte[] plane, Sink sink) {
        for (int y = 0; y < down.length / 2; y++) {
            for (int x = 0; x < across.length / 2; x++) {
                var byRow = isSideways ? across : down;
                int row = 2 * (isSideways ? x : y);
                var byColumn = isSideways ? down : across;
                int column = 2 * (isSideways ? y : x);
                long sum = 0;
                long count = 0;
                for (int r = byRow[row]; r < byRow[row + 1]; r++) {
                    for (int c = byColumn[column]; c < byColumn[column + 1]; c++) {
                        sum += plane[r * columns + c] & 0xFF;
                        count++;
                    }
                }
                if (count > 0) {
                    sink.accept(x, y, sum, count);
                }
            }
        }
    }
}
