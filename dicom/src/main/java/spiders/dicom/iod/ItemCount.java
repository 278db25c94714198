// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

/** How many items a sequence may have, when it is there and not empty. */
public record ItemCount(int min, int max) {

    /** One item or more. */
    public static final ItemCount ANY = new ItemCount(1, Integer.MAX_VALUE);

    public ItemCount {
        if (min < 0 || max < min) {
            throw new IllegalArgumentException(
                    "No number of items is %d to %d".formatted(min, max));
        }
    }

    /** Parses what PS3.3 writes: {@code 1}, {@code 1-n}, {@code 2-4}; nothing is any number. */
    static ItemCount parse(String text) {
        if (text.isEmpty()) {
            return ANY;
        }
        int dash = text.indexOf('-');
        int min = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
        if (dash < 0) {
            return new ItemCount(min, min);
        }
        var end = text.substring(dash + 1);
        return new ItemCount(min, end.equals("n") ? Integer.MAX_VALUE : Integer.parseInt(end));
    }

    public boolean allows(int items) {
        return items >= min && items <= max;
    }

    /** Returns the number that satisfies both. */
    ItemCount and(ItemCount other) {
        int low = Math.max(min, other.min);
        return new ItemCount(low, Math.max(low, Math.min(max, other.max)));
    }

    @Override
    public String toString() {
        if (min == max) {
            return Integer.toString(min);
        }
        return max == Integer.MAX_VALUE ? min + "-n" : min + "-" + max;
    }
}
