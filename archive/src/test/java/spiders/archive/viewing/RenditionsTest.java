// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.TransferSyntax;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

class RenditionsTest {

    private static final int SIZE = 100;
    private static final int ON_DISK = SIZE + 4;

    @TempDir private Path folder;
    private final AtomicInteger made = new AtomicInteger();

    private static Renditions.Key key(int number) {
        var digest = "%064x".formatted(number);
        return new Renditions.Key(digest, 1, TransferSyntax.HTJ2K_LOSSLESS_RPCL);
    }

    private byte[] get(Renditions renditions, int number) throws Exception {
        return renditions.get(key(number), () -> frame(number));
    }

    private byte[] frame(int number) {
        made.incrementAndGet();
        var frame = new byte[SIZE];
        frame[0] = (byte) number;
        return frame;
    }

    @Test
    void a_frame_is_made_once_and_outlives_the_process() throws Exception {
        var before = new Renditions(folder, 10 * ON_DISK);
        assertThat(get(before, 7)[0]).isEqualTo((byte) 7);
        assertThat(get(before, 7)).hasSize(SIZE);

        var after = new Renditions(folder, 10 * ON_DISK);

        assertThat(get(after, 7)[0]).isEqualTo((byte) 7);
        assertThat(made).hasValue(1);
        assertThat(after.bytes()).isEqualTo(ON_DISK);
    }

    @Test
    void what_nobody_asked_for_longest_goes_first() throws Exception {
        var renditions = new Renditions(folder, 3 * ON_DISK);
        for (int number = 1; number <= 3; number++) {
            get(renditions, number);
        }
        get(renditions, 1);
        get(renditions, 4); // 2 goes for it.

        assertThat(renditions.bytes()).isEqualTo(3 * ON_DISK);
        assertThat(files()).hasSize(3);
        made.set(0);
        get(renditions, 1);
        get(renditions, 3);
        get(renditions, 4);
        assertThat(made).hasValue(0);
        get(renditions, 2);
        assertThat(made).hasValue(1);
    }

    @Test
    void a_damaged_a_lost_and_a_half_written_file_are_made_again() throws Exception {
        var renditions = new Renditions(folder, 10 * ON_DISK);
        get(renditions, 1);
        get(renditions, 2);
        var files = files();
        var bytes = Files.readAllBytes(files.getFirst());
        bytes[50] ^= 1;
        Files.write(files.getFirst(), bytes);
        Files.delete(files.getLast());
        Files.writeString(folder.resolve("00").resolve("x.frame.part"), "cut");

        var again = new Renditions(folder, 10 * ON_DISK);
        assertThat(files()).hasSize(1);
        assertThat(get(again, 1)[0]).isEqualTo((byte) 1);
        assertThat(get(again, 2)[0]).isEqualTo((byte) 2);
        assertThat(made).hasValue(4);
        made.set(0);
        assertThat(get(again, 1)[0]).isEqualTo((byte) 1);
        assertThat(made).hasValue(0);
    }

    @Test
    void nothing_is_left_of_an_object_that_was_removed() throws Exception {
        var renditions = new Renditions(folder, 10 * ON_DISK);
        get(renditions, 1);
        get(renditions, 2);

        int frames = renditions.forget(_ -> Set.of(key(1).sha256()));

        assertThat(frames).isEqualTo(1);
        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(file.toString()).contains(key(2).sha256()));
        assertThat(renditions.bytes()).isEqualTo(ON_DISK);
        assertThat(new Renditions(folder, 10 * ON_DISK).bytes()).isEqualTo(ON_DISK);
    }

    @Test
    void many_who_ask_at_once_have_it_made_once() throws Exception {
        var renditions = new Renditions(folder, 10 * ON_DISK);
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<byte[]>>();
            for (int i = 0; i < 20; i++) {
                answers.add(
                        executor.submit(() -> {
                            start.await();
                            return get(renditions, 5);
                        }));
            }
            start.countDown();
            for (var answer : answers) {
                assertThat(answer.get()[0]).isEqualTo((byte) 5);
            }
        }
        assertThat(made).hasValue(1);
    }

    private List<Path> files() throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
        }
    }
}
