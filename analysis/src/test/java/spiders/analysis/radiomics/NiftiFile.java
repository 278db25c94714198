// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Reads the phantoms of IBSI: little-endian NIfTI-1, compressed, three axes. */
final class NiftiFile {

    private NiftiFile() {}

    static Volume read(String name) {
        var resource = NiftiFile.class.getResourceAsStream(name);
        try (var in = new GZIPInputStream(Objects.requireNonNull(resource, name))) {
            return parse(ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Volume parse(ByteBuffer file) {
        var axes = new Volume.Axis[3];
        for (int a = 0; a < 3; a++) {
            axes[a] = new Volume.Axis(file.getShort(42 + 2 * a), file.getFloat(80 + 4 * a), 0);
        }
        int type = file.getShort(70);
        int start = (int) file.getFloat(108);
        float slope = file.getFloat(112);
        float intercept = file.getFloat(116);
        var values = new float[axes[0].size() * axes[1].size() * axes[2].size()];
        for (int i = 0; i < values.length; i++) {
            double raw =
                    switch (type) {
                        case 2 -> file.get(start + i) & 0xFF;
                        case 4 -> file.getShort(start + 2 * i);
                        case 8 -> file.getInt(start + 4 * i);
                        case 16 -> file.getFloat(start + 4 * i);
                        case 64 -> file.getDouble(start + 8 * i);
                        case 256 -> file.get(start + i);
                        case 512 -> file.getShort(start + 2 * i) & 0xFFFF;
                        default -> throw new IllegalArgumentException("data type " + type);
                    };
            values[i] = (float) (slope == 0 ? raw : raw * slope + intercept);
        }
        return Volume.of(axes[0], axes[1], axes[2], values);
    }
}
