// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.statistics;

/** Thrown when a sample cannot enter a computation: its shape, its size or one of its values. */
public final class UnusableSampleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int size;

    UnusableSampleException(String reason, int size) {
        super(reason);
        this.size = size;
    }

    /** How many values, rows or categories the refused sample had. */
    public int size() {
        return size;
    }
}
