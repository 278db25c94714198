// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AllowedCaller;
import spiders.dicom.net.AssociationListener;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.EchoHandler;
import spiders.dicom.net.NetworkException;
import spiders.dicom.net.Peer;
import spiders.dicom.net.Rejection;
import spiders.dicom.net.StorageClasses;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** {@code spiders dicom scp}: takes objects into a folder until it is stopped. */
@Command(
        name = "scp",
        description = "Takes objects into a folder (C-STORE, C-ECHO) until stopped by Ctrl-C.",
        mixinStandardHelpOptions = true)
final class ScpCommand implements Callable<Integer> {

    private static final Duration LAST_SECONDS = Duration.ofSeconds(2);

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NetworkArguments network = new NetworkArguments();

    @Option(names = "--title", description = "The title we answer to (${DEFAULT-VALUE}).")
    private String title = "SPIDERS";

    @Option(names = "--bind", description = "The address to listen on (${DEFAULT-VALUE}).")
    private String bind = "127.0.0.1";

    @Option(names = "--port", description = "The port; 0 takes a free one (${DEFAULT-VALUE}).")
    private int port = 11112;

    @Option(names = "--out", required = true, description = "The folder to write to.")
    private Path out = Path.of("");

    @Option(
            names = "--allow",
            paramLabel = "AET@HOST",
            description = "Who may call; with none of these anybody may, on the loopback only.")
    private List<String> allowed = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var err = spec.commandLine().getErr();
        var progress = new Progress(err, "received");
        var server =
                AssociationServer.builder(new AETitle(title))
                        .bind(bind)
                        .callers(callers())
                        .options(network.options())
                        .listener(new Door(err))
                        .echoing(EchoHandler.ALWAYS)
                        .storing(
                                StorageClasses::isStandardOrPrivate,
                                new ReceivedFiles(out, progress));
        try (var started =
                (network.isSecure() ? server.tlsPort(port) : server.port(port)).start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, progress)));
            int listening = (network.isSecure() ? started.tlsPort() : started.port()).orElseThrow();
            spec.commandLine().getOut().printf("%s@%s:%d%n", title, bind, listening);
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await(); // Until a signal ends the process.
        }
        return Cli.DONE;
    }

    private static void end(AssociationServer server, Progress progress) {
        server.close();
        try {
            server.drain(LAST_SECONDS); // Handlers take back what they have half written.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        progress.close();
    }

    private Callers callers() throws IOException {
        if (!allowed.isEmpty()) {
            return Callers.only(allowed.stream().map(ScpCommand::caller).toList());
        }
        if (!InetAddress.getByName(bind).isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "On %s anybody could call: say who may, by --allow".formatted(bind));
        }
        return Callers.any();
    }

    private static AllowedCaller caller(String text) {
        int at = text.indexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException("\"%s\" is not AET@HOST".formatted(text));
        }
        return new AllowedCaller(new AETitle(text.substring(0, at)), text.substring(at + 1));
    }

    /** Says who was let in and who was not. */
    private record Door(PrintWriter err) implements AssociationListener {

        @Override
        public void accepted(Peer peer) {
            err.printf("%s calls from %s%n", peer.aeTitle().value(), peer.address());
        }

        @Override
        public void rejected(
                InetSocketAddress address, String calling, String called, Rejection rejection) {
            err.printf(
                    "refused: %s calling %s from %s: %s%n",
                    Table.shown(calling), Table.shown(called), address, reason(rejection));
        }

        /** In words for this side, which is the one that can change it. */
        private static String reason(Rejection rejection) {
            if (rejection.equals(Rejection.CALLED_AE_TITLE_NOT_RECOGNISED)) {
                return "not our title (--title)";
            }
            if (rejection.equals(Rejection.CALLING_AE_TITLE_NOT_RECOGNISED)) {
                return "not allowed in by that title from there (--allow)";
            }
            return rejection.explanation();
        }

        @Override
        public void failed(InetSocketAddress address, NetworkException failure) {
            err.printf("%s: %s%n", address, failure.getMessage());
        }

        @Override
        public void failed(Peer peer, NetworkException failure) {
            err.printf("%s: %s%n", peer.aeTitle().value(), failure.getMessage());
        }
    }
}
