// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.EXPLICIT;
import static spiders.dicom.net.Loopback.OPTIONS;
import static spiders.dicom.net.Loopback.SERVER;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.Peer;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetReader;
import spiders.dicom.io.Part10;
import spiders.dicom.net.UserIdentity.Kind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The services of this package with DCMTK and GDCM, in whichever direction they have them. */
@Tag("peer")
@Timeout(90)
class NetworkPeersTest {

    @TempDir private Path folder;

    private Path file() throws IOException {
        var file = folder.resolve("ct.dcm");
        try (var out = Files.newOutputStream(file)) {
            var image =
                    DataSet.builder()
                            .set(Tags.SOPClassUID, CT)
                            .set(Tags.SOPInstanceUID, UID.random())
                            .set(Tags.PatientID, "TEST")
                            .build();
            Part10.write(out, image, EXPLICIT);
        }
        return file;
    }

    private Peer.Answer storescu(AssociationServer server, String... options) throws IOException {
        var command = new ArrayList<>(List.of("storescu", "-aet", "CLIENT", "-aec", "SERVER"));
        command.addAll(List.of(options));
        command.add("127.0.0.1");
        command.add(Integer.toString(server.port().orElseThrow()));
        command.add(file().toString());
        return Peer.ask(command.toArray(String[]::new));
    }

    @Test
    void storescu_names_its_user_in_every_way_there_is() throws IOException {
        var ticket = Files.write(folder.resolve("ticket"), new byte[] {0x60, 1, 0, 2});
        var token = Files.writeString(folder.resolve("token"), "header.claims.signature");
        var seen = Collections.synchronizedList(new ArrayList<UserIdentity>());
        IdentityHandler handler =
                (identity, peer) -> {
                    seen.add(identity);
                    return new IdentityAnswer.Accepted(
                            identity.kind() == Kind.SAML
                                    ? spiders.dicom.data.Bytes.of("ok".getBytes(UTF_8))
                                    : spiders.dicom.data.Bytes.empty());
                };
        try (var server =
                Loopback.server()
                        .storing(StorageClasses::isStandard, new Loopback.Kept())
                        .identifying(handler)
                        .start()) {
            for (var options :
                    List.of(
                            List.of("-usr", "durand"),
                            List.of("-usr", "durand", "-pwd", "right"),
                            List.of("-kt", ticket.toString()),
                            List.of("--saml", token.toString()),
                            List.of("--jwt", token.toString()))) {
                var all = new ArrayList<>(options);
                all.add("-rsp");
                var answer = storescu(server, all.toArray(String[]::new));
                assertThat(answer.exitCode()).as(answer.output()).isZero();
            }
        }
        assertThat(seen)
                .extracting(UserIdentity::kind)
                .containsExactly(
                        Kind.USERNAME,
                        Kind.USERNAME_AND_PASSCODE,
                        Kind.KERBEROS,
                        Kind.SAML,
                        Kind.JWT);
        assertThat(seen).allMatch(UserIdentity::responseRequested);
        assertThat(seen.get(1).primaryText()).isEqualTo("durand");
        assertThat(seen.get(1).secondaryText()).isEqualTo("right");
        assertThat(seen.get(2).primary().toArray()).containsExactly(0x60, 1, 0, 2);
        assertThat(seen.get(4).primaryText()).isEqualTo("header.claims.signature");
    }

    @Test
    void storescu_with_a_refused_user_is_rejected() throws IOException {
        try (var server =
                Loopback.server()
                        .storing(StorageClasses::isStandard, new Loopback.Kept())
                        .identifying((identity, peer) -> new IdentityAnswer.Refused())
                        .start()) {
            var answer = storescu(server, "-usr", "durand", "-pwd", "wrong");
            assertThat(answer.exitCode()).isNotZero();
            assertThat(answer.output()).contains("Rejected Permanent");
        }
    }

    @Test
    void findscu_cancels_a_search_that_would_not_end() {
        var cancelled = new AtomicBoolean();
        var sent = new AtomicInteger();
        FindHandler endless =
                (request, sink) -> {
                    var match = request.keys().with(Tags.PatientID, "P");
                    while (sink.match(match) == Proceed.CONTINUE) {
                        sent.incrementAndGet();
                    }
                    cancelled.set(sink.isCancelled());
                    return Status.CANCEL;
                };
        try (var server = Loopback.start(Loopback.server().finding(endless))) {
            var answer =
                    Peer.ask(
                            "findscu",
                            "-S",
                            "--cancel",
                            "3",
                            "-aet",
                            "CLIENT",
                            "-aec",
                            "SERVER",
                            "-k",
                            "QueryRetrieveLevel=STUDY",
                            "-k",
                            "PatientID",
                            "127.0.0.1",
                            Integer.toString(server.port().orElseThrow()));
            assertThat(answer.exitCode()).as(answer.output()).isZero();
        }
        assertThat(cancelled).isTrue();
        assertThat(sent).hasPositiveValue();
    }

