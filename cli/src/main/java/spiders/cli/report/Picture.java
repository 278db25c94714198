// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

import java.io.IOException;

/** A drawing for paper; asked to draw itself once, when the pages are made. */
@FunctionalInterface
public interface Picture {

    /** Draws within the canvas. */
    void draw(Canvas canvas) throws IOException;

    /** Whether it has the width of the page; else it is one of several abreast. */
    default boolean isWide() {
        return false;
    }
}
