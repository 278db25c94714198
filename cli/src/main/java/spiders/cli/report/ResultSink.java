// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import java.io.IOException;
import java.util.List;

/** Where the rows of a table go. */
interface ResultSink {

    /** A row, as wide as the table. */
    void row(List<Cell> cells) throws IOException;

    /** A drawing, where there is paper for it. */
    void picture(String caption, Picture picture);

    /**
     * Nothing follows.
     *
     * @param isWhole whether all that was asked for was computed
     */
    void finish(boolean isWhole) throws IOException;
}
