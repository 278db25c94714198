// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Origin;
import spiders.archive.Samples;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AllowedCaller;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.TLS;
import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.Certificates;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** DCMTK's storescu and echoscu against our storage service. */
@Tag("peer")
class StorageProviderPeerTest {

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final List<AuditEvent> audit = Collections.synchronizedList(new ArrayList<>());
    private Archive archive;
    private AssociationServer server;
    private Certificates certificates;

    @BeforeEach
    void open() throws IOException {
        certificates = Certificates.create(folder.resolve("tls"));
        archive =
                new Archive(
                        new ArchiveSettings(folder.resolve("objects"), "test", 0),
                        database,
                        List.of());
        var tls =
                TLS.ofPEM(certificates.certificate(), certificates.key(), certificates.authority());
        var provider = new StorageProvider(archive, audit::add, StorageProviderPeerTest::origin);
        var caller = new AllowedCaller(new AETitle("STORESCU"), "127.0.0.1");
        server =
                provider.serve(AssociationServer.builder(new AETitle("SPIDERS")))
                        .callers(Callers.only(List.of(caller)))
                        .options(NetworkOptions.defaults().withTLS(tls))
                        .port(0)
                        .tlsPort(0)
                        .start();
    }

    private static Origin origin(AETitle caller) {
        return new Origin(caller.value(), "CHU-ANGERS");
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        archive.close();
        database.close();
    }

    @Test
    void what_storescu_sends_is_stored_byte_for_byte() throws IOException {
        var sent = written(20);

        var result = storescu("-aet", "STORESCU", "-aec", "SPIDERS", "127.0.0.1", plain());

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertStored(sent);
        assertThat(audit).extracting(AuditEvent::action).containsExactly(Action.RECEIVE_OBJECTS);
    }

    @Test
    void what_storescu_sends_by_tls_is_stored_byte_for_byte() throws IOException {
        var sent = written(5);

        var result =
                storescu(
                        "-aet",
                        "STORESCU",
                        "-aec",
                        "SPIDERS",
                        "+tls",
                        certificates.key().toString(),
                        certificates.certificate().toString(),
                        "+cf",
                        certificates.authority().toString(),
                        "127.0.0.1",
                        Integer.toString(server.tlsPort().orElseThrow()));

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertStored(sent);
    }

    @Test
    void a_caller_nobody_allowed_is_refused() throws IOException {
        written(1);

        var result = storescu("-aet", "STRANGER", "-aec", "SPIDERS", "127.0.0.1", plain());

        assertThat(result.exitCode()).isNotZero();
        assertThat(archive.counts().instances()).isZero();
    }

    @Test
    void another_content_under_the_same_uid_is_answered_as_a_failure() throws IOException {
        written(1);
        storescu("-aet", "STORESCU", "-aec", "SPIDERS", "127.0.0.1", plain());
        write(0, Samples.ct(0).with(Tags.StudyDescription, "Other"));

        var result = storescu("-v", "-aet", "STORESCU", "-aec", "SPIDERS", "127.0.0.1", plain());

        assertThat(result.output()).contains("CannotUnderstand");
        assertThat(archive.counts().instances()).isEqualTo(1);
    }

    private List<Path> written(int count) throws IOException {
        Files.createDirectories(folder.resolve("sent"));
        var files = new ArrayList<Path>();
        for (int i = 0; i < count; i++) {
            write(i, Samples.ct(i));
            files.add(file(i));
        }
        return files;
    }

    private void write(int number, DataSet dataSet) throws IOException {
        try (var out = Files.newOutputStream(file(number))) {
            Part10.write(out, dataSet, Samples.EXPLICIT);
        }
    }

    private Path file(int number) {
        return folder.resolve("sent").resolve(number + ".dcm");
    }

    private String plain() {
        return Integer.toString(server.port().orElseThrow());
    }

    private PeerCommand.Result storescu(String... arguments) {
        var command = new ArrayList<>(List.of("env", "TCP_NODELAY=1", "storescu"));
        command.addAll(List.of(arguments));
        command.add("+sd");
        command.add(folder.resolve("sent").toString());
        return PeerCommand.run(folder, command.toArray(String[]::new));
    }

    /** The data sets are the same bytes, and dcmdump reads the same in both files. */
    private void assertStored(List<Path> sent) throws IOException {
        assertThat(archive.instances(Samples.STUDY)).hasSize(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            var bytes = Samples.bytes(Samples.ct(i));
            var stored = archive.instance(Samples.instance(i)).orElseThrow();
            assertThat(stored.length()).isEqualTo(bytes.length);
            assertThat(stored.sha256()).isEqualTo(sha256(bytes));
        }
        try (var files = Files.walk(folder.resolve("objects"))) {
            var kept =
                    files.filter(Files::isRegularFile)
                            .filter(file -> file.toFile().length() > 0)
                            .toList();
            assertThat(kept).hasSize(sent.size());
            assertThat(dump(kept)).containsExactlyInAnyOrderElementsOf(dump(sent));
        }
    }

    private List<String> dump(List<Path> files) {
        return files.stream()
                .map(file ->
                        PeerCommand.run(folder, "dcmdump", "+L", file.toString())
                                .output()
                                .replaceAll("(?m)^(#|\\(0002).*\\R", ""))
                .toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
            return java.util.HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
