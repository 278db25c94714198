// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

class ContentCodingsTest {

    private static final byte[] TEXT = "{\"00100020\":{\"vr\":\"LO\"}}".repeat(99).getBytes(UTF_8);

    static List<ContentCoding> standard() {
        return ContentCodings.STANDARD.codings();
    }

    /** One more. */
    private static final class Letters implements ContentCoding {

        @Override
        public String name() {
            return "letters";
        }

        @Override
        public OutputStream pack(OutputStream target) {
            return Base64.getEncoder().wrap(target);
        }

        @Override
        public InputStream unpack(InputStream packed) {
            return Base64.getDecoder().wrap(packed);
        }
    }

    private static byte[] packed(ContentCoding coding) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packing = coding.pack(out)) {
            packing.write(TEXT);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("standard")
    void what_is_packed_unpacks_as_it_was(ContentCoding coding) throws IOException {
        var packed = packed(coding);

        assertThat(packed).hasSizeLessThan(TEXT.length / 10);
        for (var name : List.of(coding.name(), " " + coding.name().toUpperCase(Locale.ROOT))) {
            try (var in = ContentCodings.STANDARD.unpack(name, new ByteArrayInputStream(packed))) {
                assertThat(in.readAllBytes()).isEqualTo(TEXT);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("standard")
    void cut_anywhere_a_body_fails(ContentCoding coding) throws IOException {
        var packed = packed(coding);
        for (int length = 0; length < packed.length; length++) {
            var cut = new ByteArrayInputStream(Arrays.copyOf(packed, length));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> {
                        try (var in = coding.unpack(cut)) {
                            in.readAllBytes();
                        }
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "gzip, gzip",
        "'deflate, gzip;q=0.1', gzip",
        "'gzip;q=0, deflate', deflate",
        "'gzip; q=0.000 , identity', ''",
        "X-GZIP, gzip",
        "br, ''",
        "'*', gzip",
        "'*;q=0', ''",
        "'gzip;q=0, *', deflate",
        "'gzip;q=much', gzip",
        "gzipped, ''"
    })
    void an_answer_is_packed_by_what_the_request_takes(String acceptEncoding, String chosen) {
        assertThat(
                        ContentCodings.STANDARD
                                .forAnswer(acceptEncoding)
                                .map(ContentCoding::name)
                                .orElse(""))
                .isEqualTo(chosen);
    }

    @Test
    void another_coding_joins_and_is_liked_best() throws IOException {
        var codings = ContentCodings.STANDARD.preferring(new Letters());

        assertThat(codings.accepted()).isEqualTo("letters, gzip, deflate");
        assertThat(codings.forAnswer("gzip, letters").map(ContentCoding::name)).contains("letters");
        var in = codings.unpack("letters", new ByteArrayInputStream(packed(new Letters())));
        assertThat(in.readAllBytes()).isEqualTo(TEXT);
        assertThat(codings.preferring(ContentCodings.DEFLATE).accepted())
                .isEqualTo("deflate, letters, gzip");
    }

    @Test
    void none_at_all_asks_for_bodies_as_they_are() {
        var none = new ContentCodings(List.of());

        assertThat(none.accepted()).isEqualTo("identity");
        assertThat(none.forAnswer("gzip")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"br", "'gzip, gzip'", "zstd"})
    void a_body_packed_otherwise_is_refused(String contentEncoding) {
        assertThatExceptionOfType(MalformedBodyException.class)
                .isThrownBy(() ->
                        ContentCodings.STANDARD.unpack(
                                contentEncoding, new ByteArrayInputStream(TEXT)))
                .withMessageContaining(contentEncoding);
    }
}
