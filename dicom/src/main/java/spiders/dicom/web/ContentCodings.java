// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The content codings that one side has, the one it likes best first, and which of them a message
 * is packed by (RFC 9110 sections 8.4 and 12.5.3).
 */
public record ContentCodings(List<ContentCoding> codings) {

    /** That of nearly everybody; packed quickly rather than tightly. */
    public static final ContentCoding GZIP = new Gzip();

    /** In the wrapping of zlib, as the name means in HTTP. */
    public static final ContentCoding DEFLATE = new Deflate();

    /** What the JDK has. */
    public static final ContentCodings STANDARD = new ContentCodings(List.of(GZIP, DEFLATE));

    private static final int BUFFER = 1 << 16;
    private static final String IDENTITY = "identity";

    public ContentCodings {
        codings = List.copyOf(codings);
    }

    /** The same, liking another best. */
    public ContentCodings preferring(ContentCoding coding) {
        return new ContentCodings(
                Stream.concat(Stream.of(coding), codings.stream()).distinct().toList());
    }

    /** What a request says in {@code Accept-Encoding} to be answered in one of these. */
    public String accepted() {
        return codings.isEmpty()
                ? IDENTITY
                : codings.stream().map(ContentCoding::name).collect(Collectors.joining(", "));
    }

    /**
     * What to pack an answer by; nothing where it is to go as it is. Of what the request takes we
     * choose what we like best, whatever weight it gives to each, as long as it is not 0.
     *
     * @param acceptEncoding of the request, empty if it has none
     */
    public Optional<ContentCoding> forAnswer(String acceptEncoding) {
        return codings.stream().filter(coding -> takes(acceptEncoding, coding.name())).findFirst();
    }

    private static boolean takes(String acceptEncoding, String name) {
        boolean any = false;
        for (var range : acceptEncoding.split(",", -1)) {
            var parts = range.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
            boolean isOurs = parts[0].equals(name) || parts[0].equals("x-" + name);
            if (isOurs) {
                return isWanted(parts);
            }
            any |= parts[0].equals("*") && isWanted(parts);
        }
        return any;
    }

    /** A weight that is no number is as good as absent. */
    private static boolean isWanted(String[] range) {
        for (int i = 1; i < range.length; i++) {
            if (range[i].matches("q\\s*=\\s*0(\\.0*)?")) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a body says once unpacked.
     *
     * @param contentEncoding of the message, empty if it has none
     * @throws MalformedBodyException where it is packed by what is not here, or more than once
     */
    public InputStream unpack(String contentEncoding, InputStream body) throws IOException {
        var name = contentEncoding.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals(IDENTITY)) {
            return body;
        }
        for (var coding : codings) {
            if (name.equals(coding.name()) || name.equals("x-" + coding.name())) {
                return coding.unpack(body);
            }
        }
        throw new MalformedBodyException(0, "the answer is packed by " + contentEncoding);
    }

    private static final class Gzip implements ContentCoding {

        @Override
        public String name() {
            return "gzip";
        }

        @Override
        public OutputStream pack(OutputStream target) throws IOException {
            return new FastGzip(target);
        }

        @Override
        public InputStream unpack(InputStream packed) throws IOException {
            return new GZIPInputStream(packed, BUFFER);
        }
    }

    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream target) throws IOException {
            super(target, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static final class Deflate implements ContentCoding {

        @Override
        public String name() {
            return "deflate";
        }

        @Override
        public OutputStream pack(OutputStream target) {
            return new FastDeflate(target);
        }

        @Override
        public InputStream unpack(InputStream packed) {
            return new InflaterInputStream(packed);
        }
    }

    private static final class FastDeflate extends DeflaterOutputStream {

        FastDeflate(OutputStream target) {
            super(target, new Deflater(Deflater.BEST_SPEED), BUFFER);
        }

        /** Frees the deflater too, which is our own. */
        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                def.end();
            }
        }
    }
}