    @Test
    void movescu_cancels_between_instances() {
        var kept = new Loopback.Kept();
        var many = IntStream.range(0, 2_000).mapToObj(i -> Loopback.instance(100)).toList();
        try (var target =
                        Loopback.start(
                                Loopback.server()
                                        .callers(Callers.any())
                                        .storing(StorageClasses::isStandard, kept));
                var server =
                        Loopback.start(
                                Loopback.server()
                                        .retrieving(
                                                new Loopback.Shelf(
                                                        many,
                                                        Optional.of(Loopback.node(target)))))) {
            Peer.ask(
                    "movescu",
                    "-S",
                    "--cancel",
                    "2",
                    "-aet",
                    "CLIENT",
                    "-aec",
                    "SERVER",
                    "-aem",
                    "CLIENT",
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "-k",
                    "StudyInstanceUID=1.2",
                    "127.0.0.1",
                    Integer.toString(server.port().orElseThrow()));
        }
        assertThat(kept.objects).isNotEmpty().hasSizeLessThan(many.size());
    }

    @Test
    void the_worklist_of_wlmscpfs_is_read() throws Exception {
        var list = Files.createDirectories(folder.resolve("WORKLIST"));
        Files.createFile(list.resolve("lockfile"));
        for (var patient : List.of("W1", "W2")) {
            try (var out = Files.newOutputStream(list.resolve(patient + ".wl"))) {
                Part10.write(out, worklistItem(patient), EXPLICIT);
            }
        }
        int port = Program.freePort();
        try (var wlmscpfs =
                Program.start(
                        folder.resolve("log"),
                        "wlmscpfs",
                        "-v",
                        "-dfr",
                        "-dfp",
                        folder.toString(),
                        Integer.toString(port))) {
            wlmscpfs.awaitPort(port);
            var node = new RemoteNode(new AETitle("WORKLIST"), "127.0.0.1", port, false);
            var model = UIDs.ModalityWorklistInformationModelFind;
            var found = new ArrayList<String>();
            var request = AssociationRequest.forServices(CLIENT, model);
            try (var association = Association.open(node, request, OPTIONS)) {
                var outcome =
                        association.find(
                                model,
                                keys(),
                                100,
                                match -> {
                                    found.add(match.string(Tags.PatientID).orElse("?"));
                                    return Proceed.CONTINUE;
                                });
                assertThat(outcome.status()).as(wlmscpfs.output()).isEqualTo(Status.SUCCESS);
            }
            assertThat(found).as(wlmscpfs.output()).containsExactlyInAnyOrder("W1", "W2");
        }
    }

    private static DataSet worklistItem(String patient) {
        var step =
                DataSet.builder()
                        .set(Tags.Modality, "CT")
                        .set(Tags.ScheduledStationAETitle, "CTSTATION")
                        .set(Tags.ScheduledProcedureStepStartDate, "20261126")
                        .set(Tags.ScheduledProcedureStepStartTime, "090000")
                        .set(Tags.ScheduledProcedureStepID, "S1")
                        .build();
        return DataSet.builder()
                .set(Tags.SOPClassUID, UIDs.ModalityWorklistInformationModelFind)
                .set(Tags.SOPInstanceUID, UID.random())
                .set(Tags.PatientName, "TEST^" + patient)
                .set(Tags.PatientID, patient)
                .set(Tags.StudyInstanceUID, UID.random())
                .set(Tags.RequestedProcedureID, "R1")
                .sequence(Tags.ScheduledProcedureStepSequence, step)
                .build();
    }

    private static DataSet keys() {
        var step =
                DataSet.builder()
                        .set(Tags.Modality, "CT")
                        .empty(Tags.ScheduledProcedureStepStartDate)
                        .build();
        return DataSet.builder()
                .empty(Tags.PatientName)
                .empty(Tags.PatientID)
                .empty(Tags.StudyInstanceUID)
                .sequence(Tags.ScheduledProcedureStepSequence, step)
                .build();
    }

