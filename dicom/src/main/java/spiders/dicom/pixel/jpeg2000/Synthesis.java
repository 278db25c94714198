// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/**
 * One level of the inverse wavelet transform (T.800 F.3).
 *
 * <p>Rows of the low and high bands are put together across into the rows of the result, where they
 * stand interleaved; these are then lifted in place. A row is lifted as soon as those around it are
 * there, so that what is worked on stays in the cache.
 */
interface Synthesis {

    /** How many rows are done in one task. */
    int ROWS_A_TASK = 64;

    /** How many columns are done in one task. */
    int COLUMNS_A_TASK = 256;

    /** The result's place, whose first row and column say which samples are low. */
    Area area();

    /** Puts a row of the result together from its two bands. */
    void synthesizeRow(int row);

    /** Lifts what can be once a row is there, from one column up to another. */
    void lift(int row, int fromColumn, int toColumn);

    /** The rows after the last that {@link #lift} is called for. */
    int lag();

    /** Computes the result. */
    static void run(Synthesis synthesis, Workers workers) {
        int width = synthesis.area().width();
        int height = synthesis.area().height();
        if (synthesis.area().isEmpty()) {
            return;
        }
        if (workers.threads() == 1) {
            for (int row = 0; row < height + synthesis.lag(); row++) {
                if (row < height) {
                    synthesis.synthesizeRow(row);
                }
                synthesis.lift(row, 0, width);
            }
            return;
        }
        workers.run(
                Math.ceilDiv(height, ROWS_A_TASK),
                () -> task -> synthesizeRows(synthesis, task * ROWS_A_TASK, height));
        workers.run(
                Math.ceilDiv(width, COLUMNS_A_TASK),
                () -> task -> liftColumns(synthesis, task * COLUMNS_A_TASK, width, height));
    }

    private static void synthesizeRows(Synthesis synthesis, int from, int height) {
        for (int row = from; row < Math.min(from + ROWS_A_TASK, height); row++) {
            synthesis.synthesizeRow(row);
        }
    }

    private static void liftColumns(Synthesis synthesis, int from, int width, int height) {
        int to = Math.min(from + COLUMNS_A_TASK, width);
        for (int row = 0; row < height + synthesis.lag(); row++) {
            synthesis.lift(row, from, to);
        }
    }
}
