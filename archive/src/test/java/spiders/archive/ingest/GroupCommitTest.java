// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

class GroupCommitTest {

    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void callers_that_wait_share_one_commit() throws Exception {
        try (var commits =
                        new GroupCommit<Integer, Integer>(
                                "test", this::doubledBehindTheGate, _ -> false);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<java.util.concurrent.Future<Integer>>();
            for (int i = 0; i < 50; i++) {
                int entry = i;
                Callable<Integer> call = () -> commits.submit(entry).get();
                results.add(callers.submit(call));
            }
            Thread.sleep(200);
            gate.countDown();

            for (int i = 0; i < 50; i++) {
                assertThat(results.get(i).get()).isEqualTo(2 * i);
            }
            assertThat(sizes.size()).isLessThan(10);
        }
    }

    @Test
    void a_bad_entry_fails_alone() throws Exception {
        gate.countDown();
        try (var commits =
                new GroupCommit<Integer, Integer>("test", this::doubledButNotSeven, _ -> false)) {
            var good = commits.submit(6);
            var bad = commits.submit(7);

            assertThat(good.get()).isEqualTo(12);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(bad::get)
                    .withRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void nothing_is_taken_after_the_close() {
        var commits = new GroupCommit<Integer, Integer>("test", group -> group, _ -> false);
        commits.close();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> commits.submit(1));
    }

    private List<Integer> doubledBehindTheGate(List<Integer> group) throws IOException {
        sizes.add(group.size());
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return group.stream().map(i -> 2 * i).toList();
    }

    private List<Integer> doubledButNotSeven(List<Integer> group) throws IOException {
        if (group.contains(7)) {
            throw new IOException("seven");
        }
        return doubledBehindTheGate(group);
    }
}
