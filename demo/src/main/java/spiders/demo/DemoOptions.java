// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asked for.
 *
 * @param once whether to end after the job
 * @param port of the hub's pages; 0 for 8080 or, when it is taken, a free one
 */
record DemoOptions(boolean once, Path data, int port) {

    static final String USAGE =
            """
            usage: ./spiders demo [--once] [--data DIR] [--port N]

              --once      end after the main job: 0 when all is verified, else not 0
              --data DIR  where everything is kept (spiders-data); used again at the next start
              --port N    the port of the web pages; 8080, or a free one when that is taken
            """;

    private static final int MAX_PORT = 65_535;

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException when they are not understood; the message says which
     */
    static DemoOptions parse(List<String> arguments) {
        boolean once = false;
        var data = Path.of("spiders-data");
        int port = 0;
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            switch (argument) {
                case "--once" -> once = true;
                case "--data" -> data = Path.of(value(argument, rest));
                case "--port" -> port = port(value(argument, rest));
                default -> throw new IllegalArgumentException("Not understood: " + argument);
            }
        }
        return new DemoOptions(once, data.toAbsolutePath().normalize(), port);
    }

    private static String value(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(argument + " needs a value");
        }
        return rest.next();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Refused below, with the same words as a number that is no port.
        }
        throw new IllegalArgumentException("--port is 1 to 65535, not " + text);
    }
}
