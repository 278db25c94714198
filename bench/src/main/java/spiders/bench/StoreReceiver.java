// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.FileStore;
import spiders.dicom.net.StorageClasses;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The toolkit's provider alone, writing files: the program that {@link NetworkBenchmark} starts.
 */
final class StoreReceiver {

    static final AETitle TITLE = new AETitle("SPIDERS");

    private StoreReceiver() {}

    /** Listens on a port, and writes into a folder, until it is ended. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        var server =
                AssociationServer.builder(TITLE)
                        .port(Integer.parseInt(arguments[0]))
                        .callers(Callers.any())
                        .storing(StorageClasses::isStandard, FileStore.into(Path.of(arguments[1])))
                        .start();
        try (server) {
            new CountDownLatch(1).await();
        }
    }
}
