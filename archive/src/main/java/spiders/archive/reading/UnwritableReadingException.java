// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

/**
 * A note holds what no DICOM object may hold, such as a control character (PS3.5 section 6.2); the
 * cause names the attribute and not its value.
 */
public final class UnwritableReadingException extends RuntimeException {

    private final ReadingDocument.Kind kind;

    UnwritableReadingException(ReadingDocument.Kind kind, IllegalArgumentException cause) {
        super("A reading's %s cannot be written".formatted(kind), cause);
        this.kind = kind;
    }

    /** Of the object that cannot be made. */
    public ReadingDocument.Kind kind() {
        return kind;
    }
}
