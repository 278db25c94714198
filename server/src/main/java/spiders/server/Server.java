// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.archive.upkeep.Verification.Depth;
import spiders.retrieval.edge.web.EdgeDoor;
import spiders.server.configuration.ConfigurationExample;
import spiders.server.configuration.ConfigurationException;
import spiders.server.configuration.ConfigurationReader;
import spiders.server.conformance.ConformanceStatement;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The hub as a program: {@code serve --config FILE}, {@code config check FILE}, {@code
 * conformance}, {@code archive rebuild --config FILE}, {@code archive verify --config FILE
 * [--lengths]}, {@code audit}, {@code backup} and {@code restore}.
 */
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
        if (words.equals(List.of("conformance"))) {
            System.out.print(ConformanceStatement.text());
            System.exit(0);
        }
        if (words.equals(List.of("config", "example"))) {
            System.out.print(ConfigurationExample.text());
            System.exit(0);
        }
        if (words.size() >= 4
                && words.get(0).equals("archive")
                && words.get(2).equals("--config")) {
            archive(words.get(1), Path.of(words.get(3)), words.subList(4, words.size()))
                    .ifPresent(System::exit);
        }
        if (!words.isEmpty() && words.getFirst().equals("audit")) {
            new AuditCommands(System.out, System.err)
                    .run(words.subList(1, words.size()))
                    .ifPresent(System::exit);
        }
        if (!words.isEmpty()) {
            new BackupCommands(System.out, System.err)
                    .run(words.getFirst(), words.subList(1, words.size()))
                    .ifPresent(System::exit);
        }
        System.err.println(
                "usage: serve --config FILE | config check FILE | config example | conformance"
                        + " | archive rebuild --config FILE"
                        + " | archive verify --config FILE [--lengths] | "
                        + AuditCommands.USAGE
                        + " | "
                        + BackupCommands.USAGE);
        System.exit(USAGE);
    }

    /** The exit code; empty where the words make no command. */
    private static Optional<Integer> archive(String verb, Path file, List<String> options)
            throws InterruptedException {
        boolean isRebuild = verb.equals("rebuild") && options.isEmpty();
        boolean isLengths = options.equals(List.of("--lengths"));
        if (!isRebuild && !(verb.equals("verify") && (isLengths || options.isEmpty()))) {
            return Optional.empty();
        }
        try {
            var configuration = ConfigurationReader.read(file, System.getenv());
            var command = new UpkeepCommand(configuration, System.out, System.err);
            return Optional.of(
                    isRebuild
                            ? command.rebuild()
                            : command.verify(isLengths ? Depth.LENGTHS : Depth.DIGESTS));
        } catch (ConfigurationException | HubStartException e) {
            System.err.println("The archive was not looked at: " + e.getMessage());
            return Optional.of(REFUSED);
        }
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
        EdgeDoor.prepare(); // Read once, by the first of the JDK's servers, which may be another.
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
