// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Frames of MLLP, and bytes that are none. */
class FrameReaderTest {

    private static final String TWO = "\u000bMSH|1\r\u001c\r\r\n\u000bMSH|2\u001c\r";

    @Test
    void messages_are_read_one_by_one_and_line_ends_between_them_let_pass() throws IOException {
        var frames = reader(TWO.getBytes(US_ASCII));

        assertThat(frames.next().map(bytes -> new String(bytes, US_ASCII))).contains("MSH|1\r");
        assertThat(frames.next().map(bytes -> new String(bytes, US_ASCII))).contains("MSH|2");
        assertThat(frames.next()).isEmpty();
    }

    @Test
    void cut_anywhere_a_frame_is_malformed_or_the_end() throws IOException {
        byte[] whole = "\u000bMSH|1\u001c\r".getBytes(US_ASCII);
        assertThat(reader(new byte[0]).next()).isEmpty();
        for (int length = 1; length < whole.length; length++) {
            var cut = reader(Arrays.copyOf(whole, length));
            assertThatExceptionOfType(MalformedFrameException.class)
                    .as("%d bytes", length)
                    .isThrownBy(cut::next)
                    .matches(e -> e.offset() > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH|1",
                "GET / HTTP/1.1\r\n\r\n",
                "\u000bMSH\u000bMSH\u001c\r",
                "\u000bMSH\u001c\u001c\r",
                "\u000bMSH\u001cMSH"
            })
    void what_is_no_frame_is_refused(String bytes) {
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(reader(bytes.getBytes(US_ASCII))::next);
    }

    @Test
    void a_message_is_a_megabyte_at_most() throws IOException {
        assertThat(reader(frame(FrameReader.MAX_BYTES)).next()).isPresent();
        assertThatExceptionOfType(MalformedFrameException.class)
                .isThrownBy(reader(frame(FrameReader.MAX_BYTES + 1))::next);
    }

    @Test
    void a_message_that_drips_is_given_up() {
        var now = new AtomicLong();
        var frames =
                new FrameReader(
                        new ByteArrayInputStream(frame(100)),
                        Duration.ofSeconds(30),
                        () -> now.addAndGet(Duration.ofSeconds(1).toNanos()));

        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(frames::next);
    }

    private static byte[] frame(int length) {
        var frame = new byte[length + 3];
        Arrays.fill(frame, (byte) 'x');
        frame[0] = 0x0b;
        frame[length + 1] = 0x1c;
        frame[length + 2] = '\r';
        return frame;
    }

    private static FrameReader reader(byte[] bytes) {
        return new FrameReader(
                new ByteArrayInputStream(bytes), Duration.ofMinutes(1), System::nanoTime);
    }
}
