// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.s3.S3Client;

import spiders.archive.ObjectPlace.Trust;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class S3StoreTest extends ObjectStoreContract {

    @TempDir private Path folder;
    private S3Server server;

    @BeforeEach
    void start() throws IOException {
        server = S3Server.start(folder.resolve("s3"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    ObjectStore open(Filler filler) throws IOException {
        return new S3Store(server.bucket(spool(filler.node())), filler);
    }

    private Path spool(String node) {
        return folder.resolve("spool-" + node);
    }

    @Override
    List<String> stored() throws IOException {
        return server.keys();
    }

    @Test
    void a_long_object_goes_in_parts_and_is_one_object() throws IOException {
        var bytes = new byte[(33 << 20) + 5];
        new Random(9).nextBytes(bytes);
        try (var store = store()) {
            var location = kept(store, bytes);

            assertThat(store.length(location)).isEqualTo(bytes.length);
            assertThat(read(store, location, 0, bytes.length)).isEqualTo(bytes);
            assertThat(server.keys()).containsExactly(store.name(location));
        }
    }

    @Test
    void the_spool_is_empty_when_an_object_is_stored_and_after_a_start() throws IOException {
        try (var store = store()) {
            kept(store, BYTES);
            assertThat(spooled("test")).isEmpty();
            store.begin().write(BYTES); // Never closed, as a crash leaves it.
            assertThat(spooled("test")).hasSize(1);
        }
        try (var store = store()) {
            assertThat(store.leftWhole()).isEmpty();
            assertThat(spooled("test")).isEmpty();
        }
    }

    private List<String> spooled(String node) throws IOException {
        try (var files = Files.list(spool(node))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".part"))
                    .toList();
        }
    }

    @Test
    void parts_that_a_crash_left_are_aborted_by_the_next_start_of_this_node_alone()
            throws IOException {
        var mine = shelves.open("2026/03/15/00000000000000aa", "test");
        var others = shelves.open("2026/03/15/00000000000000bb", "other");
        try (var client = S3Clients.of(server.bucket(spool("test")))) {
            begin(client, shelves.path(mine));
            begin(client, shelves.path(others));

            store().close();

            assertThat(client.listMultipartUploads(list -> list.bucket(S3Server.BUCKET)).uploads())
                    .extracting(upload -> upload.key())
                    .containsExactly("pre/fix/" + shelves.path(others) + "/0001.dcm");
        }
    }

    private static void begin(S3Client client, String shelf) {
        client.createMultipartUpload(
                upload -> upload.bucket(S3Server.BUCKET).key("pre/fix/" + shelf + "/0001.dcm"));
    }

    @Test
    void small_reads_side_by_side_cost_one_request() throws IOException {
        var bytes = new byte[300_000];
        new Random(10).nextBytes(bytes);
        try (var store = store()) {
            var location = kept(store, bytes);
            assertThat(read(store, location, 1000, 10)).hasSize(10);
            Files.delete(server.file(store.name(location)));

            assertThat(read(store, location, 200_000, 100_000))
                    .isEqualTo(Arrays.copyOfRange(bytes, 200_000, 300_000));
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_refused_at_the_start() {
        var place = server.bucket(spool("test"), server.port(), "no-such");
        var filler = new Filler("test", 0, shelves, InstantSource.system());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new S3Store(place, filler))
                .withMessageContaining("the bucket no-such at http://127.0.0.1")
                .withMessageContaining("has no such bucket");
    }

    @Test
    void wrong_keys_are_refused_at_the_start() throws IOException {
        Files.writeString(folder.resolve("s3/secret"), "wrong");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::store)
                .withMessageContaining("does not accept our credentials");
        Files.writeString(folder.resolve("s3/access"), "nobody");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::store)
                .withMessageContaining("does not accept our credentials");
    }

    @Test
    void by_https_the_authorities_of_the_file_are_believed_and_no_other() throws IOException {
        var keys = folder.resolve("keys.p12");
        var authority = folder.resolve("authority.pem");
        keytool(
                keys,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=s3",
                "-ext",
                "san=ip:127.0.0.1");
        keytool(keys, "-exportcert", "-rfc", "-file", authority.toString());
        var filler = new Filler("test", 0, shelves, InstantSource.system());
        try (var secure = S3Server.start(folder.resolve("secure"), keys, "changeit")) {
            var trusted = secure.secureBucket(spool("tls"), new Trust.OfFile(authority));
            try (var store = new S3Store(trusted, filler)) {
                var location = kept(store, BYTES);
                assertThat(read(store, location, 0, BYTES.length)).isEqualTo(BYTES);
            }
            var open = secure.secureBucket(spool("tls"), new Trust.OfPublic());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new S3Store(open, filler))
                    .withMessageContaining("shows no certificate that is trusted");
        }
    }

    private void keytool(Path store, String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-alias", "s3", "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", "changeit", "-keystore", store.toString()));
        var result = PeerCommand.run(folder, command.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void a_store_that_is_gone_is_down() throws IOException {
        var gone = S3Server.start(folder.resolve("gone"));
        var filler = new Filler("test", 0, shelves, InstantSource.system());
        try (var store = new S3Store(gone.bucket(spool("gone")), filler)) {
            assertThat(store.condition()).isEqualTo(new ObjectStore.Condition.Up());
            gone.close();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> kept(store, BYTES));
            assertThat(store.condition())
                    .isEqualTo(new ObjectStore.Condition.Down("The object store does not answer"));
        }
    }
}
