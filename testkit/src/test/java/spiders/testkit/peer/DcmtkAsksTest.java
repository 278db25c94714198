// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AllowedCaller;
import spiders.dicom.net.AssociationListener;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.FindRequest;
import spiders.dicom.net.MatchSink;
import spiders.dicom.net.NetworkException;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.RetrieveHandler;
import spiders.dicom.net.RetrieveRequest;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorableInstance;
import spiders.dicom.net.StorageClasses;
import spiders.dicom.net.TLS;
import spiders.dicom.net.TLSFailedException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** DCMTK's users against our server, plain and over TLS. */
@Tag("peer")
class DcmtkAsksTest {

    private static final int COUNT = 5;

    @TempDir private Path directory;

    private final Receiver receiver = new Receiver();
    private final List<NetworkException> failures = new CopyOnWriteArrayList<>();
    private List<Path> files;
    private Certificates certificates;
    private AssociationServer server;
    private AssociationServer destination;

    @BeforeEach
    void start() throws IOException {
        files = SampleFiles.write(directory.resolve("files"), COUNT, 64);
        certificates = Certificates.create(directory.resolve("tls"));
        var tls =
                TLS.ofPEM(certificates.certificate(), certificates.key(), certificates.authority());
        destination =
                AssociationServer.builder(new AETitle("DESTINATION"))
                        .port(0)
                        .callers(Callers.any())
                        .storing(StorageClasses::isStandard, receiver)
                        .start();
        var caller = new AllowedCaller(new AETitle("DCMTK"), "localhost");
        server =
                AssociationServer.builder(new AETitle("SPIDERS"))
                        .port(0)
                        .tlsPort(0)
                        .callers(Callers.only(List.of(caller)))
                        .listener(new Failures())
                        .options(NetworkOptions.defaults().withTLS(tls))
                        .storing(StorageClasses::isStandard, receiver)
                        .finding(DcmtkAsksTest::find)
                        .retrieving(new Shelf())
                        .start();
    }

    @AfterEach
    void stop() {
        server.close();
        destination.close();
    }

    private final class Failures implements AssociationListener {

        @Override
        public void failed(InetSocketAddress address, NetworkException failure) {
            failures.add(failure);
        }
    }

    private static Status find(FindRequest request, MatchSink sink) {
        for (int i = 1; i <= 3; i++) {
            sink.match(
                    request.keys()
                            .with(Tags.StudyInstanceUID, SampleFiles.STUDY)
                            .with(Tags.PatientName, "ESSAI^N" + i));
        }
        return Status.SUCCESS;
    }

    private final class Shelf implements RetrieveHandler {

