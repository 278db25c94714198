// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.server.configuration.ConfigurationException;
import spiders.server.configuration.ConfigurationReader;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The hub as a program: {@code serve --config FILE} and {@code config check FILE}. */
public final class Server {

    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    private Server() {}

    public static void main(String[] arguments) throws InterruptedException {
        var words = List.of(arguments);
        if (words.size() == 3 && words.subList(0, 2).equals(List.of("serve", "--config"))) {
            System.exit(serve(Path.of(words.get(2))));
        }
        if (words.size() == 3 && words.subList(0, 2).equals(List.of("config", "check"))) {
            System.exit(check(Path.of(words.get(2))));
        }
        System.err.println("usage: serve --config FILE | config check FILE");
        System.exit(USAGE);
    }

    private static int check(Path file) {
        try {
            var configuration = ConfigurationReader.read(file, System.getenv());
            System.out.println(
                    "%s is complete and safe: %d sources, %d callers"
                            .formatted(
                                    file,
                                    configuration.sources().size(),
                                    configuration.dicom().callers().size()));
            return 0;
        } catch (ConfigurationException e) {
            return refuse(e);
        }
    }

    /** Runs until the process is told to stop; a signal stops the hub in order. */
    private static int serve(Path file) throws InterruptedException {
        Hub hub;
        try {
            hub = Hub.start(ConfigurationReader.read(file, System.getenv()));
        } catch (ConfigurationException | HubStartException e) {
            return refuse(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "stop"));
        hub.lookAt().forEach(System.out::println);
        new CountDownLatch(1).await();
        return 0;
    }

    private static int refuse(RuntimeException reason) {
        System.err.println("SPIDERS does not start: " + reason.getMessage());
        return REFUSED;
    }
}
