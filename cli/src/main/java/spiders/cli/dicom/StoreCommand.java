// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.ContextNotAcceptedException;
import spiders.dicom.net.NetworkException;
import spiders.dicom.net.StorableInstance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code spiders dicom store}: files and folders to a node, each as it is encoded. */
@Command(
        name = "store",
        description = "Sends files, and those of folders, to a node (C-STORE).",
        mixinStandardHelpOptions = true)
final class StoreCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NetworkArguments network = new NetworkArguments();

    @Parameters(index = "0", paramLabel = "AET@HOST:PORT", description = "Whom to send to.")
    private String node = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "What to send.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--associations", description = "How many at once (${DEFAULT-VALUE}).")
    private int associations = 1;

    private final AtomicInteger failed = new AtomicInteger();

    @Override
    public Integer call() throws IOException {
        if (associations < 1) {
            throw new IllegalArgumentException("--associations is at least 1");
        }
        var found = readable();
        try (var progress = new Progress(err(), "sent")) {
            sendAll(found, progress);
        }
        if (failed.get() > 0) {
            err().printf("spiders: %d files were not taken%n", failed.get());
        }
        return failed.get() == 0 && !found.isEmpty() ? Cli.DONE : Cli.NOT_DONE;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private List<FileScan.Found> readable() throws IOException {
        var found = new ArrayList<FileScan.Found>();
        for (var file : FileScan.files(paths)) {
            try {
                found.add(FileScan.read(file));
            } catch (MalformedDataSetException e) {
                failed(file, String.valueOf(e.getMessage()));
            }
        }
        if (found.isEmpty()) {
            err().println("spiders: there is no DICOM file to send");
        }
        return found;
    }

    private void failed(Path file, String why) {
        failed.incrementAndGet();
        err().printf("%s: %s%n", file, why);
    }

    private void sendAll(List<FileScan.Found> found, Progress progress) throws IOException {
        var batches = batches(found);
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<?>>();
            for (var batch : batches) {
                results.add(senders.submit(() -> send(batch, found.size(), progress)));
            }
            for (var result : results) {
                await(result);
            }
        }
    }

    private static void await(Future<?> result) throws IOException {
        try {
            result.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case NetworkException network -> throw network;
                case IOException io -> throw io;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** Shares out the files; a share needs no more contexts than an association has. */
    private List<List<FileScan.Found>> batches(List<FileScan.Found> found) {
        int size = Math.max(1, Math.ceilDiv(found.size(), associations));
        var batches = new ArrayList<List<FileScan.Found>>();
        var batch = new ArrayList<FileScan.Found>();
        var contexts = new LinkedHashSet<List<Object>>();
        for (var file : found) {
            contexts.add(List.of(file.sopClassUID(), file.object().meta().transferSyntax()));
            if (batch.size() == size || contexts.size() > AssociationRequest.MAX_CONTEXTS) {
                batches.add(List.copyOf(batch));
                batch.clear();
                contexts.clear();
                contexts.add(List.of(file.sopClassUID(), file.object().meta().transferSyntax()));
            }
            batch.add(file);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private Integer send(List<FileScan.Found> batch, int total, Progress progress)
            throws IOException {
        var instances = batch.stream().map(FileScan.Found::instance).toList();
        var request = AssociationRequest.forStore(network.calling(), instances);
        try (var association = Association.open(network.node(node), request, network.options())) {
            for (int i = 0; i < batch.size(); i++) {
                if (isTaken(association, batch.get(i), instances.get(i))) {
                    progress.done(batch.get(i).length(), total);
                }
            }
        }
        return batch.size();
    }

    private boolean isTaken(Association association, FileScan.Found file, StorableInstance instance)
            throws IOException {
        try {
            var status = association.store(instance);
            if (status.isFailure()) {
                failed(file.path(), status.toString());
                return false;
            }
            if (status.isWarning()) {
                err().printf("%s: stored with a warning: %s%n", file.path(), status);
            }
            return true;
        } catch (ContextNotAcceptedException e) {
            failed(file.path(), String.valueOf(e.getMessage()));
            return false;
        }
    }
}
