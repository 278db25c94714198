// SPDX-License-Identifier: Apache-2.0
package spiders.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.retrieval.edge.EdgeJson;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

class FooterTest {

    private static final Footer FOOTER =
            new Footer("1.2.840.10008.5.1.4.1.1.2", "2.25.7", "1.2.840.10008.1.2.1", 3, "ab");

    @TempDir Path folder;

    @Test
    void cut_anywhere_an_object_is_none() throws Exception {
        byte[] whole = whole();
        for (int length = 0; length < whole.length; length++) {
            assertThat(Footer.read(file(Arrays.copyOf(whole, length)))).as("%d", length).isEmpty();
        }
        assertThat(Footer.read(file(whole))).contains(FOOTER);
    }

    @Test
    void random_bytes_are_no_object() throws Exception {
        for (long seed = 0; seed < 200; seed++) {
            var bytes = new byte[64];
            new Random(seed).nextBytes(bytes);
            assertThat(Footer.read(file(bytes))).as("seed %d", seed).isEmpty();
        }
    }

    private static byte[] whole() {
        var text = EdgeJson.write(FOOTER).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 + text.length + Integer.BYTES)
                .put(new byte[] {1, 2, 3})
                .put(text)
                .putInt(text.length)
                .array();
    }

    private Path file(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("2.25.7.object"), bytes);
    }
}
