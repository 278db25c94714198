// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import spiders.dicom.data.DataSet;
import spiders.dicom.json.JsonModel;
import spiders.dicom.json.MalformedJsonException;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;

/** Reads an answer in DICOM JSON, packed or not, and no more of it than allowed. */
final class JsonAnswer {

    static final String MEDIA_TYPE = "application/dicom+json";

    private JsonAnswer() {}

    /**
     * Reads data sets; the allowance is of the bytes unpacked.
     *
     * @throws MalformedBodyException if the answer is anything else
     */
    static List<DataSet> read(
            HttpResponse<InputStream> response,
            InputStream body,
            WebOptions options,
            JsonAllowance allowance)
            throws IOException {
        if (!mayBeJson(response)) {
            // A login page is no answer.
            throw new MalformedBodyException(0, "the answer is " + contentType(response).type());
        }
        try {
            var coding = response.headers().firstValue("Content-Encoding").orElse("");
            var unpacked = options.codings().unpack(coding, body);
            return JsonModel.readAll(new Bounded(unpacked, allowance));
        } catch (MalformedJsonException e) {
            throw new MalformedBodyException(e.offset(), "no DICOM JSON: " + e.getMessage());
        }
    }

    /** Without a type too: Orthanc's plugin 1.7 gives its 409 none. */
    static boolean mayBeJson(HttpResponse<InputStream> response) {
        return response.headers().firstValue("Content-Type").isEmpty() || isJson(response);
    }

    private static boolean isJson(HttpResponse<InputStream> response) {
        return contentType(response).type().endsWith("json");
    }

    private static MediaType contentType(HttpResponse<InputStream> response) {
        return MediaType.parse(response.headers().firstValue("Content-Type").orElse(""));
    }

    /** Ends with an error, not silently, where the answer is longer than allowed. */
    private static final class Bounded extends InputStream {

        private final InputStream in;
        private final JsonAllowance allowance;

        Bounded(InputStream in, JsonAllowance allowance) {
            this.in = in;
            this.allowance = allowance;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            allowance.spend(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            allowance.spend(Math.max(0, read));
            return read;
        }
    }
}
