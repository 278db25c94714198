// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** The edge as a program: {@code --config FILE}, {@code check FILE}, {@code example}. */
public final class EdgeProgram {

    private static final String LOGGING = "logback.configurationFile";
    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    private EdgeProgram() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "spiders/edge/logback.xml");
        }
        var words = List.of(arguments);
        if (words.equals(List.of("example"))) {
            System.out.print(example());
            System.exit(0);
        }
        if (words.size() == 2 && words.getFirst().equals("check")) {
            System.exit(check(Path.of(words.get(1))));
        }
        if (words.size() == 2 && words.getFirst().equals("--config")) {
            System.exit(run(Path.of(words.get(1))));
        }
        System.err.println("usage: edge --config FILE | edge check FILE | edge example");
        System.exit(USAGE);
    }

    /** A commented configuration with every key. */
    static String example() throws IOException {
        try (InputStream in = EdgeProgram.class.getResourceAsStream("example.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int check(Path file) {
        try {
            var configuration = EdgeConfigurationReader.read(file);
            var _ = new EdgeProtection(configuration);
            System.out.println(
                    "%s is complete and safe: hub %s".formatted(file, configuration.hub().root()));
            return 0;
        } catch (EdgeConfigurationException | IOException e) {
            return refuse(e);
        }
    }

    /** Runs until the process is told to stop. */
    private static int run(Path file) throws InterruptedException {
        Edge edge;
        try {
            edge = Edge.start(EdgeConfigurationReader.read(file));
        } catch (EdgeConfigurationException | IOException e) {
            return refuse(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(edge::close, "stop"));
        System.out.println("edge: started");
        edge.port().ifPresent(port -> System.out.println("edge: C-MOVE comes at port " + port));
        new CountDownLatch(1).await();
        return 0;
    }

    private static int refuse(Exception reason) {
        System.err.println("The edge does not start: " + reason.getMessage());
        return REFUSED;
    }
}
