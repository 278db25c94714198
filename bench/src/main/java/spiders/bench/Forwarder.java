// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.FileStore;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorableInstance;
import spiders.dicom.net.StorageClasses;
import spiders.dicom.net.StoreHandler;
import spiders.dicom.net.StoreRequest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stores what arrives as files, and sends each on to a next node before it answers: the program
 * that {@link ForwardBenchmark} starts.
 */
final class Forwarder implements StoreHandler {

    private final FileStore files;
    private final RemoteNode next;

    private Forwarder(FileStore files, RemoteNode next) {
        this.files = files;
        this.next = next;
    }

    /** Takes a port to listen on, a folder to write into, and the next node's port. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int port = Integer.parseInt(arguments[2]);
        var next = new RemoteNode(new AETitle("NEXT"), "127.0.0.1", port, false);
        var handler = new Forwarder(FileStore.into(Path.of(arguments[1])), next);
        var server =
                AssociationServer.builder(StoreReceiver.TITLE)
                        .port(Integer.parseInt(arguments[0]))
                        .callers(Callers.any())
                        .storing(StorageClasses::isStandard, handler)
                        .start();
        try (server) {
            new CountDownLatch(1).await();
        }
    }

    @Override
    public Status store(StoreRequest request, InputStream dataSet) throws IOException {
        var status = files.store(request, dataSet);
        if (status.isSuccess()) {
            forward(StorableInstance.of(files.file(request)));
        }
        return status;
    }

    private void forward(StorableInstance instance) throws IOException {
        var request = AssociationRequest.forStore(StoreReceiver.TITLE, List.of(instance));
        try (var association = Association.open(next, request, NetworkOptions.defaults())) {
            var status = association.store(instance);
            if (!status.isSuccess()) {
                throw new IOException("The next node answered " + status);
            }
        }
    }
}
