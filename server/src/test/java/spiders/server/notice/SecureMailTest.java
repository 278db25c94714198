// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Ins;
import spiders.archive.PatientTraits;
import spiders.archive.Sex;
import spiders.rcp.Board;
import spiders.rcp.BoardCase;
import spiders.rcp.BoardId;
import spiders.rcp.BoardKind;
import spiders.rcp.BoardType;
import spiders.rcp.CaseFile;
import spiders.rcp.CaseReason;
import spiders.rcp.CaseState;
import spiders.rcp.ImagingRule;
import spiders.rcp.Session;
import spiders.rcp.delivery.Delivery;
import spiders.rcp.delivery.Handover;
import spiders.rcp.fiche.Approval;
import spiders.rcp.fiche.DirectoryEntry;
import spiders.rcp.fiche.Fiche;
import spiders.rcp.fiche.FicheContent;
import spiders.rcp.fiche.FicheDocument;
import spiders.rcp.quorum.QuorumResult;
import spiders.security.PatientKey;
import spiders.security.UserName;
import spiders.server.configuration.Configuration.Mail;
import spiders.server.configuration.Configuration.Mail.Protection;
import spiders.testkit.peer.SmtpProcess;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

/** Fiches by aiosmtpd, and by servers that refuse, put off or break down. */
class SecureMailTest {

    private static final Instant MET = Instant.parse("2026-11-27T17:00:00Z");
    private static final UUID CASE = UUID.fromString("00000000-0000-0000-0000-0000000000ff");

    @TempDir private Path folder;

    @Test
    @Tag("peer")
    void a_letter_has_the_medium_and_names_no_patient() throws Exception {
        int port = SmtpProcess.freePort();
        try (var server = SmtpProcess.startPlain(folder.resolve("server"), port)) {
            assertThat(mail(port).send(document(Ins.Status.QUAL), delivery()))
                    .isEqualTo(new Handover.Done());

            var text = server.messages();
            assertThat(text)
                    .contains("To: traitant@chu.mssante.fr", "Subject: XDM/1.0/DDM+Fiche RCP")
                    .contains("X-MSS-CODECDA: 34794-8", "X-MSS-INS: O", "X-MSS-NIL: 0123")
                    .contains("Message-ID: <" + delivery().id() + "@spiders>")
                    .contains("filename=IHE_XDM.ZIP")
                    .doesNotContain("DEMO-MARTIN", "256031234567890");
            assertThat(names(text))
                    .contains("IHE_XDM/SUBSET01/METADATA.XML", "IHE_XDM/SUBSET01/DOC0001.XML");
        }
    }

    @Test
    @Tag("peer")
    void an_identity_that_is_not_qualified_is_not_said_to_be() throws Exception {
        int port = SmtpProcess.freePort();
        try (var server = SmtpProcess.startPlain(folder.resolve("server"), port)) {
            mail(port).send(document(Ins.Status.RECUP), delivery());
            assertThat(server.messages()).contains("X-MSS-CODECDA").doesNotContain("X-MSS-INS");
        }
    }

    @Test
    void a_gateway_that_is_away_is_asked_later() throws Exception {
        assertThat(mail(SmtpProcess.freePort()).send(document(Ins.Status.QUAL), delivery()))
                .isInstanceOf(Handover.Later.class);
    }

    @Test
    void an_unknown_mailbox_is_final_and_a_full_one_is_not() throws Exception {
        try (var server = new Scripted("RCPT", "550 5.1.1 no such box")) {
            assertThat(mail(server.port()).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Refused.class);
        }
        try (var server = new Scripted("RCPT", "452 4.2.2 full")) {
            assertThat(mail(server.port()).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Later.class);
        }
        try (var server = new Scripted(".", "451 4.3.0 try again")) {
            assertThat(mail(server.port()).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Later.class);
        }
    }

    @Test
    void a_line_that_is_cut_before_the_answer_leaves_it_unknown() throws Exception {
        try (var server = new Scripted(".", "")) {
            assertThat(mail(server.port()).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Unknown.class);
        }
    }

