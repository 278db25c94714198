// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;

/** S3Proxy over a folder, in a process of its own: what a hub on S3 is measured with. */
final class S3Service implements AutoCloseable {

    private static final String BUCKET = "bench";
    private static final String USER = "bench-user";
    private static final String SECRET = "bench-secret";

    private final BenchProcess process;
    private final Path folder;

    private S3Service(BenchProcess process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts it on a free port, with an empty bucket. */
    static S3Service start(Path folder) throws IOException, InterruptedException {
        secret(folder.resolve("s3-access"), USER);
        secret(folder.resolve("s3-secret"), SECRET);
        var store = folder.resolve("s3");
        Files.createDirectories(store.resolve(BUCKET));
        // S3Proxy writes a page for each request unless it is told not to.
        var quiet = Files.writeString(folder.resolve("logback.xml"), "<configuration/>");
        var process =
                BenchProcess.java(
                        S3Service.class,
                        BenchProcess.freePort(),
                        List.of("-Xmx512m", "-Dlogback.configurationFile=" + quiet),
                        List.of(store.toString()),
                        folder.resolve("s3.log"));
        return new S3Service(process, folder);
    }

    private static void secret(Path file, String line) throws IOException {
        Files.writeString(file, line);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** What a hub's configuration says of it. */
    String configuration() {
        return """
        storage:
          s3:
            endpoint: http://127.0.0.1:%d
            bucket: %s
            access-key-file: %s
            secret-key-file: %s
        """
                .formatted(
                        process.port(),
                        BUCKET,
                        folder.resolve("s3-access"),
                        folder.resolve("s3-secret"));
    }

    @Override
    public void close() {
        process.close();
    }

    /** The process itself: {@code PORT FOLDER}. */
    public static void main(String... arguments) throws Exception {
        var properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", arguments[1]);
        S3Proxy.builder()
                .blobStore(BlobStores.create("filesystem-nio2", properties))
                .awsAuthentication(AuthenticationType.AWS_V4, USER, SECRET)
                .endpoint(URI.create("http://127.0.0.1:" + arguments[0]))
                .metricsEnabled(false)
                .build()
                .start();
        Thread.sleep(Long.MAX_VALUE);
    }
}
