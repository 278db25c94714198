// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes pictures as PNG (ISO/IEC 15948). */
public final class PNGEncoder {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BITS = 8;
    private static final int GREY = 0;
    private static final int RGB = 2;

    /** The filter that codes a byte by its difference to the pixel before. */
    private static final int SUB = 1;

    private PNGEncoder() {}

    /**
     * Writes a picture as {@link FrameRenderer} makes them; the stream stays open.
     *
     * @throws UnsupportedFrameException if it is none of 8 bits, grey or RGB by pixel
     */
    public static void write(Frame picture, OutputStream out) throws IOException {
        var image = picture.image();
        boolean isGrey = image.photometricInterpretation() == PhotometricInterpretation.MONOCHROME2;
        boolean isColour =
                image.photometricInterpretation() == PhotometricInterpretation.RGB
                        && !image.isPlanar();
        if (!(picture.samples() instanceof Samples.OfByte cells)
                || image.depth().stored() != BITS
                || !(isGrey || isColour)) {
            throw new UnsupportedFrameException("PNG of " + image);
        }
        out.write(SIGNATURE);
        var header = ByteBuffer.allocate(13).putInt(image.columns()).putInt(image.rows());
        header.put((byte) BITS).put((byte) (isGrey ? GREY : RGB));
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflated(cells.array(), image));
        chunk(out, "IEND", new byte[0]);
    }

    private static byte[] deflated(byte[] cells, ImagePixel image) throws IOException {
        int step = image.samplesPerPixel();
        int width = image.columns() * step;
        var bytes = new ByteArrayOutputStream(cells.length / 2 + 64);
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, deflater, 16 * 1024)) {
            var row = new byte[width + 1];
            row[0] = SUB;
            for (int start = 0; start < cells.length; start += width) {
                for (int i = 0; i < width; i++) {
                    byte before = i < step ? 0 : cells[start + i - step];
                    row[i + 1] = (byte) (cells[start + i] - before);
                }
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(name);
        out.write(data);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
