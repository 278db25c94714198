// SPDX-License-Identifier: Apache-2.0
package spiders.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import spiders.cli.analysis.AnalysisCommands;
import spiders.cli.dicom.ToolkitCommands;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.json.MalformedJsonException;
import spiders.dicom.net.NetworkException;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The {@code main()} of the command line; see {@code docs/command-line.md}. */
@Command(
        name = "spiders",
        description = "SPIDERS from a terminal.",
        subcommands = {ToolkitCommands.class, AnalysisCommands.class},
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

    /** All was done, and a number is outside of a limit that was given. */
    public static final int OUTSIDE = 4;

    private static final int LAST_SECONDS = 3;

    private Cli() {}

    public static void main(String[] arguments) {
        var ended = new CountDownLatch(1);
        var worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker, ended)));
        int code = run(StandardOutput.writer(), writer(System.err), arguments);
        ended.countDown();
        System.exit(code);
    }

    /** After Ctrl-C: the command takes back what is half done, if it can do so soon. */
    private static void stop(Thread worker, CountDownLatch ended) {
        worker.interrupt();
        try {
            ended.await(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In the character set of the terminal. */
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
    }

    /** Runs a command line and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        var commands = new CommandLine(new Cli());
        say(commands, FileMeta.IMPLEMENTATION_VERSION_NAME);
        return commands.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (exception, commandLine, _) -> explained(exception, commandLine.getErr()))
                .execute(arguments);
    }

    /** The version of every command, which is ours. */
    private static void say(CommandLine command, String version) {
        command.getCommandSpec().version(version);
        command.getSubcommands().values().forEach(below -> say(below, version));
    }

    /** What the user can act on is said in a line; what is a defect of ours keeps its trace. */
    private static int explained(Exception exception, PrintWriter err) throws Exception {
        return switch (exception) {
            case StandardOutput.OutputClosedException _ -> NOT_DONE;
            case NetworkException network -> said(err, network, NO_PEER);
            case MalformedDataSetException malformed -> said(err, malformed, NOT_DONE);
            case MalformedJsonException malformed -> said(err, malformed, NOT_DONE);
            case IOException io -> said(err, io, NOT_DONE);
            case UncheckedIOException io -> said(err, io, NOT_DONE);
            case InterruptedException _ -> NOT_DONE;
            case IllegalArgumentException usage -> said(err, usage, USAGE);
            default -> throw exception;
        };
    }

    private static int said(PrintWriter err, Exception exception, int code) {
        err.println("spiders: " + Reasons.withFile(exception));
        return code;
    }
}
