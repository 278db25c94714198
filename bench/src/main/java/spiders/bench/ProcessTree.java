// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a process and its children use, as Linux tells in {@code /proc}. */
final class ProcessTree {

    private static final long MILLIS_A_TICK = 10; // USER_HZ is 100 on every Linux.
    private static final int USER_TIME = 11;
    private static final long KILO = 1024;

    private final long pid;

    ProcessTree(long pid) {
        this.pid = pid;
    }

    /** CPU time of the process, its living children, and those that it waited for. */
    long cpuMillis() {
        return pids().stream().mapToLong(ProcessTree::cpuMillis).sum();
    }

    private List<Long> pids() {
        var pids = new ArrayList<Long>();
        pids.add(pid);
        ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .forEach(child -> pids.add(child.pid()));
        return pids;
    }

    private static long cpuMillis(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name before may hold spaces; fields 14 to 17 of proc(5) follow it.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = USER_TIME; i < USER_TIME + 4; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks * MILLIS_A_TICK;
        } catch (IOException e) {
            return 0; // It has ended; its parent has its time.
        }
    }

    /** The most memory that the process itself ever had resident. */
    long peakBytes() throws IOException {
        return kilobytes(Path.of("/proc/" + pid + "/status"), "VmHWM:") * KILO;
    }

    /** The memory that the process itself has resident now. */
    long residentBytes() throws IOException {
        return kilobytes(Path.of("/proc/" + pid + "/status"), "VmRSS:") * KILO;
    }

    /** What its children have resident now; shared pages count once. */
    long childrenBytes() {
        long kilobytes = 0;
        var pids = pids();
        for (long child : pids.subList(1, pids.size())) {
            kilobytes += residentKilobytes(child);
        }
        return kilobytes * KILO;
    }

    private static long residentKilobytes(long pid) {
        try {
            return kilobytes(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:");
        } catch (IOException e) {
            return 0; // It has ended.
        }
    }

    private static long kilobytes(Path file, String key) throws IOException {
        for (var line : Files.readAllLines(file)) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("No %s in %s".formatted(key, file));
    }
}