    @Test
    void findscu_reads_our_worklist() {
        var asked = Collections.synchronizedList(new ArrayList<FindRequest>());
        FindHandler list =
                (request, sink) -> {
                    asked.add(request);
                    sink.match(worklistItem("W1"));
                    sink.match(worklistItem("W2"));
                    return Status.SUCCESS;
                };
        try (var server = Loopback.start(Loopback.server().worklist(list))) {
            var output =
                    Peer.run(
                            "findscu",
                            "-v",
                            "-W",
                            "-aet",
                            "CLIENT",
                            "-aec",
                            "SERVER",
                            "-k",
                            "PatientID",
                            "-k",
                            "ScheduledProcedureStepSequence[0].Modality=CT",
                            "127.0.0.1",
                            Integer.toString(server.port().orElseThrow()));
            assertThat(output).contains("[W1]", "[W2]", "CTSTATION");
        }
        var request = asked.getFirst();
        assertThat(request.sopClassUID()).isEqualTo(UIDs.ModalityWorklistInformationModelFind);
        assertThat(request.keys().items(Tags.ScheduledProcedureStepSequence).getFirst())
                .isEqualTo(DataSet.builder().set(Tags.Modality, "CT").build());
    }

    @Test
    void a_provider_of_studies_alone_offers_no_worklist_and_the_other_way_round() {
        FindHandler none = (request, sink) -> Status.SUCCESS;
        var model = UIDs.ModalityWorklistInformationModelFind;
        var ofStudies = Loopback.server().finding(none);
        var ofWorklists = Loopback.server().worklist(none);
        try (var studies = Loopback.start(ofStudies);
                var worklists = Loopback.start(ofWorklists);
                var one = Loopback.open(studies, model, Loopback.FIND);
                var other = Loopback.open(worklists, model, Loopback.FIND)) {
            assertThat(one.contexts())
                    .extracting(AcceptedContext::abstractSyntax)
                    .containsExactly(Loopback.FIND);
            assertThat(other.contexts())
                    .extracting(AcceptedContext::abstractSyntax)
                    .containsExactly(model);
        }
    }

    /** Debian's gdcmscu 3.0.21 aborts when it is done, whomever it has talked to. */
    @Test
    void gdcmscu_has_stored_its_file_by_the_time_it_aborts() throws IOException {
        var kept = new Loopback.Kept();
        var file = file();
        try (var server = Loopback.server().storing(StorageClasses::isStandard, kept).start()) {
            Peer.ask(
                    "gdcmscu",
                    "--store",
                    "--aetitle",
                    "CLIENT",
                    "--call",
                    "SERVER",
                    "-i",
                    file.toString(),
                    "127.0.0.1",
                    Integer.toString(server.port().orElseThrow()));
        }
        var stored = kept.objects.getFirst();
        var object = Part10.read(file).dataSet();
        assertThat(DataSetReader.read(stored.bytes(), stored.request().transferSyntax()))
                .isEqualTo(object);
    }

    @Test
    void storescp_takes_files_sent_as_they_are_and_ours_are_what_dcmdump_reads() throws Exception {
        var received = Files.createDirectories(folder.resolve("received"));
        var server =
                Loopback.server()
                        .storing(StorageClasses::isStandard, FileStore.into(received))
                        .start();
        try (server) {
            var answer = storescu(server);
            assertThat(answer.exitCode()).as(answer.output()).isZero();
        }
        try (var files = Files.list(received)) {
            var file = files.toList().getFirst();
            assertThat(Peer.run("dcmdump", file.toString())).contains("TEST");
            int port = Program.freePort();
            var target = Files.createDirectories(folder.resolve("target"));
            try (var storescp =
                    Program.start(
                            folder.resolve("log"),
                            "storescp",
                            "-od",
                            target.toString(),
                            Integer.toString(port))) {
                storescp.awaitPort(port);
                var node = new RemoteNode(SERVER, "127.0.0.1", port, false);
                var instance = StorableInstance.of(file);
                var request = AssociationRequest.forStore(CLIENT, List.of(instance));
                try (var association = Association.open(node, request, OPTIONS)) {
                    assertThat(association.store(instance)).isEqualTo(Status.SUCCESS);
                }
            }
            try (var stored = Files.list(target)) {
                var bytes = Files.readAllBytes(stored.toList().getFirst());
                assertThat(new String(bytes, US_ASCII)).contains("TEST");
            }
        }
    }
}
