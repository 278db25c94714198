// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

class MultipartRelatedWriterTest {

    @Test
    void two_parts_stand_between_delimiters() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new MultipartRelatedWriter(out, "b")) {
            try (var part = writer.part(Map.of("Content-Type", "application/dicom"))) {
                part.write("one".getBytes(StandardCharsets.US_ASCII));
            }
            writer.part(Map.of()).write("two".getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(out.toString(StandardCharsets.US_ASCII))
                .isEqualTo(
                        "--b\r\nContent-Type: application/dicom\r\n\r\none"
                                + "\r\n--b\r\n\r\ntwo\r\n--b--\r\n");
    }

    @Test
    void a_body_without_parts_is_still_ended() throws IOException {
        var out = new ByteArrayOutputStream();
        new MultipartRelatedWriter(out, "b").close();

        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("--b--\r\n");
    }

    @Test
    void a_header_with_a_line_break_is_refused() throws IOException {
        try (var writer = new MultipartRelatedWriter(new ByteArrayOutputStream(), "b")) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> writer.part(Map.of("Content-Location", "a\r\nX: y")));
        }
    }

    @Test
    void nothing_follows_the_end() throws IOException {
        var writer = new MultipartRelatedWriter(new ByteArrayOutputStream(), "b");
        writer.close();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> writer.part(Map.of()));
    }

    @Test
    void boundaries_differ() {
        assertThat(MultipartRelatedWriter.newBoundary())
                .isNotEqualTo(MultipartRelatedWriter.newBoundary());
    }

    @Test
    void the_media_type_names_the_parts() {
        assertThat(MultipartRelatedWriter.contentType("application/dicom", "b"))
                .isEqualTo("multipart/related; type=\"application/dicom\"; boundary=b");
    }
}
