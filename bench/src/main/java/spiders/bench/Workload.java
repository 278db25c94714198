// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * How much is measured.
 *
 * @param count instances of a round
 * @param bytes of pixels of an instance
 * @param folder where the temporary folder is made
 */
record Workload(int count, int bytes, int rounds, Path folder) {

    Workload {
        if (count < 4 || bytes < 2 || bytes % 2 != 0 || rounds < 1) {
            throw new IllegalArgumentException(
                    "At least 4 instances, an even number of bytes, a round");
        }
    }

    static Workload parse(List<String> arguments) {
        var workload = new Workload(2000, 512 * 512 * 2, 3, Path.of("/var/tmp"));
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
            case "--count" -> new Workload(Integer.parseInt(value), bytes, rounds, folder);
            case "--bytes" -> new Workload(count, Integer.parseInt(value), rounds, folder);
            case "--rounds" -> new Workload(count, bytes, Integer.parseInt(value), folder);
            case "--folder" -> new Workload(count, bytes, rounds, Path.of(value));
            default -> throw new IllegalArgumentException("Not known: " + key);
        };
    }
}
