// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import java.nio.file.Path;

/** The configuration is refused; the message names the file, the line where known, and why. */
public final class ConfigurationException extends RuntimeException {

    private final int line;

    ConfigurationException(Path file, int line, String reason) {
        super("%s, line %d: %s".formatted(file, line, reason));
        this.line = line;
    }

    ConfigurationException(String reason) {
        super(reason);
        this.line = 0;
    }

    /** Counted from one; zero where no line is to blame. */
    public int line() {
        return line;
    }
}
