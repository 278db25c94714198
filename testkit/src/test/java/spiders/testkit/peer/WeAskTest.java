// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.Negotiation;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.OperationsWindow;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.RetrieveListener;
import spiders.dicom.net.RetrieveOutcome;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorableInstance;
import spiders.dicom.net.StorageClasses;
import spiders.dicom.net.SubOperations;
import spiders.dicom.net.TLS;
import spiders.dicom.net.TLSFailedException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Our users against DCMTK's and Orthanc's servers. */
@Tag("peer")
class WeAskTest {

    private static final AETitle US = new AETitle("SPIDERS");
    private static final NetworkOptions OPTIONS = NetworkOptions.defaults();
    private static final UID FIND = UIDs.StudyRootQueryRetrieveInformationModelFind;
    private static final UID MOVE = UIDs.StudyRootQueryRetrieveInformationModelMove;
    private static final UID GET = UIDs.StudyRootQueryRetrieveInformationModelGet;
    private static final int COUNT = 6;

    private static final DataSet KEYS =
            DataSet.builder()
                    .set(Tags.QueryRetrieveLevel, "STUDY")
                    .set(Tags.StudyInstanceUID, SampleFiles.STUDY)
                    .build();

    @TempDir private Path directory;

    private final Receiver receiver = new Receiver();
    private final Map<UID, Path> files = new LinkedHashMap<>();
    private final List<StorableInstance> instances = new ArrayList<>();

    /** Half of the study uncompressed, half of it JPEG Lossless. */
    @BeforeEach
    void files() throws IOException {
        var plain = SampleFiles.write(directory.resolve("files"), COUNT, 64);
        var jpeg = SampleFiles.compress(plain.subList(0, COUNT / 2), directory.resolve("jpeg"));
        var all = new ArrayList<>(jpeg);
        all.addAll(plain.subList(COUNT / 2, COUNT));
        for (var file : all) {
            var instance = SampleFiles.instance(file);
            instances.add(instance);
            files.put(instance.sopInstanceUID(), file);
        }
    }

    private AssociationServer receiving() throws IOException {
        return AssociationServer.builder(US)
                .port(0)
                .callers(Callers.any())
                .storing(StorageClasses::isStandard, receiver)
                .start();
    }

    private static RemoteNode us(AssociationServer server) {
        return new RemoteNode(US, "127.0.0.1", server.port().orElseThrow(), false);
    }

    private void fill(RemoteNode node) throws IOException {
        var request = AssociationRequest.forStore(US, instances);
        try (var association = Association.open(node, request, OPTIONS)) {
            for (var instance : instances) {
                assertThat(association.store(instance)).isEqualTo(Status.SUCCESS);
            }
        }
    }

    private void assertAllReceivedAsStored() throws IOException {
        assertThat(receiver.dataSets.keySet()).containsExactlyInAnyOrderElementsOf(files.keySet());
        for (var instance : instances) {
            var uid = instance.sopInstanceUID();
            assertThat(receiver.request(uid).transferSyntax()).isEqualTo(instance.transferSyntax());
        }
    }

    private static void assertEchoed(RemoteNode node) {
        var request = AssociationRequest.forEcho(US);
        try (var association = Association.open(node, request, OPTIONS)) {
            assertThat(association.echo()).isEqualTo(Status.SUCCESS);
        }
    }

    private static void assertStudyFound(RemoteNode node) {
        var found = new ArrayList<DataSet>();
        var request = AssociationRequest.forServices(US, FIND);
        try (var association = Association.open(node, request, OPTIONS)) {
            for (int i = 0; i < 2; i++) {
                var keys = KEYS.with(Tags.PatientID, "").with(Tags.PatientName, "");
                var outcome = association.find(FIND, keys, 10, match -> add(found, match));
                assertThat(outcome.status()).isEqualTo(Status.SUCCESS);
                assertThat(outcome.matches()).isEqualTo(1);
            }
        }
        assertThat(found.getFirst().string(Tags.PatientID)).contains("ESSAI-1");
        assertThat(found.getFirst().uid(Tags.StudyInstanceUID)).contains(SampleFiles.STUDY);
    }

