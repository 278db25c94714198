// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.cli.Cli;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.testkit.peer.OrthancProcess;
import spiders.testkit.peer.PeerCommand;
import spiders.testkit.peer.SampleFiles;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The commands that meet a node, with Orthanc and DCMTK at the other end. */
@Tag("peer")
class NodeCommandsTest {

    private static final String STUDY = "StudyInstanceUID=" + SampleFiles.STUDY.value();

    @TempDir private Path folder;
    private int ours;
    private OrthancProcess orthanc;
    private String node = "";
    private List<Path> files = List.of();

    @BeforeEach
    void start() throws IOException {
        ours = freePort();
        var known = new RemoteNode(new AETitle("SPIDERS"), "127.0.0.1", ours, false);
        orthanc = OrthancProcess.start(folder.resolve("orthanc"), List.of(known));
        node = text(orthanc.node());
        files = SampleFiles.write(folder.resolve("ct"), 5, 32);
    }

    @AfterEach
    void stop() {
        orthanc.close();
    }

    private static String text(RemoteNode node) {
        return "%s@%s:%d".formatted(node.aeTitle().value(), node.host(), node.port());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void orthanc_answers_an_echo() {
        var result = Terminal.run("echo", node, "--repeat", 2);

        assertThat(result.code()).isEqualTo(Cli.DONE);
        assertThat(result.lines()).hasSize(3);
    }

    @Test
    void nobody_there_is_exit_code_3_and_says_who_was_called() throws IOException {
        int nobody = freePort();

        var result = Terminal.run("echo", "NOBODY@127.0.0.1:" + nobody, "--timeout", 5);

        assertThat(result.code()).isEqualTo(Cli.NO_PEER);
        assertThat(result.err()).contains("NOBODY").contains(Integer.toString(nobody));
    }

    @Test
    void what_is_stored_is_found_and_got_back_byte_for_byte() throws IOException {
        var stored = Terminal.run("store", node, folder.resolve("ct"), "--associations", 2);
        assertThat(stored.code()).as(stored.err()).isEqualTo(Cli.DONE);
        assertThat(stored.err()).contains("sent 5 objects");

        var found = Terminal.run("find", node, "-k", "PatientName=ESSAI*");
        assertThat(found.code()).isEqualTo(Cli.DONE);
        assertThat(found.lines()).hasSize(2);
        assertThat(found.lines().getLast()).startsWith(SampleFiles.STUDY.value() + "\tESSAI-1");

        var got = Terminal.run("get", node, "-k", STUDY, "--out", folder.resolve("got"));
        assertThat(got.code()).as(got.err()).isEqualTo(Cli.DONE);
        for (var file : files) {
            var uid = SampleFiles.instance(file).sopInstanceUID().value();
            assertThat(SampleFiles.dataSet(folder.resolve("got").resolve(uid + ".dcm")))
                    .isEqualTo(SampleFiles.dataSet(file));
        }
    }

    @Test
    void a_match_can_be_had_as_json() {
        Terminal.run("store", node, folder.resolve("ct"));

        var found = Terminal.run("find", node, "--level", "image", "-k", STUDY, "--json");

        assertThat(found.lines()).hasSize(5).allMatch(line -> line.startsWith("{\"0008"));
    }

    @Test
    void a_search_for_nobody_finds_nothing_and_a_get_of_nothing_is_not_done() {
        assertThat(Terminal.run("find", node, "-k", "PatientID=NOBODY").lines()).hasSize(1);
        assertThat(Terminal.run("get", node, "-k", STUDY, "--out", folder.resolve("none")).code())
                .isEqualTo(Cli.NOT_DONE);
    }

    @Test
    void a_file_that_is_no_dicom_is_named_and_the_others_are_sent() throws IOException {
        Files.writeString(folder.resolve("ct/letter.txt"), "Dear colleague");

        var result = Terminal.run("store", node, folder.resolve("ct"));

        assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(result.err()).contains("letter.txt").contains("sent 5 objects");
    }

    @Test
    void what_orthanc_moves_and_storescu_sends_arrives_at_our_scp() throws Exception {
        Terminal.run("store", node, files.getFirst());
        var inbox = folder.resolve("inbox");
        var scp = scp(inbox);
        try {
            await(() -> isListening(ours));
            var moved = Terminal.run("move", node, "SPIDERS", "-k", STUDY);
            assertThat(moved.code()).as(moved.err()).isEqualTo(Cli.DONE);
            var sent =
                    PeerCommand.run(
                            folder,
                            "storescu",
                            "-aec",
                            "SPIDERS",
                            "127.0.0.1",
                            Integer.toString(ours),
                            files.getLast().toString());
            assertThat(sent.exitCode()).as(sent.output()).isZero();
        } finally {
            scp.interrupt();
            scp.join();
        }
        try (var received = Files.list(inbox)) {
            assertThat(received).hasSize(2).allMatch(file -> file.toString().endsWith(".dcm"));
        }
    }

    private Thread scp(Path inbox) {
        return Thread.ofVirtual().start(() -> Terminal.run("scp", "--port", ours, "--out", inbox));
    }

    private static boolean isListening(int port) {
        return Terminal.run("echo", "SPIDERS@127.0.0.1:" + port, "--timeout", 5).code() == 0;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
    }
}