    /** Takes one letter, and answers one command otherwise; with nothing it hangs up. */
    private static final class Scripted implements AutoCloseable {

        private final ServerSocket server;

        Scripted(String command, String answer) throws IOException {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> serve(command, answer));
        }

        int port() {
            return server.getLocalPort();
        }

        private void serve(String command, String answer) {
            try (var socket = server.accept();
                    var in =
                            new BufferedReader(
                                    new InputStreamReader(socket.getInputStream(), US_ASCII))) {
                say(socket, "220 scripted");
                boolean isData = false;
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    if (isData && !line.equals(".")) {
                        continue;
                    }
                    boolean isIt = line.startsWith(command);
                    if (isIt && answer.isEmpty()) {
                        return;
                    }
                    isData = line.equals("DATA");
                    say(socket, isIt ? answer : isData ? "354 go on" : "250 ok");
                }
            } catch (IOException _) {
                // The test judges what the other side saw.
            }
        }

        private static void say(java.net.Socket socket, String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static SecureMail mail(int port) throws IOException {
        var mail =
                new Mail(
                        "127.0.0.1",
                        port,
                        Protection.NONE,
                        List.of(),
                        List.of(),
                        "rcp@hospital.mssante.fr",
                        List.of());
        return new SecureMail(Mailer.of(mail), "0123", Clock.systemUTC());
    }

    private static Delivery delivery() {
        return new Delivery(
                UUID.fromString("00000000-0000-0000-0000-00000000000d"),
                CASE,
                1,
                "traitant@chu.mssante.fr",
                Delivery.State.SENDING,
                1,
                MET,
                "",
                "Secrétaire",
                MET);
    }

    /** The files of the attachment. */
    private static List<String> names(String text) throws IOException {
        var encoded =
                text.lines()
                        .map(String::strip)
                        .filter(line -> line.matches("[A-Za-z0-9+/]{20,}={0,2}"))
                        .collect(Collectors.joining());
        var names = new java.util.ArrayList<String>();
        var bytes = Base64.getMimeDecoder().decode(encoded);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static FicheDocument document(Ins.Status status) {
        var session =
                new Session(
                        UUID.randomUUID(),
                        new BoardId("thorax"),
                        LocalDate.parse("2026-11-27"),
                        LocalTime.of(17, 30),
                        "Salle 2",
                        MET);
        var board =
                new Board(
                        new BoardId("thorax"),
                        "RCP thoracique",
                        "Poumon",
                        BoardKind.RCP,
                        BoardType.STANDARD,
                        "Centre TEST",
                        new ImagingRule(1, List.of(), false, false));
        var boardCase =
                new BoardCase(
                        CASE,
                        session.id(),
                        new PatientKey(UUID.randomUUID()),
                        CaseState.SUBMITTED,
                        "Chirurgie ?",
                        CaseReason.TREATMENT_PROPOSAL,
                        new UserName("dr.demo"),
                        "Dr Camille TEST",
                        true,
                        1,
                        MET);
        var ins = new Ins("256031234567890", "1.2.250.1.213.1.4.8", status);
        var traits = new PatientTraits("DEMO-MARTIN", "", "Jeanne", "19560314", Sex.FEMALE, ins);
        var approval =
                new Approval(
                        "dr.demo",
                        "Dr Camille TEST",
                        "",
                        MET,
                        Optional.empty(),
                        QuorumResult.Status.UNKNOWN,
                        List.of());
        var fiche =
                new Fiche(
                        CASE,
                        1,
                        1,
                        FicheContent.BLANK,
                        "",
                        new UserName("dr.demo"),
                        "Dr Camille TEST",
                        MET,
                        Optional.of(approval));
        var file = new CaseFile(boardCase, session, board, traits, List.of());
        return new FicheDocument(file, fiche, DirectoryEntry.NONE);
    }
}