    private static Proceed add(List<DataSet> found, DataSet match) {
        found.add(match);
        return Proceed.CONTINUE;
    }

    private RetrieveOutcome get(RemoteNode node) {
        var request = AssociationRequest.forGet(US, GET, List.of(UIDs.CTImageStorage));
        try (var association = Association.open(node, request, OPTIONS)) {
            return association.get(GET, KEYS, receiver, RetrieveListener.NONE);
        }
    }

    private static RetrieveOutcome move(RemoteNode node) {
        var request = AssociationRequest.forServices(US, MOVE);
        try (var association = Association.open(node, request, OPTIONS)) {
            return association.move(MOVE, KEYS, US, RetrieveListener.NONE);
        }
    }

    @Test
    void storescp_takes_objects_as_they_are() throws IOException {
        try (var storescp = StorescpProcess.start(directory, "+xa", "+B")) {
            assertEchoed(storescp.node());
            fill(storescp.node());
            assertThat(storescp.received()).hasSize(COUNT);
            for (var file : storescp.received()) {
                var uid = SampleFiles.instance(file).sopInstanceUID();
                assertThat(SampleFiles.dataSet(file))
                        .isEqualTo(SampleFiles.dataSet(Objects.requireNonNull(files.get(uid))));
            }
        }
    }

    @Test
    void storescp_over_tls_takes_objects() throws IOException {
        var certificates = Certificates.create(directory.resolve("tls"));
        var tls =
                TLS.ofPEM(certificates.certificate(), certificates.key(), certificates.authority());
        var key = certificates.key().toString();
        var certificate = certificates.certificate().toString();
        var authority = certificates.authority().toString();
        try (var storescp =
                StorescpProcess.start(
                        directory, "+xa", "+tls", key, certificate, "+cf", authority)) {
            var request = AssociationRequest.forStore(US, instances);
            try (var association =
                    Association.open(storescp.node(), request, OPTIONS.withTLS(tls))) {
                for (var instance : instances) {
                    assertThat(association.store(instance)).isEqualTo(Status.SUCCESS);
                }
                assertThat(association.peer().security().toString()).contains("TLSv1.");
            }
            assertThat(storescp.received()).hasSize(COUNT);
            var node = storescp.node();
            var plain = new RemoteNode(node.aeTitle(), node.host(), node.port(), false);
            assertThatExceptionOfType(spiders.dicom.net.NetworkException.class)
                    .isThrownBy(() -> Association.open(plain, request, OPTIONS))
                    .withMessageContaining("TLS");
        }
    }

    @Test
    void a_plain_storescp_asked_for_tls_is_named() throws IOException {
        var certificates = Certificates.create(directory.resolve("tls"));
        var tls =
                TLS.ofPEM(certificates.certificate(), certificates.key(), certificates.authority());
        try (var storescp = StorescpProcess.start(directory)) {
            var node = storescp.node();
            var secure = new RemoteNode(node.aeTitle(), node.host(), node.port(), true);
            assertThatExceptionOfType(TLSFailedException.class)
                    .isThrownBy(() ->
                            Association.open(
                                    secure, AssociationRequest.forEcho(US), OPTIONS.withTLS(tls)))
                    .withMessageContaining("plain");
        }
    }

    @Test
    void an_authority_we_do_not_trust_is_named() throws IOException {
        var theirs = Certificates.create(directory.resolve("theirs"));
        var ours = Certificates.create(directory.resolve("ours"));
        var tls = TLS.ofPEM(ours.certificate(), ours.key(), ours.authority());
        try (var storescp =
                StorescpProcess.start(
                        directory,
                        "+tls",
                        theirs.key().toString(),
                        theirs.certificate().toString(),
                        "+cf",
                        theirs.authority().toString())) {
            assertThatExceptionOfType(TLSFailedException.class)
                    .isThrownBy(() ->
                            Association.open(
                                    storescp.node(),
                                    AssociationRequest.forEcho(US),
                                    OPTIONS.withTLS(tls)))
                    .satisfies(e ->
                            assertThat(e.reason())
                                    .isEqualTo(TLSFailedException.Reason.PEER_NOT_TRUSTED));
        }
    }

