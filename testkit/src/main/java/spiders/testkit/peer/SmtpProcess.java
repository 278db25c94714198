// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A mail server, aiosmtpd, which prints what it is given. */
public final class SmtpProcess implements AutoCloseable {

    private final PeerProcess process;

    private SmtpProcess(PeerProcess process) {
        this.process = process;
    }

    /** A port that nobody listens at yet, for a server that starts late. */
    public static int freePort() {
        return PeerProcess.freePort();
    }

    /** One that insists on STARTTLS. */
    public static SmtpProcess startTLS(Path directory, int port, Certificates certificates) {
        return start(
                directory,
                port,
                List.of(
                        "--tlscert",
                        certificates.certificate().toString(),
                        "--tlskey",
                        certificates.key().toString()));
    }

    /** One that knows no TLS. */
    public static SmtpProcess startPlain(Path directory, int port) {
        return start(directory, port, List.of());
    }

    private static SmtpProcess start(Path directory, int port, List<String> further) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/python3",
                                "-m",
                                "aiosmtpd",
                                "-n",
                                "-l",
                                PeerProcess.LOOPBACK + ":" + port));
        command.addAll(further);
        return new SmtpProcess(
                PeerProcess.start(directory, port, command, Map.of("PYTHONUNBUFFERED", "1")));
    }

    /** All that it was given so far. */
    public String messages() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }
}
