// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.net.RemoteNode;
import spiders.testkit.peer.OrthancProcess;
import spiders.testkit.peer.StorescpProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that takes objects by C-STORE, in a process of its own.
 *
 * @param end ends it
 */
record Receiver(String name, RemoteNode node, long pid, Runnable end) implements AutoCloseable {

    /** A whole hub: data and index are synced before it answers. */
    static Receiver hub(Path folder) throws IOException, InterruptedException {
        var hub = BenchHub.start(folder, List.of(), List.of());
        return new Receiver("SPIDERS hub", hub.node(), hub.pid(), hub::close);
    }

    /** The same over S3Proxy on the same disk: the bucket has the object before it answers. */
    static Receiver hubOnS3(Path folder) throws IOException, InterruptedException {
        var s3 = S3Service.start(Files.createDirectories(folder));
        var hub = BenchHub.start(folder, List.of(), List.of(), s3.configuration());
        return new Receiver(
                "SPIDERS hub on S3",
                hub.node(),
                hub.pid(),
                () -> {
                    hub.close();
                    s3.close();
                });
    }

    /** Orthanc of Debian: it syncs the file, and not the index. */
    static Receiver orthanc(Path folder) throws IOException {
        var orthanc = OrthancProcess.start(Files.createDirectories(folder), List.of());
        return new Receiver("Orthanc", orthanc.node(), orthanc.pid(), orthanc::close);
    }

    /** The same with Nagle's algorithm, as Debian ships it. */
    static Receiver orthancAsShipped(Path folder) throws IOException {
        Files.createDirectories(folder);
        var orthanc = OrthancProcess.start(folder, List.of(), Map.of(), Map.of());
        return new Receiver("Orthanc", orthanc.node(), orthanc.pid(), orthanc::close);
    }

    /** DCMTK's storescp, a process an association: it syncs nothing. */
    static Receiver storescp(Path folder) throws IOException {
        return storescp(folder, Map.of("TCP_NODELAY", "1"));
    }

    /** The same with Nagle's algorithm, as Debian ships it. */
    static Receiver storescpAsShipped(Path folder) throws IOException {
        return storescp(folder, Map.of());
    }

    private static Receiver storescp(Path folder, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(folder);
        var storescp = StorescpProcess.start(folder, environment, List.of("--fork"));
        return new Receiver("storescp", storescp.node(), storescp.pid(), storescp::close);
    }

    @Override
    public void close() {
        end.run();
    }
}