    @Test
    void orthanc_is_asked_for_everything() throws IOException {
        try (var server = receiving();
                var orthanc = OrthancProcess.start(directory, List.of(us(server)))) {
            assertEchoed(orthanc.node());
            fill(orthanc.node());
            assertStudyFound(orthanc.node());
            var got = get(orthanc.node());
            assertThat(got.status()).isEqualTo(Status.SUCCESS);
            assertThat(got.received()).isEqualTo(COUNT);
            assertAllReceivedAsStored();
            receiver.dataSets.clear();
            assertThat(move(orthanc.node()).status()).isEqualTo(Status.SUCCESS);
            assertAllReceivedAsStored();
        }
    }

    @Test
    void dcmqrscp_is_asked_for_everything() throws IOException {
        // It agrees to what it prefers alone: as shipped, compressed objects cannot be sent to it.
        instances.removeIf(instance ->
                !instance.transferSyntax().equals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        files.keySet().retainAll(instances.stream().map(StorableInstance::sopInstanceUID).toList());
        try (var server = receiving();
                var dcmqrscp = DcmqrscpProcess.start(directory, List.of(us(server)))) {
            assertEchoed(dcmqrscp.node());
            fill(dcmqrscp.node());
            assertStudyFound(dcmqrscp.node());
            var got = get(dcmqrscp.node());
            assertThat(got.status()).as(dcmqrscp.output()).isEqualTo(Status.SUCCESS);
            assertThat(got.received()).isEqualTo(COUNT / 2);
            assertAllReceivedAsStored();
            receiver.dataSets.clear();
            assertThat(move(dcmqrscp.node()).status()).isEqualTo(Status.SUCCESS);
            assertAllReceivedAsStored();
        }
    }

    @Test
    void neither_archive_agrees_to_overlapping_stores_and_both_take_them_one_by_one()
            throws Exception {
        instances.removeIf(instance ->
                !instance.transferSyntax().equals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        var request =
                AssociationRequest.forStore(US, instances)
                        .with(Negotiation.NONE.withWindow(OperationsWindow.of(16)));
        try (var orthanc = OrthancProcess.start(directory.resolve("orthanc"), List.of());
                var dcmqrscp = DcmqrscpProcess.start(directory, List.of())) {
            for (var node : List.of(orthanc.node(), dcmqrscp.node())) {
                var stored = new ArrayList<Status>();
                try (var association = Association.open(node, request, OPTIONS)) {
                    assertThat(association.agreed().window())
                            .isEqualTo(OperationsWindow.SYNCHRONOUS);
                    association.storeAll(
                            instances,
                            (instance, status) -> {
                                stored.add(status);
                                return Proceed.CONTINUE;
                            });
                }
                assertThat(stored).hasSize(COUNT / 2).containsOnly(Status.SUCCESS);
            }
        }
    }

    @Test
    void dcmqrscp_sends_one_encoding_an_association_so_a_second_try_brings_the_rest()
            throws IOException {
        try (var dcmqrscp = DcmqrscpProcess.start(directory, List.of(), "+xs")) {
            fill(dcmqrscp.node());
            var got = get(dcmqrscp.node());
            assertThat(got.status()).isEqualTo(Status.SUB_OPERATIONS_FAILED);
            assertThat(got.subOperations())
                    .isEqualTo(new SubOperations(0, COUNT / 2, COUNT / 2, 0));
            assertThat(got.received()).isEqualTo(COUNT / 2);
            var again =
                    AssociationRequest.forGet(
                            US,
                            GET,
                            List.of(UIDs.CTImageStorage),
                            List.of(TransferSyntax.JPEG_LOSSLESS_SV1));
            try (var association = Association.open(dcmqrscp.node(), again, OPTIONS)) {
                association.get(GET, KEYS, receiver, RetrieveListener.NONE);
            }
            assertAllReceivedAsStored();
        }
    }
}
