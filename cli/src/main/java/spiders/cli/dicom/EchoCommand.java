// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code spiders dicom echo}: whether a node answers C-ECHO, and how fast. */
@Command(
        name = "echo",
        description = "Asks a node whether it is there (C-ECHO).",
        mixinStandardHelpOptions = true)
final class EchoCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NetworkArguments network = new NetworkArguments();

    @Parameters(paramLabel = "AET@HOST:PORT", description = "Whom to ask.")
    private String node = "";

    @Option(names = "--repeat", paramLabel = "N", description = "How often (${DEFAULT-VALUE}).")
    private int repeat = 1;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        long start = System.nanoTime();
        try (var association =
                Association.open(
                        network.node(node),
                        AssociationRequest.forEcho(network.calling()),
                        network.options())) {
            out.printf(
                    Locale.ROOT,
                    "%s (%s) took the association in %.1f ms%n",
                    association.node(),
                    association.peer().implementation(),
                    millisSince(start));
            for (int i = 0; i < repeat; i++) {
                long asked = System.nanoTime();
                var status = association.echo();
                out.printf(Locale.ROOT, "C-ECHO: %s, %.1f ms%n", status, millisSince(asked));
                if (!status.isSuccess()) {
                    return Cli.NOT_DONE;
                }
            }
        }
        return Cli.DONE;
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }
}
