// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.testkit.peer.SmallDisk;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

class ScratchTest {

    @TempDir private Path folder;

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(Scratch scratch, long offset, long length) throws IOException {
        try (var in = scratch.source().open(offset, length)) {
            return in.readAllBytes();
        }
    }

    @Test
    void what_is_appended_is_read_by_position_and_has_no_name() throws IOException {
        try (var scratch = Scratch.open(folder, new Room(folder, 0))) {
            scratch.append(new ByteArrayInputStream(bytes(100_000)));
            scratch.append(new ByteArrayInputStream(bytes(7)));

            assertThat(scratch.length()).isEqualTo(100_007);
            assertThat(read(scratch, 0, 100_000)).isEqualTo(bytes(100_000));
            assertThat(read(scratch, 100_000, 7)).isEqualTo(bytes(7));
            assertThat(read(scratch, 100_007, 0)).isEmpty();
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> read(scratch, 100_000, 8));
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void of_a_stream_that_fails_nothing_stays() throws IOException {
        try (var scratch = Scratch.open(folder, new Room(folder, 0))) {
            scratch.append(new ByteArrayInputStream(bytes(10)));
            var failing =
                    new FilterInputStream(new ByteArrayInputStream(bytes(200_000))) {
                        @Override
                        public int read(byte[] target, int offset, int length) throws IOException {
                            if (available() < 100_000) {
                                throw new IOException("cut off");
                            }
                            return super.read(target, offset, length);
                        }
                    };
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> scratch.append(failing))
                    .withMessage("cut off");

            assertThat(scratch.length()).isEqualTo(10);
            scratch.append(new ByteArrayInputStream(bytes(5)));
            assertThat(read(scratch, 10, 5)).isEqualTo(bytes(5));
        }
    }

    @Test
    void the_reserve_of_the_disk_is_respected() throws IOException {
        long most = Files.getFileStore(folder).getTotalSpace() * 2;
        assertThatExceptionOfType(OutOfSpaceException.class)
                .isThrownBy(() -> Scratch.open(folder, new Room(folder, most)));
    }

    @Test
    @Tag("root")
    void on_a_full_disk_there_is_no_room_and_it_is_given_back() throws IOException {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 1_000);
                var scratch = Scratch.open(disk.folder(), new Room(disk.folder(), 0))) {
            scratch.append(new ByteArrayInputStream(bytes(300_000)));
            assertThatExceptionOfType(OutOfSpaceException.class)
                    .isThrownBy(() -> scratch.append(new ByteArrayInputStream(bytes(900_000))));

            assertThat(scratch.length()).isEqualTo(300_000);
            scratch.append(new ByteArrayInputStream(bytes(300_001)));
            assertThat(read(scratch, 300_000, 300_001)).isEqualTo(bytes(300_001));
        }
    }
}
