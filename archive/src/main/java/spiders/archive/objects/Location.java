// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

/** Where an object's file stands: the number of its shelf, and of the file on it. */
public record Location(int shelf, int file) {

    public Location {
        if (shelf < 0 || file < 0) {
            throw new IllegalArgumentException("A location has no negative part");
        }
    }

    /** The name of the file on its shelf. */
    public String fileName() {
        return fileName(file);
    }

    static String fileName(int file) {
        return "%04x.dcm".formatted(file);
    }
}
