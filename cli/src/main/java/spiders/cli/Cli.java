// SPDX-License-Identifier: Apache-2.0
package spiders.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import spiders.cli.dicom.ToolkitCommands;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.json.MalformedJsonException;
import spiders.dicom.net.NetworkException;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;

/** The {@code main()} of the command line; see {@code docs/command-line.md}. */
@Command(
        name = "spiders",
        description = "SPIDERS from a terminal.",
        subcommands = ToolkitCommands.class,
        mixinStandardHelpOptions = true)
public final class Cli {

    /** All was done, and verified where that can be. */
    public static final int DONE = 0;

    /** Something was not done; standard error says what. */
    public static final int NOT_DONE = 1;

    /** The command line makes no sense. */
    public static final int USAGE = 2;

    /** The other side cannot be reached, or ended the conversation. */
    public static final int NO_PEER = 3;

    private Cli() {}

    public static void main(String[] arguments) {
        System.exit(run(writer(System.out), writer(System.err), arguments));
    }

    /** In the character set of the terminal. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
    }

    /** Runs a command line and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Cli())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (exception, commandLine, _) -> explained(exception, commandLine.getErr()))
                .execute(arguments);
    }

    /** What the user can act on is said in a line; what is a defect of ours keeps its trace. */
    private static int explained(Exception exception, PrintWriter err) throws Exception {
        return switch (exception) {
            case NetworkException network -> said(err, network, NO_PEER);
            case MalformedDataSetException malformed -> said(err, malformed, NOT_DONE);
            case MalformedJsonException malformed -> said(err, malformed, NOT_DONE);
            case IOException io -> said(err, io, NOT_DONE);
            case IllegalArgumentException usage -> said(err, usage, USAGE);
            default -> throw exception;
        };
    }

    private static int said(PrintWriter err, Exception exception, int code) {
        err.println("spiders: " + exception.getMessage());
        return code;
    }
}
