// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(5);

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
        try (var server = new ScriptedSmtp("RCPT", "550 5.1.1 no such box")) {
            assertThat(mail(server.port()).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Refused.class);
        }
        try (var server = new ScriptedSmtp("RCPT", "452 4.2.2 full")) {
            assertThat(mail(server.port()).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Later.class);
        }
        try (var server = new ScriptedSmtp(".", "451 4.3.0 try again")) {
            assertThat(mail(server.port()).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Later.class);
        }
    }

    @Test
    void a_line_that_is_cut_before_the_answer_leaves_it_unknown() throws Exception {
        try (var server = new ScriptedSmtp(".", "")) {
            assertThat(mail(server.port()).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Unknown.class);
        }
    }

    /** Until release 0.1 it was tried again for two days. */
    @Test
    void a_letter_that_is_refused_for_good_after_its_data_is_not_tried_again() throws Exception {
        for (var command : List.of(".", "DATA")) {
            try (var server = new ScriptedSmtp(command, "554 5.7.1 not this one")) {
                assertThat(mail(server.port()).send(document(Ins.Status.QUAL), delivery()))
                        .isInstanceOf(Handover.Refused.class);
            }
        }
        try (var server = new ScriptedSmtp("MAIL", "530 5.7.0 who are you")) {
            assertThat(mail(server.port()).send(document(Ins.Status.QUAL), delivery()))
                    .as("of us, not of the letter")
                    .isInstanceOf(Handover.Later.class);
        }
    }

    @Test
    void the_answer_to_a_letter_may_take_longer_than_that_to_a_command() throws Exception {
        var patience = new Patience(SHORT, LONG, LONG);
        try (var server = new ScriptedSmtp(".", "250 at last", Duration.ofSeconds(2))) {
            assertThat(mail(server.port(), patience).send(document(Ins.Status.QUAL), delivery()))
                    .isEqualTo(new Handover.Done());
        }
        try (var server = new ScriptedSmtp("EHLO", "250 at last", Duration.ofSeconds(20))) {
            assertThat(mail(server.port(), patience).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Later.class);
        }
        assertThat(Patience.USUAL.answer())
                .as("RFC 5321 section 4.5.3.2.6")
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    @Timeout(20)
    void a_gateway_that_never_answers_leaves_it_unknown_and_holds_up_nobody() throws Exception {
        try (var server = new ScriptedSmtp(".", "250 late", Duration.ofSeconds(60))) {
            var impatient = new Patience(SHORT, SHORT, LONG);
            assertThat(mail(server.port(), impatient).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Unknown.class);
        }
        try (var server = new ScriptedSmtp(".", "250 late", Duration.ofSeconds(60))) {
            var cut = new Patience(LONG, LONG, Duration.ofSeconds(2));
            assertThat(mail(server.port(), cut).send(document(Ins.Status.QUAL), delivery()))
                    .isInstanceOf(Handover.Unknown.class);
        }
    }

    private static SecureMail mail(int port) throws IOException {
        return mail(port, Patience.USUAL);
    }

    private static SecureMail mail(int port, Patience patience) throws IOException {
        var mail =
                new Mail(
                        "127.0.0.1",
                        port,
                        Protection.NONE,
                        List.of(),
                        List.of(),
                        "rcp@hospital.mssante.fr",
                        List.of());
        return new SecureMail(Mailer.of(mail, patience), "0123", Clock.systemUTC());
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
