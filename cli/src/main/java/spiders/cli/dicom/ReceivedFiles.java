// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import spiders.cli.Progress;
import spiders.dicom.data.UID;
import spiders.dicom.net.FileStore;
import spiders.dicom.net.Status;
import spiders.dicom.net.StoreHandler;
import spiders.dicom.net.StoreRequest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes what is received as files, on the disk before it is answered, and remembers what came. */
final class ReceivedFiles implements StoreHandler {

    private final FileStore files;
    private final Progress progress;
    private final Set<UID> received = ConcurrentHashMap.newKeySet();

    ReceivedFiles(Path folder, Progress progress) throws IOException {
        this.files = FileStore.into(Files.createDirectories(folder)).synced();
        this.progress = progress;
    }

    /** The instances that are on the disk. */
    Set<UID> received() {
        return Set.copyOf(received);
    }

    @Override
    public Status store(StoreRequest request, InputStream dataSet) throws IOException {
        var status = files.store(request, dataSet);
        received.add(request.sopInstanceUID());
        progress.done(Files.size(files.file(request)), 0);
        return status;
    }
}
