// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;

/**
 * Binary STL (3D Systems 1988): 80 bytes that mean nothing, the number of triangles, and of each
 * its normal and three corners in 32-bit numbers. Here lengths are millimetres.
 */
public final class StereoLithography {

    private static final int HEADER = 80;
    private static final int TRIANGLE = 50;
    private static final int BATCH = 4096;

    private StereoLithography() {}

    /**
     * Writes a mesh; the stream stays open.
     *
     * @param header a line for people; what is beyond 80 bytes is cut off, and "solid" at its
     *     beginning, which would say that it is text, is put behind a blank
     */
    public static void write(TriangleMesh mesh, String header, OutputStream out)
            throws IOException {
        var start = ByteBuffer.allocate(HEADER + 4).order(ByteOrder.LITTLE_ENDIAN);
        var line = header.startsWith("solid") ? " " + header : header;
        byte[] text = line.getBytes(StandardCharsets.US_ASCII);
        start.put(text, 0, Math.min(text.length, HEADER));
        start.putInt(HEADER, mesh.triangles());
        out.write(start.array());
        var batch = new byte[TRIANGLE * BATCH];
        var buffer = ByteBuffer.wrap(batch).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < mesh.triangles(); t++) {
            double[] normal = mesh.normal(t);
            double length =
                    Math.sqrt(
                            normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
            for (double part : normal) {
                buffer.putFloat(length > 0 ? (float) (part / length) : 0);
            }
            for (int c = 0; c < 3; c++) {
                for (int axis = 0; axis < 3; axis++) {
                    buffer.putFloat((float) mesh.at(mesh.corner(t, c), axis));
                }
            }
            buffer.putShort((short) 0);
            if (!buffer.hasRemaining()) {
                out.write(batch);
                buffer.clear();
            }
        }
        out.write(batch, 0, buffer.position());
    }

    /**
     * Reads a mesh; corners of the very same coordinates become one vertex. The stream stays open.
     *
     * @param mostTriangles a file that claims more is refused before memory is taken
     * @throws MeshTooLargeException if it claims more
     * @throws IllegalArgumentException if a coordinate is no number
     * @throws EOFException if it ends too early
     */
    public static TriangleMesh read(InputStream in, int mostTriangles) throws IOException {
        byte[] start = whole(in, HEADER + 4);
        long count =
                Integer.toUnsignedLong(
                        ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(HEADER));
        if (count > mostTriangles) {
            throw new MeshTooLargeException(count, mostTriangles);
        }
        var reader = new Corners();
        for (long done = 0; done < count; done += BATCH) {
            int now = (int) Math.min(BATCH, count - done);
            var buffer = ByteBuffer.wrap(whole(in, now * TRIANGLE)).order(ByteOrder.LITTLE_ENDIAN);
            for (int t = 0; t < now; t++) {
                buffer.position(t * TRIANGLE + 12);
                for (int c = 0; c < 3; c++) {
                    reader.add(buffer.getFloat(), buffer.getFloat(), buffer.getFloat());
                }
            }
        }
        return TriangleMesh.of(
                Arrays.copyOf(reader.coordinates, 3 * reader.known.size()),
                Arrays.copyOf(reader.corners, reader.size));
    }

    private static byte[] whole(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The STL file ends too early");
        }
        return bytes;
    }

    /** Vertices by their coordinates; arrays grow with what was read, not with what is claimed. */
    private static final class Corners {

        private record Place(float x, float y, float z) {}

        private final HashMap<Place, Integer> known = new HashMap<>();
        private float[] coordinates = new float[3 * BATCH];
        private int[] corners = new int[3 * BATCH];
        private int size;

        private void add(float x, float y, float z) {
            // Adding 0 makes -0 and 0 one place.
            var place = new Place(x + 0f, y + 0f, z + 0f);
            int vertex = known.computeIfAbsent(place, _ -> known.size());
            if (3 * vertex + 3 > coordinates.length) {
                coordinates = Arrays.copyOf(coordinates, 2 * coordinates.length);
            }
            coordinates[3 * vertex] = place.x();
            coordinates[3 * vertex + 1] = place.y();
            coordinates[3 * vertex + 2] = place.z();
            if (size == corners.length) {
                corners = Arrays.copyOf(corners, 2 * size);
            }
            corners[size++] = vertex;
        }
    }
}
