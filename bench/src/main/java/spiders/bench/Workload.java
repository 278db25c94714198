// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How much is measured.
 *
 * @param count instances of a round
 * @param bytes of pixels of an instance
 * @param folder where the temporary folder is made
 * @param store where the measured hubs keep objects
 */
record Workload(int count, int bytes, int rounds, Path folder, Store store) {

    /** Where hubs keep objects. */
    enum Store {
        /** On the disk. */
        DISK,
        /** One on the disk, and one on an S3 server beside it, over the loopback. */
        S3
    }

    Workload {
        if (count < 4 || bytes < 2 || bytes % 2 != 0 || rounds < 1) {
            throw new IllegalArgumentException(
                    "At least 4 instances, an even number of bytes, a round");
        }
    }

    static Workload parse(List<String> arguments) {
        var workload = new Workload(2000, 512 * 512 * 2, 3, Path.of("/var/tmp"), Store.DISK);
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            workload = workload.with(arguments.get(i), arguments.get(i + 1));
        }
        if (arguments.size() % 2 != 0) {
            throw new IllegalArgumentException("No value after " + arguments.getLast());
        }
        return workload;
    }

    private Workload with(String key, String value) {
        return switch (key) {
            case "--count" -> new Workload(Integer.parseInt(value), bytes, rounds, folder, store);
            case "--bytes" -> new Workload(count, Integer.parseInt(value), rounds, folder, store);
            case "--rounds" -> new Workload(count, bytes, Integer.parseInt(value), folder, store);
            case "--folder" -> new Workload(count, bytes, rounds, Path.of(value), store);
            case "--store" ->
                    new Workload(
                            count,
                            bytes,
                            rounds,
                            folder,
                            Store.valueOf(value.toUpperCase(Locale.ROOT)));
            default -> throw new IllegalArgumentException("Not known: " + key);
        };
    }
}
