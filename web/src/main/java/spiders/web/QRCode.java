// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

import gg.jte.Content;
import gg.jte.html.escape.Escape;

import java.util.Map;

/** A QR code as a drawing in the page: no image is fetched, and no style written into it. */
final class QRCode {

    private static final int QUIET_ZONE = 4;

    private QRCode() {}

    /** The code of a text, named for who does not see it. */
    static Content of(String text, String label) {
        var matrix = matrix(text);
        var path = path(matrix);
        return output -> {
            output.writeContent(
                    "<svg class=\"qr\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\""
                            .formatted(matrix.getWidth(), matrix.getHeight()));
            Escape.htmlAttribute(label, output);
            output.writeContent("\"><path d=\"" + path + "\"/></svg>");
        };
    }

    private static BitMatrix matrix(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.MARGIN, QUIET_ZONE));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /** A rectangle for each run of dark modules of a row. */
    private static String path(BitMatrix matrix) {
        var path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            int x = 0;
            while (x < matrix.getWidth()) {
                int end = x;
                while (end < matrix.getWidth() && matrix.get(end, y)) {
                    end++;
                }
                if (end > x) {
                    path.append("M%d %dh%dv1h-%dz".formatted(x, y, end - x, end - x));
                }
                x = Math.max(end, x + 1);
            }
        }
        return path.toString();
    }
}
