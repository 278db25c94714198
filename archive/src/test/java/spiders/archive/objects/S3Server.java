// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

import spiders.archive.ObjectPlace.Address;
import spiders.archive.ObjectPlace.Bucket;
import spiders.archive.ObjectPlace.Keys;
import spiders.archive.ObjectPlace.Trust;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** S3Proxy over a folder, on the loopback: a real S3 server for tests. */
public final class S3Server implements AutoCloseable {

    public static final String BUCKET = "archive";
    private static final String USER = "local-identity";
    private static final String SECRET = "local-credential";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final S3Proxy proxy;
    private final Path folder;

    private S3Server(S3Proxy proxy, Path folder) {
        this.proxy = proxy;
        this.folder = folder;
    }

    /** Starts one whose bucket lies below a folder. */
    public static S3Server start(Path folder) throws IOException {
        return start(folder, S3Proxy.builder().endpoint(URI.create("http://127.0.0.1:0")));
    }

    /** The same by https. */
    static S3Server start(Path folder, Path keyStore, String password) throws IOException {
        return start(
                folder,
                S3Proxy.builder()
                        .secureEndpoint(URI.create("https://127.0.0.1:0"))
                        .keyStore(keyStore.toString(), password));
    }

    private static S3Server start(Path folder, S3Proxy.Builder builder) throws IOException {
        Files.createDirectories(folder.resolve("data").resolve(BUCKET));
        Files.writeString(folder.resolve("access"), USER + "\n");
        Files.writeString(folder.resolve("secret"), SECRET + "\n");
        var properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.resolve("data").toString());
        var proxy =
                builder.blobStore(BlobStores.create("filesystem-nio2", properties))
                        .awsAuthentication(AuthenticationType.AWS_V4, USER, SECRET)
                        .metricsEnabled(false)
                        .build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IOException("The S3 server does not start", e);
        }
        return new S3Server(proxy, folder);
    }

    public int port() {
        return proxy.getPort();
    }

    /** The bucket, for one process of the archive. */
    public Bucket bucket(Path spool) {
        return bucket(spool, port(), BUCKET);
    }

    /** The same by another port, behind which the server is. */
    public Bucket bucket(Path spool, int port, String name) {
        return new Bucket(
                new Address(
                        URI.create("http://127.0.0.1:" + port), "eu-west-3", name, "pre/fix", true),
                new Keys(folder.resolve("access"), folder.resolve("secret")),
                new Trust.OfPublic(),
                spool,
                PATIENCE);
    }

    /** The bucket by https. */
    Bucket secureBucket(Path spool, Trust trust) {
        var open = bucket(spool, proxy.getSecurePort(), BUCKET);
        var at = open.address();
        var address =
                new Address(
                        URI.create("https://127.0.0.1:" + proxy.getSecurePort()),
                        at.region(),
                        at.bucket(),
                        at.prefix(),
                        at.isPathStyle());
        return new Bucket(address, open.keys(), trust, spool, open.patience());
    }

    /** The objects in the bucket, below the prefix. */
    public List<String> keys() throws IOException {
        var root = folder.resolve("data").resolve(BUCKET).resolve("pre/fix");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Where an object's bytes are. */
    public Path file(String key) {
        return folder.resolve("data").resolve(BUCKET).resolve("pre/fix").resolve(key);
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IOException("The S3 server does not stop", e);
        }
    }
}
