// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads pieces of XML, within limits; refuses document types, and what refers out of the document.
 */
final class XmlInput implements AutoCloseable {

    /** Elements around an item's: the root's, a name's group and component, and some unknown. */
    private static final int EXTRA_DEPTH = 16;

    private static final int DECLARATION = 256;
    private static final Pattern ENCODING =
            Pattern.compile("<[?]xml[^>]{0,64}encoding *= *[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private final Bounded bytes;
    private final XMLStreamReader in;
    private final XmlLimits limits;
    private long values;

    XmlInput(InputStream stream, XmlLimits limits) throws IOException {
        this.limits = limits;
        this.bytes = new Bounded(stream, limits.bytes());
        try {
            in = factory(limits).createXMLStreamReader(characters(bytes));
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /**
     * The characters of a document: the JDK's parser would decode them itself, and print what it
     * can not decode.
     */
    private static Reader characters(InputStream stream) throws IOException {
        var in = new PushbackInputStream(stream, DECLARATION);
        byte[] start = in.readNBytes(DECLARATION);
        boolean isMarked = start.length >= 3 && (start[0] & 0xFF) == 0xEF;
        int mark = isMarked ? 3 : 0;
        in.unread(start, mark, start.length - mark);
        return new InputStreamReader(in, charset(start).newDecoder());
    }

    private static Charset charset(byte[] start) {
        boolean isWide =
                start.length >= 2 && (start[0] & 0xFF) >= 0xFE && (start[1] & 0xFF) >= 0xFE;
        if (isWide) {
            return StandardCharsets.UTF_16;
        }
        var declared = ENCODING.matcher(new String(start, StandardCharsets.ISO_8859_1));
        try {
            return declared.lookingAt()
                    ? Charset.forName(declared.group(1))
                    : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new MalformedXmlException(0, "An encoding that is unknown here");
        }
    }

    private static XMLInputFactory factory(XmlLimits limits) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // The JDK's own limit of 200 elements is less than 100 levels of items take.
        factory.setProperty(
                "jdk.xml.maxElementDepth", Integer.toString(2 * limits.depth() + EXTRA_DEPTH));
        return factory;
    }

    /** Returns the next child element's name; empty at the end of the element that is open. */
    Optional<String> child() throws IOException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    count(1);
                    return Optional.of(in.getLocalName());
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return Optional.empty();
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw failure("A document type or an entity of its own");
                default -> {} // Layout, comments, processing instructions.
            }
        }
    }

    /** Takes the text of the element that is open, to its end; elements within are refused. */
    String text() throws IOException {
        var text = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE ->
                        text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
                case XMLStreamConstants.END_ELEMENT -> {
                    return text.toString();
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                default -> throw failure("Something else where text should be");
            }
        }
    }

    /** Steps to the end of the element that is open. */
    void skip() throws IOException {
        for (int open = 1; open > 0; ) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    count(1);
                    open++;
                }
                case XMLStreamConstants.END_ELEMENT -> open--;
                default -> {}
            }
        }
    }

    /** An attribute of the element just opened; empty if it has none such. */
    String property(String name) {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            if (in.getAttributeLocalName(i).equals(name)) {
                return in.getAttributeValue(i);
            }
        }
        return "";
    }

    private int next() throws IOException {
        try {
            return in.next();
        } catch (XMLStreamException e) {
            throw failure(e);
        } catch (MalformedXmlException e) {
            throw e; // Of the stream that is bounded.
        } catch (RuntimeException e) {
            // Behind the end; and the JDK 25's parser has no words for some broken document types.
            throw failure("Not well-formed XML");
        }
    }

    /** Counts values, and refuses one too many. */
    void count(long more) {
        values += more;
        if (values > limits.values()) {
            throw beyondLimit("More than %d values".formatted(limits.values()));
        }
    }

    MalformedXmlException failure(String message) {
        return new MalformedXmlException(offset(in.getLocation()), message);
    }

    MalformedXmlException beyondLimit(String message) {
        return MalformedXmlException.beyondLimit(offset(in.getLocation()), message);
    }

    /** Where the parser is; it counts what it has read ahead more than once, at times. */
    private long offset(Location location) {
        return Math.clamp(location.getCharacterOffset(), 0, bytes.count);
    }

    /** A failure of the stream stays one; all else is the document's. */
    private MalformedXmlException failure(XMLStreamException e) throws IOException {
        if (e.getNestedException() instanceof CharacterCodingException) {
            throw new MalformedXmlException(0, "Bytes that are no characters");
        }
        if (e.getNestedException() instanceof IOException broken) {
            throw broken;
        }
        var location = e.getLocation();
        // The parser's message may quote the document, and so a patient: it is left out.
        return new MalformedXmlException(
                location == null ? 0 : offset(location), "Not well-formed XML");
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } catch (XMLStreamException e) {
            throw new IOException("XML does not close", e);
        }
    }

    /** Refuses more bytes than allowed. */
    private static final class Bounded extends InputStream {

        private final InputStream in;
        private final long limit;
        private long count;

        Bounded(InputStream in, long limit) {
            this.in = in;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count += Math.max(0, read);
            if (count > limit) {
                throw MalformedXmlException.beyondLimit(
                        limit, "More than %d bytes".formatted(limit));
            }
            return read;
        }
    }
}
