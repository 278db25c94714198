// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Meshes as files. */
class StereoLithographyTest {

    private static final TriangleMesh TETRAHEDRON =
            TriangleMesh.of(
                    new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1},
                    new int[] {0, 2, 1, 0, 1, 3, 1, 2, 3, 0, 3, 2});

    private static byte[] bytes(TriangleMesh mesh, String header) throws IOException {
        var out = new ByteArrayOutputStream();
        StereoLithography.write(mesh, header, out);
        return out.toByteArray();
    }

    private static TriangleMesh read(byte[] bytes, int most) throws IOException {
        return StereoLithography.read(new ByteArrayInputStream(bytes), most);
    }

    @Test
    void what_is_written_is_read_again() throws IOException {
        var again = read(bytes(TETRAHEDRON, "a tetrahedron"), 4);

        assertThat(again.vertices()).isEqualTo(4);
        assertThat(again.triangles()).isEqualTo(4);
        assertThat(again.volume()).isEqualTo(1 / 6.0);
        assertThat(again.check()).isEqualTo(TETRAHEDRON.check());
        assertThat(again.check().genus()).hasValue(0);
    }

    @Test
    void its_bytes_are_those_of_the_format() throws IOException {
        byte[] bytes = bytes(TETRAHEDRON, "solid of mine");
        assertThat(bytes).hasSize(80 + 4 + 4 * 50);
        assertThat(new String(bytes, 0, 6, StandardCharsets.US_ASCII)).isEqualTo(" solid");
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(buffer.getInt(80)).isEqualTo(4);
        // The normal of the first triangle points down.
        assertThat(buffer.getFloat(84 + 8)).isEqualTo(-1);
        assertThat(buffer.getFloat(84 + 12 + 16)).as("y of its second corner").isEqualTo(1);
    }

    @Test
    void cut_anywhere_it_ends_too_early() throws IOException {
        byte[] whole = bytes(TETRAHEDRON, "");
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(cut, 4));
        }
    }

    @Test
    void a_claim_beyond_the_limit_is_refused_before_memory_is_taken() throws IOException {
        byte[] claim = bytes(TETRAHEDRON, "");
        Arrays.fill(claim, 80, 84, (byte) 0xFF);
        assertThatExceptionOfType(MeshTooLargeException.class)
                .isThrownBy(() -> read(claim, Integer.MAX_VALUE))
                .satisfies(e -> assertThat(e.size()).isEqualTo(0xFFFF_FFFFL));
        assertThatExceptionOfType(MeshTooLargeException.class)
                .isThrownBy(() -> read(bytes(TETRAHEDRON, ""), 3));
    }

    @Test
    void a_coordinate_that_is_no_number_is_refused() throws IOException {
        byte[] bytes = bytes(TETRAHEDRON, "");
        Arrays.fill(bytes, 84 + 12, 84 + 16, (byte) 0xFF);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> read(bytes, 4));
    }

    @Test
    void holes_and_triangles_inside_out_are_counted() {
        var open =
                TriangleMesh.of(
                        new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1},
                        new int[] {0, 2, 1, 0, 1, 3, 1, 2, 3});
        assertThat(open.check().openEdges()).isEqualTo(3);
        assertThat(open.check().isWatertight()).isFalse();
        var turned =
                TriangleMesh.of(
                        new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1},
                        new int[] {0, 2, 1, 0, 1, 3, 1, 2, 3, 0, 2, 3});
        assertThat(turned.check().turnedEdges()).isEqualTo(3);
        assertThat(turned.check().isOriented()).isFalse();
        assertThat(turned.check().genus()).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TriangleMesh.of(new float[9], new int[] {0, 1, 3}));
    }
}
