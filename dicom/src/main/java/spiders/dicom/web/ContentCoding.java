// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * How bodies are packed on their way (RFC 9110 section 8.4.1). {@link ContentCodings} has those of
 * the JDK; one of another library is a class of three methods.
 */
public interface ContentCoding {

    /** Its registered name, in lower case: {@code gzip}. */
    String name();

    /** Packs what is written, and ends and closes the target when it is closed. */
    OutputStream pack(OutputStream target) throws IOException;

    /**
     * Unpacks what is read, holding no more than a window of it; how much may come out in all is
     * for the reader to limit. A malformed body fails with an {@link IOException}.
     */
    InputStream unpack(InputStream packed) throws IOException;
}
