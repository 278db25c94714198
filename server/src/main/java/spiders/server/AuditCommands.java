// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.security.chain.AnchorKey;
import spiders.security.chain.AnchorKeyException;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The words of {@code audit}. */
final class AuditCommands {

    static final String USAGE = "audit new-key FILE | audit public-key FILE";

    private static final int DONE = 0;
    private static final int REFUSED = 1;

    private final PrintStream out;
    private final PrintStream err;

    AuditCommands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The exit code; empty where the words make no command. */
    Optional<Integer> run(List<String> words) {
        try {
            if (words.size() == 2 && words.getFirst().equals("new-key")) {
                return Optional.of(newKey(Path.of(words.getLast())));
            }
            if (words.size() == 2 && words.getFirst().equals("public-key")) {
                out.print(AnchorKey.read(Path.of(words.getLast())).publicPEM());
                return Optional.of(DONE);
            }
            return Optional.empty();
        } catch (AnchorKeyException e) {
            err.println("audit: not done: " + e.getMessage());
            return Optional.of(REFUSED);
        }
    }

    private int newKey(Path file) {
        var key = AnchorKey.create(file);
        out.printf(
                "Key %s is in %s. Give the public half to whoever verifies: it is%n%s",
                key.name(), file, key.publicPEM());
        return DONE;
    }
}
