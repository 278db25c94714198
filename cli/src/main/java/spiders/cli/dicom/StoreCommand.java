// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import spiders.cli.Cli;
import spiders.cli.Progress;
import spiders.cli.Reasons;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkException;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.StorableInstance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** {@code spiders dicom store}: files and folders to a node, each as it is encoded. */
@Command(
        name = "store",
        description = "Sends files, and those of folders, to a node (C-STORE).",
        mixinStandardHelpOptions = true)
final class StoreCommand implements Callable<Integer> {

    /** A node that ends so many associations of a share in the middle gets no more of it. */
    private static final int MAX_TRIES = 4;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private NetworkArguments network = new NetworkArguments();

    @Parameters(index = "0", paramLabel = "AET@HOST:PORT", description = "Whom to send to.")
    private String node = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "What to send.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--associations", description = "How many at once (${DEFAULT-VALUE}).")
    private int associations = 1;

    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReference<@Nullable NetworkException> lost = new AtomicReference<>();

    /** A file that can be sent; only what an association must know of it is kept. */
    private record Sendable(Path path, long length, StorableInstance instance) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (associations < 1) {
            throw new IllegalArgumentException("--associations is at least 1");
        }
        var asked = network.node(node);
        var options = network.options();
        var found = readable();
        try (var progress = new Progress(err(), "sent")) {
            sendAll(found, batch -> new Sender(asked, options, batch, found.size(), progress));
        }
        if (failed.get() > 0) {
            err().printf("spiders: %d files were not taken%n", failed.get());
        }
        var ended = lost.get();
        if (ended != null) {
            throw ended;
        }
        return failed.get() == 0 && !found.isEmpty() ? Cli.DONE : Cli.NOT_DONE;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private List<Sendable> readable() throws IOException {
        var found = new ArrayList<Sendable>();
        var files = FileScan.files(paths);
        var progress = new Progress(err(), "read");
        int unreadable =
                FileScan.each(
                        files,
                        err(),
                        file -> {
                            found.add(
                                    new Sendable(
                                            file, Files.size(file), StorableInstance.of(file)));
                            progress.done(0, files.size());
                        });
        progress.clear();
        failed.addAndGet(unreadable);
        if (found.isEmpty()) {
            err().println("spiders: there is no DICOM file to send");
        }
        return found;
    }

    private void failed(Path file, String why) {
        failed.incrementAndGet();
        err().printf("%s: %s%n", file, why);
    }

    private void sendAll(List<Sendable> found, Function<List<Sendable>, Runnable> sender)
            throws InterruptedException {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<?>>();
            for (var batch : batches(found)) {
                results.add(senders.submit(sender.apply(batch)));
            }
            for (var result : results) {
                await(result);
            }
        }
    }

    private static void await(Future<?> result) throws InterruptedException {
        try {
            result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shares out the files; a share needs no more contexts than an association has. */
    private List<List<Sendable>> batches(List<Sendable> found) {
        int size = Math.max(1, Math.ceilDiv(found.size(), associations));
        var batches = new ArrayList<List<Sendable>>();
        var batch = new ArrayList<Sendable>();
        var contexts = new LinkedHashSet<List<Object>>();
        for (var file : found) {
            contexts.add(context(file));
            if (batch.size() == size || contexts.size() > AssociationRequest.MAX_CONTEXTS) {
                batches.add(List.copyOf(batch));
                batch.clear();
                contexts.clear();
                contexts.add(context(file));
            }
            batch.add(file);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static List<Object> context(Sendable file) {
        return List.of(file.instance().sopClassUID(), file.instance().transferSyntax());
    }

    /** Sends a share; an association that breaks costs the file under way, and is opened again. */
    private final class Sender implements Runnable {

        private final RemoteNode to;
        private final NetworkOptions options;
        private final AssociationRequest request;
        private final Deque<Sendable> left;
        private final int total;
        private final Progress progress;

        Sender(
                RemoteNode to,
                NetworkOptions options,
                List<Sendable> batch,
                int total,
                Progress progress) {
            this.to = to;
            this.options = options;
            this.total = total;
            this.progress = progress;
            left = new ArrayDeque<>(batch);
            var instances = batch.stream().map(Sendable::instance).toList();
            request = AssociationRequest.forStore(network.calling(), instances);
        }

        @Override
        public void run() {
            try {
                for (int tries = 0; tries < MAX_TRIES && !left.isEmpty(); tries++) {
                    sendLeft();
                }
            } catch (NetworkException e) {
                lost.set(e);
            }
            if (!Thread.currentThread().isInterrupted()) {
                left.forEach(file -> failed(file.path(), "not sent"));
            }
        }

        private void sendLeft() {
            try (var association = Association.open(to, request, options)) {
                while (!left.isEmpty() && association.isOpen()) {
                    send(association, left.remove());
                }
            }
        }

        private void send(Association association, Sendable file) {
            try {
                var status = association.store(file.instance());
                if (status.isFailure()) {
                    failed(file.path(), status.explained());
                    return;
                }
                if (status.isWarning()) {
                    err().printf("%s: stored, but %s%n", file.path(), status.explained());
                }
                progress.done(file.length(), total);
            } catch (NetworkException | IOException e) {
                failed(file.path(), Reasons.of(e));
            }
        }
    }
}
