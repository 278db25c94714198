// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** The file that defines the boards says something that is not understood. */
public final class BoardFileException extends RuntimeException {

    private final String place;

    BoardFileException(String place, String message) {
        super(place + ": " + message);
        this.place = place;
    }

    /** Where, such as {@code boards[0].wishes[1].label}. */
    public String place() {
        return place;
    }
}
