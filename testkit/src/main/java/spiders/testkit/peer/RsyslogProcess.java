// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A collector of syslog over TLS (RFC 5425), rsyslog, which asks for a certificate of the same
 * authority and writes a line for each message.
 */
public final class RsyslogProcess implements AutoCloseable {

    private final PeerProcess process;
    private final int port;
    private final Path messages;

    private RsyslogProcess(PeerProcess process, int port, Path messages) {
        this.process = process;
        this.port = port;
        this.messages = messages;
    }

    /** A port that nobody listens at yet, for a collector that starts late. */
    public static int freePort() {
        return PeerProcess.freePort();
    }

    /** Starts it; what an earlier one wrote in the same directory stays. */
    public static RsyslogProcess start(Path directory, int port, Certificates certificates) {
        var messages = directory.resolve("messages");
        var configuration = directory.resolve("rsyslog.conf");
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    configuration,
                    """
                    global(workDirectory="%1$s" maxMessageSize="64k"
                        defaultNetstreamDriver="ossl"
                        defaultNetstreamDriverCAFile="%2$s"
                        defaultNetstreamDriverCertFile="%3$s"
                        defaultNetstreamDriverKeyFile="%4$s")
                    module(load="imtcp" streamDriver.name="ossl" streamDriver.mode="1"
                        streamDriver.authMode="x509/certvalid")
                    input(type="imtcp" address="%5$s" port="%6$d")
                    template(name="line" type="string"
                        string="%%pri%% %%app-name%% %%hostname%% %%msgid%% %%msg%%\\n")
                    action(type="omfile" file="%7$s" template="line")
                    """
                            .formatted(
                                    directory,
                                    certificates.authority(),
                                    certificates.certificate(),
                                    certificates.key(),
                                    PeerProcess.LOOPBACK,
                                    port,
                                    messages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command =
                List.of(
                        "rsyslogd",
                        "-n",
                        "-f",
                        configuration.toString(),
                        "-i",
                        directory.resolve("pid").toString());
        var process = PeerProcess.start(directory, port, command, Map.of());
        return new RsyslogProcess(process, port, messages);
    }

    public int port() {
        return port;
    }

    /** What came: priority, program, host, kind and text of each message, a line each. */
    public List<String> messages() {
        try {
            return Files.exists(messages) ? Files.readAllLines(messages) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
