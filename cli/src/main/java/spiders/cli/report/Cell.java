// SPDX-License-Identifier: Apache-2.0
package spiders.cli.report;

/** What stands in one cell of a result. */
sealed interface Cell {

    /** As it is read by people and in CSV; empty where nothing is defined. */
    String text();

    /** Words of ours. */
    record Text(String text) implements Cell {}

    /** Words of a file: a spreadsheet must not take them for a formula. */
    record Foreign(String text) implements Cell {}

    /**
     * A finite number.
     *
     * @param text the number as it is written, with a point
     */
    record Numeral(String text) implements Cell {}

    /** The definition yields nothing: never shown as 0. */
    record Undefined() implements Cell {

        @Override
        public String text() {
            return "";
        }
    }
}
