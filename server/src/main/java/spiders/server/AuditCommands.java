// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.security.chain.AnchorKey;
import spiders.security.chain.AnchorKeyException;
import spiders.security.store.PostgresStartException;
import spiders.server.configuration.ConfigurationException;
import spiders.server.configuration.ConfigurationReader;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words of {@code audit}. */
final class AuditCommands {

    static final String USAGE =
            "audit new-key FILE | audit public-key FILE"
                    + " | audit verify --config FILE [--anchors FILE] [--public-key FILE]"
                    + " | audit verify --export FILE [--anchors FILE] [--public-key FILE]"
                    + " | audit export --config FILE --to FILE [--from TIME] [--to-time TIME]";

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final String CONFIG = "--config";
    private static final String EXPORT = "--export";
    private static final String ANCHORS = "--anchors";
    private static final String PUBLIC_KEY = "--public-key";
    private static final String TO = "--to";
    private static final String FROM = "--from";
    private static final String TO_TIME = "--to-time";

    private final PrintStream out;
    private final PrintStream err;

    AuditCommands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The exit code; empty where the words make no command. */
    Optional<Integer> run(List<String> words) throws InterruptedException {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var options = words.subList(1, words.size());
        try {
            return switch (words.getFirst()) {
                case "new-key" -> single(options).map(this::newKey);
                case "public-key" -> single(options).map(this::publicKey);
                case "verify" -> verify(options);
                case "export" -> export(options);
                default -> Optional.empty();
            };
        } catch (AnchorKeyException
                | ConfigurationException
                | HubStartException
                | PostgresStartException e) {
            return refuse(String.valueOf(e.getMessage()));
        } catch (FileAlreadyExistsException e) {
            return refuse("%s is there already".formatted(e.getFile()));
        } catch (NoSuchFileException e) {
            return refuse("there is no %s".formatted(e.getFile()));
        } catch (IOException e) {
            return refuse(e.toString());
        }
    }

    private Optional<Integer> refuse(String why) {
        err.println("audit: not done: " + why);
        return Optional.of(REFUSED);
    }

    private static Optional<Path> single(List<String> words) {
        return words.size() == 1 ? Optional.of(Path.of(words.getFirst())) : Optional.empty();
    }

    private int newKey(Path file) {
        var key = AnchorKey.create(file);
        out.printf(
                "Key %s is in %s. Give the public half to whoever verifies: it is%n%s",
                key.name(), file, key.publicPEM());
        return DONE;
    }

    private int publicKey(Path file) {
        out.print(AnchorKey.read(file).publicPEM());
        return DONE;
    }

    private Optional<Integer> verify(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.of(words, Set.of(CONFIG, EXPORT, ANCHORS, PUBLIC_KEY), Set.of());
        var config = arguments.flatMap(given -> given.value(CONFIG)).map(Path::of);
        var export = arguments.flatMap(given -> given.value(EXPORT)).map(Path::of);
        if (arguments.isEmpty() || config.isPresent() == export.isPresent()) {
            return Optional.empty();
        }
        var anchors = arguments.get().value(ANCHORS).map(Path::of).stream().toList();
        var keys = arguments.get().value(PUBLIC_KEY).map(Path::of).stream().toList();
        var command = new AuditVerifyCommand(anchors, keys, out, err);
        return Optional.of(
                export.isPresent()
                        ? command.offline(export.get())
                        : command.online(
                                ConfigurationReader.read(config.orElseThrow(), System.getenv())));
    }

    private Optional<Integer> export(List<String> words) throws IOException, InterruptedException {
        var arguments = Arguments.of(words, Set.of(CONFIG, TO, FROM, TO_TIME), Set.of());
        if (arguments.isEmpty() || !arguments.get().has(CONFIG) || !arguments.get().has(TO)) {
            return Optional.empty();
        }
        var given = arguments.get();
        var from = given.value(FROM).map(AuditCommands::instant);
        var to = given.value(TO_TIME).map(AuditCommands::instant);
        var config = Path.of(given.value(CONFIG).orElseThrow());
        return Optional.of(
                new AuditExportCommand(ConfigurationReader.read(config, System.getenv()), out, err)
                        .run(
                                Path.of(given.value(TO).orElseThrow()),
                                from.orElse(AuditExportCommand.BEGINNING),
                                to.orElse(AuditExportCommand.END)));
    }

    /** A day, which begins in UTC, or an instant of ISO 8601. */
    private static Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new HubStartException(
                    "\"%s\" is no day (2026-11-22) and no time (2026-11-22T08:00:00Z)"
                            .formatted(text),
                    e);
        }
    }
}
