// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.server.backup.Backup;
import spiders.server.backup.BackupException;
import spiders.server.backup.BackupFolder;
import spiders.server.backup.BackupKey;
import spiders.server.backup.DamagedException;
import spiders.server.backup.Restore;
import spiders.server.configuration.Configuration;
import spiders.server.configuration.ConfigurationException;
import spiders.server.configuration.ConfigurationReader;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words of {@code backup} and {@code restore}. */
final class BackupCommands {

    static final String USAGE =
            "backup --new-key FILE"
                    + " | backup --config FILE --to DIR --key-file FILE [--objects copy|list]"
                    + " | restore --from DIR --config FILE --key-file FILE [--snapshot ID]"
                    + " [--rehearse]";

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final long TELL_EVERY_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private long lastTold = System.nanoTime();

    BackupCommands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The exit code; empty where the words make no command. */
    Optional<Integer> run(String command, List<String> words) throws InterruptedException {
        try {
            return switch (command) {
                case "backup" -> backup(words);
                case "restore" -> restore(words);
                default -> Optional.empty();
            };
        } catch (ConfigurationException
                | HubStartException
                | BackupException
                | DamagedException
                | IOException e) {
            err.println("%s: not done: %s".formatted(command, e.getMessage()));
            return Optional.of(REFUSED);
        }
    }

    private Optional<Integer> backup(List<String> words) throws InterruptedException {
        if (words.size() == 2 && words.getFirst().equals("--new-key")) {
            var key = BackupKey.create(Path.of(words.getLast()));
            out.printf(
                    "Key %s is in %s. Keep a copy of it elsewhere: without it no backup can be"
                            + " read.%n",
                    key.name(), words.getLast());
            return Optional.of(DONE);
        }
        var named = Set.of("--config", "--to", "--key-file", "--objects");
        var arguments = Arguments.of(words, named, Set.of());
        if (arguments.isEmpty() || lacks(arguments.get(), "--config", "--to", "--key-file")) {
            return Optional.empty();
        }
        var objects = arguments.get().value("--objects").orElse("copy");
        if (!Set.of("copy", "list").contains(objects)) {
            return Optional.empty();
        }
        var command = new BackupCommand(configuration(arguments.get()), out, told());
        return Optional.of(
                command.run(
                        path(arguments.get(), "--to"),
                        key(arguments.get()),
                        objects.equals("copy")));
    }

    private Optional<Integer> restore(List<String> words) throws IOException, InterruptedException {
        var named = Set.of("--config", "--from", "--key-file", "--snapshot");
        var arguments = Arguments.of(words, named, Set.of("--rehearse"));
        if (arguments.isEmpty() || lacks(arguments.get(), "--config", "--from", "--key-file")) {
            return Optional.empty();
        }
        var command = new RestoreCommand(configuration(arguments.get()), out);
        boolean isRehearsal = arguments.get().has("--rehearse");
        if (!isRehearsal && command.resume()) {
            return Optional.of(DONE);
        }
        try (var folder =
                BackupFolder.toRead(path(arguments.get(), "--from"), key(arguments.get()))) {
            var restore = new Restore(folder, arguments.get().value("--snapshot"), told());
            return Optional.of(isRehearsal ? command.rehearse(restore) : command.restore(restore));
        }
    }

    private static boolean lacks(Arguments arguments, String... names) {
        return List.of(names).stream().anyMatch(name -> arguments.value(name).isEmpty());
    }

    private static Path path(Arguments arguments, String name) {
        return Path.of(arguments.value(name).orElseThrow());
    }

    private static Configuration configuration(Arguments arguments) {
        return ConfigurationReader.read(path(arguments, "--config"), System.getenv());
    }

    private static BackupKey key(Arguments arguments) {
        return BackupKey.read(path(arguments, "--key-file"));
    }

    private Backup.Progress told() {
        return (what, done, all) -> {
            long now = System.nanoTime();
            if (now - lastTold >= TELL_EVERY_NANOS) {
                lastTold = now;
                err.println("%s: %d of %d".formatted(what, done, all));
            }
        };
    }
}
