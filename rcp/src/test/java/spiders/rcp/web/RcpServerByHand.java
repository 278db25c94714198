// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.rcp.BoardKind;
import spiders.rcp.Boards;
import spiders.rcp.mllp.Hl7Peer;
import spiders.region.Source;
import spiders.security.UserName;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Starts boards with three PACS, one of them slow, and a fourth that is off; for looking at. */
final class RcpServerByHand {

    private static final String JEANNE = "4471|DEMO-MARTIN^Jeanne|19560314|F";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final int LOOKS = 720;

    private RcpServerByHand() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("rcp-by-hand");
        var lille = Pacs.start("LILLE", exams(folder.resolve("lille"), JEANNE));
        var valenciennes =
                Pacs.start(
                        "VALENC",
                        exams(
                                folder.resolve("valenciennes"),
                                "V-88|DEMO-MARTIN^Jeanne|19560314|F"));
        var lens =
                Pacs.start(
                        "LENS", exams(folder.resolve("lens"), "L9|DEMO-MARTIN^Jeane|19560314|F"));
        var slow = Pacs.start("SLOW", folder.resolve("slow"));
        slow.fault(new Fault.Slow(Duration.ofSeconds(30), 0));
        var server =
                RcpServer.start(
                        folder.resolve("objects"),
                        List.of(
                                source("lille", "CHU de Lille", lille.node(), "CHU-LILLE"),
                                source(
                                        "valenciennes",
                                        "CH de Valenciennes",
                                        valenciennes.node(),
                                        "CHV"),
                                source("lens", "CH de Lens", lens.node(), "CHL"),
                                source("amiens", "CHU d'Amiens", slow.node(), "CHA"),
                                source(
                                        "douai",
                                        "CH de Douai",
                                        new RemoteNode(new AETitle("DOUAI"), "127.0.0.1", 1, false),
                                        "CHD")),
                        List.of(RcpServer.thorax(BoardKind.RCP, RcpServer.coordinated())));
        System.out.println("READY " + server.address());
        for (int i = 0; i < LOOKS; i++) {
            server.preparation().lookAtAll();
            doubt(server);
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** A message that a secretary has to settle, once somebody has signed in. */
    private static void doubt(RcpServer server) {
        var peer = new Hl7Peer("127.0.0.1", "DCC", "CHU", new UserName("dr.demo"), Map.of());
        var desk = server.desk(List.of(peer));
        var first =
                """
                MSH|^~\\&|DCC|CHU|SPIDERS|REGION|20261127101500||SIU^S12|M1|P|2.5||||||UNICODE UTF-8
                SCH|A-17||||||TREATMENT_PROPOSAL
                NTE|1||Chirurgie ou radiothérapie stéréotaxique ?
                PID|||7^^^CHU^PI||DEMO-LEROY^Hélène^^^^^L||19560314|F
                OBX|1|CWE|INFORMED||Y
                AIS|1||thorax|%s2359
                """
                        .formatted(day(-1))
                        .replace('\n', '\r');
        var second = first.replace("|M1|", "|M2|").replace("A-17", "A-18");
        for (var message : List.of(first, second.replace("19560314", "19560315"))) {
            desk.answer(InetAddress.getLoopbackAddress(), message.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Source source(String id, String name, RemoteNode node, String issuer) {
        return Source.named(id, name)
                .dimse(node)
                .issuer(issuer)
                .patience(Duration.ofSeconds(4))
                .telephone("03 20 00 00 00")
                .build();
    }

    private static Path exams(Path folder, String person) {
        new TestStudy(person, day(20), "CT", "TDM thorax-abdomen-pelvis", "CHEST", 60)
                .write(folder);
        new TestStudy(person, day(200), "CT", "TDM thorax", "CHEST", 40).write(folder);
        new TestStudy(person, day(30), "PT", "TEP au FDG", "WHOLEBODY", 50).write(folder);
        new TestStudy(person, day(400), "MR", "IRM genou", "KNEE", 20).write(folder);
        return folder;
    }

    private static String day(int ago) {
        return LocalDate.now(Boards.HOSPITAL_ZONE)
                .minusDays(ago)
                .format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
