// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class MultipartRelatedReaderTest {

    private static final String BOUNDARY = "b0und4ry";
    private static final String TWO_PARTS =
            """
            --b0und4ry
            Content-Type: application/dicom

            first
            --b0und4ry
            Content-Type: application/dicom; transfer-syntax=1.2.840.10008.1.2.1

            second, with --b0und4r inside
            --b0und4ry--
            """
                    .replace("\n", "\r\n");

    /** 0.1 searched the whole buffer for a delimiter again at each read: a minute for this. */
    @Test
    void bytes_read_one_by_one_are_searched_once() throws IOException {
        int length = 4 << 20;
        var out = new ByteArrayOutputStream();
        var writer = new MultipartRelatedWriter(out, "b");
        writer.part(Map.of()).write(new byte[length]);
        writer.close();
        var in = new ByteArrayInputStream(out.toByteArray());
        var reader = new MultipartRelatedReader(in, "b", MultipartLimits.DEFAULT);
        var body = reader.next().orElseThrow().body();
        long start = System.nanoTime();
        int count = 0;
        while (body.read() >= 0) {
            count++;
        }
        assertThat(count).isEqualTo(length);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void parts_come_in_order_with_their_headers() throws IOException {
        var reader = reader(TWO_PARTS);

        var first = reader.next().orElseThrow();
        assertThat(first.header().contentType().type()).isEqualTo("application/dicom");
        assertThat(first.body().readAllBytes()).asString().isEqualTo("first");
        var second = reader.next().orElseThrow();
        assertThat(second.header().contentType().parameter("Transfer-Syntax"))
                .contains("1.2.840.10008.1.2.1");
        assertThat(second.body().readAllBytes())
                .asString()
                .isEqualTo("second, with --b0und4r inside");
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void what_is_not_read_of_a_part_is_skipped() throws IOException {
        var reader = reader("a preamble\r\nof two lines\r\n" + TWO_PARTS + "an epilogue");

        var first = reader.next().orElseThrow();
        assertThat(first.body().read()).isEqualTo('f');
        var second = reader.next().orElseThrow();
        assertThat(second.body().readNBytes(6)).asString().isEqualTo("second");
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void a_part_that_is_gone_can_not_be_read() throws IOException {
        var reader = reader(TWO_PARTS);
        var first = reader.next().orElseThrow();
        reader.next();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> first.body().read());
    }

    @Test
    void an_empty_part_and_a_body_without_parts_are_read() throws IOException {
        var empty = reader("--b0und4ry\r\n\r\n\r\n--b0und4ry--");
        assertThat(empty.next().orElseThrow().body().readAllBytes()).isEmpty();
        assertThat(empty.next()).isEmpty();

        assertThat(reader("--b0und4ry--").next()).isEmpty();
    }

    @Test
    void cut_anywhere_a_body_fails_as_malformed() {
        var whole = TWO_PARTS.getBytes(StandardCharsets.ISO_8859_1);
        int closing = TWO_PARTS.lastIndexOf("--") + 2;
        for (int length = 0; length < closing; length++) {
            var cut = new ByteArrayInputStream(whole, 0, length);
            assertThatExceptionOfType(MalformedBodyException.class)
                    .as("cut at %d", length)
                    .isThrownBy(() -> readAll(cut, MultipartLimits.DEFAULT));
        }
    }

    @Test
    void random_bytes_either_read_or_fail_as_malformed() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var bytes = TWO_PARTS.getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < 4; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                readAll(new ByteArrayInputStream(bytes), MultipartLimits.DEFAULT);
            } catch (MalformedBodyException e) {
                assertThat(e.offset()).isBetween(0L, (long) bytes.length);
            } catch (IOException | RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 65_535, 65_536, 65_537, 200_000})
    void parts_of_any_size_survive_reads_of_any_size(int length) throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var bodies = new ArrayList<byte[]>();
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            var body = new byte[length];
            random.nextBytes(body);
            sprinkle(body, random);
            bodies.add(body);
            out.writeBytes("\r\n--b0und4ry\r\nX: y\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(body);
        }
        out.writeBytes("\r\n--b0und4ry--\r\n".getBytes(StandardCharsets.US_ASCII));

        var in = new Trickle(new ByteArrayInputStream(out.toByteArray()), random);

        assertThat(readAll(in, MultipartLimits.DEFAULT))
                .as("seed %d", seed)
                .usingElementComparator((a, b) -> java.util.Arrays.compare(a, b))
                .containsExactlyElementsOf(bodies);
    }

    @Test
    void limits_hold_at_the_limit() throws IOException {
        var header = "X: 12345\r\n\r\n";
        var body = "--b0und4ry\r\n" + header + "abc\r\n--b0und4ry--";

        assertThat(readAll(stream(body), new MultipartLimits(header.length(), 1, body.length())))
                .hasSize(1);
        assertRefused(body, new MultipartLimits(header.length() - 1, 1, body.length()));
        assertRefused(body, new MultipartLimits(header.length(), 1, body.length() - 1));
        assertRefused(TWO_PARTS, new MultipartLimits(1_000, 1, 1_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789012345678901234567890123456789"
                        + "01234567890123456789012345678901234567890"
            })
    void a_boundary_has_1_to_80_characters(String boundary) {
        assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() ->
                        new MultipartRelatedReader(stream(""), boundary, MultipartLimits.DEFAULT));
    }

    /** Two UUIDs and a hyphen, above the 70 characters of RFC 2046. */
    @Test
    void the_boundary_of_orthanc_is_read() throws IOException {
        var boundary = "e413d18e-b82d-431f-bc50-68878a37aeb9-e413d18e-b82d-431f-bc50-68878a37aeb9";
        var body =
                ("--%1$s\r\nContent-Type: application/dicom\r\nContent-Length: 3"
                                + "\r\n\r\nabc\r\n--%1$s--\r\n")
                        .formatted(boundary);
        var reader = new MultipartRelatedReader(stream(body), boundary, MultipartLimits.DEFAULT);

        var part = reader.next().orElseThrow();

        assertThat(part.body().readAllBytes()).asString().isEqualTo("abc");
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void a_gigabyte_passes_in_constant_memory() throws IOException {
        var head = stream("--b0und4ry\r\n\r\n");
        var tail = stream("\r\n--b0und4ry--");
        long length = 1L << 30;
        var body = new SequenceInputStream(new SequenceInputStream(head, new Zeros(length)), tail);
        var reader = new MultipartRelatedReader(body, BOUNDARY, MultipartLimits.DEFAULT);

        var part = reader.next().orElseThrow().body();
        assertThat(part.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(length);
        assertThat(reader.next()).isEmpty();
    }

    private static void assertRefused(String body, MultipartLimits limits) {
        assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() -> readAll(stream(body), limits));
    }

    private static List<byte[]> readAll(InputStream in, MultipartLimits limits) throws IOException {
        var reader = new MultipartRelatedReader(in, BOUNDARY, limits);
        var bodies = new ArrayList<byte[]>();
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            bodies.add(part.get().body().readAllBytes());
        }
        return bodies;
    }

    private static MultipartRelatedReader reader(String body) throws IOException {
        return new MultipartRelatedReader(stream(body), BOUNDARY, MultipartLimits.DEFAULT);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Line ends and near delimiters, where a reader that is careless about its buffer fails. */
    private static void sprinkle(byte[] body, Random random) {
        var near = "\r\n--b0und4r!".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < body.length / 50; i++) {
            int at = random.nextInt(body.length);
            int count = Math.min(near.length, body.length - at);
            System.arraycopy(near, 0, body, at, count);
        }
        if (body.length > 0) {
            body[body.length - 1] = '\r';
        }
    }

    /** Gives as few bytes as it likes. */
    private static final class Trickle extends InputStream {

        private final InputStream in;
        private final Random random;

        Trickle(InputStream in, Random random) {
            this.in = in;
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, Math.min(length, 1 + random.nextInt(5_000)));
        }
    }

    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int count = (int) Math.min(left, length);
            left -= count;
            return count > 0 ? count : -1;
        }
    }
}
