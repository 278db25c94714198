// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/** Times work on so many threads of a pool, with the peak of the heap, round by round. */
final class AnalysisRounds {

    private static final double MEGABYTE = 1e6;

    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private final Map<String, List<Double>> cpu = new LinkedHashMap<>();
    private final Map<String, Double> peaks = new LinkedHashMap<>();

    /** Does it once and keeps how long it took, and how much heap was in use at most. */
    void time(String what, int threads, Callable<?> work) throws InterruptedException {
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        try (var pool = new ForkJoinPool(threads)) {
            long used = usedNanos();
            long start = System.nanoTime();
            pool.submit(work).get();
            double took = (System.nanoTime() - start) / 1e9;
            keep(what, took, (usedNanos() - used) / 1e9, peak());
        } catch (ExecutionException e) {
            throw new IllegalStateException(what, e.getCause());
        }
    }

    /** Processor time of all threads of this process, the compiler's and the collector's too. */
    private static long usedNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Keeps what was measured elsewhere. */
    void keep(String what, double took, double used, double megabytes) {
        seconds.computeIfAbsent(what, _ -> new ArrayList<>()).add(took);
        cpu.computeIfAbsent(what, _ -> new ArrayList<>()).add(used);
        peaks.merge(what, megabytes, Math::max);
        Markdown.say(
                String.format(
                        Locale.ROOT,
                        "%s: %.3f s, CPU %.3f s, %.0f MB",
                        what,
                        took,
                        used,
                        megabytes));
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    /** The sum of the pools' own peaks, which is not less than the peak of the sum. */
    private static double peak() {
        return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MEGABYTE;
    }

    /** All that was measured, in the order in which it first was. */
    void table() throws IOException {
        Markdown.say(
                "Load %s after the last round; heap of at most %.0f MB"
                        .formatted(Markdown.load(), Runtime.getRuntime().maxMemory() / MEGABYTE));
        var rows = new ArrayList<List<String>>();
        seconds.forEach((what, values) -> rows.add(row(what, values)));
        Markdown.table(List.of("what", "first, s", "all rounds, s", "CPU, s", "peak MB"), rows);
    }

    private List<String> row(String what, List<Double> values) {
        return List.of(
                what,
                String.format(Locale.ROOT, "%.2f", values.getFirst()),
                Spread.of(values).text(2),
                Spread.of(cpu.getOrDefault(what, List.of())).text(2),
                String.format(Locale.ROOT, "%.0f", peaks.getOrDefault(what, 0.0)));
    }
}