        @Override
        public List<StorableInstance> instances(RetrieveRequest request) {
            assertThat(request.keys().uid(Tags.StudyInstanceUID)).contains(SampleFiles.STUDY);
            var instances = new ArrayList<StorableInstance>();
            for (var file : files) {
                try {
                    instances.add(SampleFiles.instance(file));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return instances;
        }

        @Override
        public Optional<RemoteNode> destination(RetrieveRequest request, AETitle title) {
            int port = destination.port().orElseThrow();
            return Optional.of(new RemoteNode(title, "127.0.0.1", port, false));
        }
    }

    private PeerCommand.Result dcmtk(String program, boolean tls, String... more) {
        var command = new ArrayList<>(List.of(program, "-v", "-aet", "DCMTK", "-aec", "SPIDERS"));
        if (tls) {
            var key = certificates.key().toString();
            var certificate = certificates.certificate().toString();
            var authority = certificates.authority().toString();
            command.addAll(List.of("+tls", key, certificate, "+cf", authority));
        }
        var port = tls ? server.tlsPort() : server.port();
        // The peer before the files, the options before both.
        var options = Stream.of(more).takeWhile(word -> !word.equals("--")).toList();
        var last = Stream.of(more).dropWhile(word -> !word.equals("--")).skip(1).toList();
        command.addAll(options);
        command.addAll(List.of("127.0.0.1", String.valueOf(port.orElseThrow())));
        command.addAll(last);
        return PeerCommand.run(directory, command.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void echoscu_is_answered(boolean tls) {
        var result = dcmtk("echoscu", tls);
        assertThat(result.output()).contains("Received Echo Response (Success)");
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void storescu_stores_byte_for_byte(boolean tls) throws IOException {
        var names = files.stream().map(Path::toString).toList();
        var arguments = new ArrayList<>(List.of("--"));
        arguments.addAll(names);
        var result = dcmtk("storescu", tls, arguments.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(receiver.dataSets).hasSize(COUNT);
        for (var file : files) {
            var instance = SampleFiles.instance(file);
            assertThat(receiver.dataSets.get(instance.sopInstanceUID()))
                    .isEqualTo(SampleFiles.dataSet(file));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void storescu_stores_compressed_objects_as_they_are(boolean tls) throws IOException {
        var compressed = SampleFiles.compress(files, directory.resolve("jpeg"));
        var file = compressed.getFirst();
        var result = dcmtk("storescu", tls, "-xs", "--", file.toString());
        assertThat(result.exitCode()).as(result.output()).isZero();
        var instance = SampleFiles.instance(file);
        assertThat(receiver.request(instance.sopInstanceUID()).transferSyntax())
                .isEqualTo(instance.transferSyntax());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findscu_gets_every_match(boolean tls) {
        var result =
                dcmtk(
                        "findscu",
                        tls,
                        "-S",
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "StudyInstanceUID",
                        "-k",
                        "PatientName=ESSAI*");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("ESSAI^N1", "ESSAI^N2", "ESSAI^N3");
    }

    // DCMTK 3.6.7 has no TLS in movescu and getscu.
    @Test
    void movescu_has_the_objects_sent_to_the_destination() {
        var result =
                dcmtk(
                        "movescu",
                        false,
                        "-S",
                        "-aem",
                        "DESTINATION",
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "StudyInstanceUID=" + SampleFiles.STUDY);
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("Received Final Move Response (Success)");
        assertThat(receiver.dataSets).hasSize(COUNT);
    }

    @Test
    void getscu_gets_every_object() throws IOException {
        var got = Files.createDirectories(directory.resolve("got"));
        var result =
                dcmtk(
                        "getscu",
                        false,
                        "-d",
                        "-S",
                        "-od",
                        got.toString(),
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "StudyInstanceUID=" + SampleFiles.STUDY);
        assertThat(result.exitCode()).as(result.output()).isZero();
        try (var written = Files.list(got)) {
            assertThat(written.toList()).hasSize(COUNT).allSatisfy(DcmtkAsksTest::assertOfTheStudy);
        }
        // As the provider of storage that it asks to be, for what it gets.
        assertThat(result.output().replaceAll(" +", " "))
                .contains("Proposed SCP/SCU Role: SCP\nD: Accepted SCP/SCU Role: SCP");
    }

    private static void assertOfTheStudy(Path file) throws IOException {
        DataSet dataSet = Part10.read(file).dataSet();
        assertThat(dataSet.uid(Tags.StudyInstanceUID)).contains(SampleFiles.STUDY);
    }

    @Test
    void plain_dicom_on_the_tls_port_is_named() {
        var port = String.valueOf(server.tlsPort().orElseThrow());
        var result =
                PeerCommand.run(
                        directory,
                        "echoscu",
                        "-aet",
                        "DCMTK",
                        "-aec",
                        "SPIDERS",
                        "127.0.0.1",
                        port);
        assertThat(result.exitCode()).isNotZero();
        assertThat(failures)
                .singleElement()
                .isInstanceOfSatisfying(
                        TLSFailedException.class,
                        failure ->
                                assertThat(failure.reason())
                                        .isEqualTo(TLSFailedException.Reason.PEER_SPEAKS_PLAIN));
    }

    @Test
    void a_caller_without_a_trusted_certificate_is_refused() {
        var port = String.valueOf(server.tlsPort().orElseThrow());
        var others = Certificates.create(directory.resolve("others"));
        var result =
                PeerCommand.run(
                        directory,
                        "echoscu",
                        "-aet",
                        "DCMTK",
                        "-aec",
                        "SPIDERS",
                        "+tls",
                        others.key().toString(),
                        others.certificate().toString(),
                        "+cf",
                        certificates.authority().toString(),
                        "127.0.0.1",
                        port);
        assertThat(result.exitCode()).isNotZero();
        assertThat(failures)
                .singleElement()
                .isInstanceOfSatisfying(
                        TLSFailedException.class,
                        failure ->
                                assertThat(failure.reason())
                                        .isEqualTo(TLSFailedException.Reason.PEER_NOT_TRUSTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-aet STRANGER -aec SPIDERS", "-aet DCMTK -aec OTHER"})
    void strangers_are_rejected_in_words_that_dcmtk_prints(String titles) {
        var command = new ArrayList<>(List.of("echoscu", "-v"));
        command.addAll(List.of(titles.split(" ", -1)));
        command.addAll(List.of("127.0.0.1", String.valueOf(server.port().orElseThrow())));
        var result = PeerCommand.run(directory, command.toArray(String[]::new));
        assertThat(result.output())
                .contains(
                        titles.contains("STRANGER")
                                ? "Calling AE Title Not Recognized"
                                : "Called AE Title Not Recognized");
    }
}
