// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

/** Text is not the Native DICOM Model, or goes beyond a limit of {@link XmlModel}. */
public final class MalformedXmlException extends RuntimeException {

    private final long offset;
    private final boolean isBeyondLimit;

    public MalformedXmlException(long offset, String message) {
        this(offset, message, false);
    }

    private MalformedXmlException(long offset, String message, boolean isBeyondLimit) {
        super("%s, at character %d".formatted(message, offset));
        this.offset = offset;
        this.isBeyondLimit = isBeyondLimit;
    }

    static MalformedXmlException beyondLimit(long offset, String message) {
        return new MalformedXmlException(offset, message, true);
    }

    /** About where, in characters from the start: parsers read ahead. */
    public long offset() {
        return offset;
    }

    /** Whether it is more than is taken, and might be well-formed. */
    public boolean isBeyondLimit() {
        return isBeyondLimit;
    }
}
