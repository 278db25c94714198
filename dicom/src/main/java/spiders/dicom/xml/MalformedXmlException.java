// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

/** Text is not the Native DICOM Model, or goes beyond a limit of {@link XmlModel}. */
public final class MalformedXmlException extends RuntimeException {

    private final long offset;

    public MalformedXmlException(long offset, String message) {
        super("%s, at character %d".formatted(message, offset));
        this.offset = offset;
    }

    /** About where, in characters from the start: parsers read ahead. */
    public long offset() {
        return offset;
    }
}
