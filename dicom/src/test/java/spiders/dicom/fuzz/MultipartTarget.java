// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import spiders.dicom.web.MalformedBodyException;
import spiders.dicom.web.MediaType;
import spiders.dicom.web.MultipartLimits;
import spiders.dicom.web.MultipartRelatedReader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The reader of multipart bodies; the first line is the media type. */
final class MultipartTarget {

    private static final MultipartLimits LIMITS = new MultipartLimits(1 << 10, 1_000, 1 << 20);

    private MultipartTarget() {}

    static void run(byte[] input) {
        int line = 0;
        while (line < input.length && input[line] != '\n') {
            line++;
        }
        var type = MediaType.parse(new String(input, 0, line, StandardCharsets.ISO_8859_1));
        int body = Math.min(input.length, line + 1);
        var in = new ByteArrayInputStream(input, body, input.length - body);
        try {
            long bytes = 0;
            var reader =
                    new MultipartRelatedReader(in, type.parameter("boundary").orElse("b"), LIMITS);
            for (var part = reader.next(); part.isPresent(); part = reader.next()) {
                part.get().header().contentType();
                bytes += part.get().body().readAllBytes().length;
            }
            if (bytes > input.length) {
                throw new AssertionError("More bytes than came");
            }
        } catch (MalformedBodyException e) {
            if (e.offset() < 0 || e.offset() > input.length) {
                throw new AssertionError("No offset", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }
}
