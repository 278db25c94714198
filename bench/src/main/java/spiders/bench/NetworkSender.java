// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorableInstance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends files as they are: DCMTK's storescu, a process an association, or the toolkit's user. */
enum NetworkSender {
    STORESCU("storescu") {
        @Override
        void send(RemoteNode to, List<List<Path>> folders, Path log)
                throws IOException, InterruptedException {
            var processes = new ArrayList<Process>();
            for (var share : folders) {
                var command =
                        new ArrayList<>(
                                List.of(
                                        "storescu",
                                        "-aet",
                                        BenchHub.CALLER,
                                        "-aec",
                                        to.aeTitle().value(),
                                        "+sd",
                                        to.host(),
                                        Integer.toString(to.port())));
                share.forEach(folder -> command.add(folder.toString()));
                var builder = new ProcessBuilder(command).redirectErrorStream(true);
                builder.environment().put("TCP_NODELAY", "1");
                builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
                processes.add(builder.start());
            }
            for (var process : processes) {
                if (process.waitFor() != 0) {
                    throw new IOException("storescu failed: " + Files.readString(log));
                }
            }
        }
    },
    SPIDERS("SPIDERS") {
        @Override
        void send(RemoteNode to, List<List<Path>> folders, Path log)
                throws IOException, InterruptedException {
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                var sent = new ArrayList<Future<?>>();
                for (var share : folders) {
                    sent.add(executor.submit(() -> sendAll(to, share)));
                }
                for (var one : sent) {
                    one.get();
                }
            } catch (ExecutionException e) {
                throw new IOException("A sender of ours failed", e);
            }
        }
    };

    private static final NetworkOptions OPTIONS =
            NetworkOptions.defaults().withAssociationTimeout(Duration.ofMinutes(1));

    private final String label;

    NetworkSender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Sends each share on an association of its own; all must be answered with success. */
    abstract void send(RemoteNode to, List<List<Path>> folders, Path log)
            throws IOException, InterruptedException;

    private static void sendAll(RemoteNode to, List<Path> folders) {
        try {
            var instances = new ArrayList<StorableInstance>();
            for (var folder : folders) {
                try (var files = Files.list(folder)) {
                    for (var file : files.sorted().toList()) {
                        instances.add(StorableInstance.of(file));
                    }
                }
            }
            var request = AssociationRequest.forStore(new AETitle(BenchHub.CALLER), instances);
            try (var association = Association.open(to, request, OPTIONS)) {
                association.storeAll(instances, (instance, status) -> require(status));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Proceed require(Status status) {
        if (!status.isSuccess()) {
            throw new IllegalStateException("Stored with status " + status);
        }
        return Proceed.CONTINUE;
    }
}
