// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.cli.Cli;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorageClasses;
import spiders.dicom.net.StoreHandler;
import spiders.testkit.peer.SampleFiles;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong is said in words, and costs no more than it must. */
class TroubleTest {

    @TempDir private Path folder;
    private Path study = Path.of("");
    private Path noDicom = Path.of("");
    private List<Path> files = List.of();

    @BeforeEach
    void write() throws IOException {
        study = folder.resolve("a study");
        files = SampleFiles.write(study, 3, 16);
        noDicom = Files.writeString(study.resolve("0 notes.txt"), "not DICOM at all");
    }

    private static AssociationServer server(StoreHandler handler) throws IOException {
        return AssociationServer.builder(new AETitle("NODE"))
                .port(0)
                .callers(Callers.any())
                .options(NetworkOptions.defaults().withDrainLimit(0))
                .storing(StorageClasses::isStandard, handler)
                .start();
    }

    private static String node(AssociationServer server) {
        return "NODE@127.0.0.1:" + server.port().orElseThrow();
    }

    /** 0.1 said "spiders: missing" and no more. */
    @Test
    void a_path_that_is_not_there_is_said_to_be_so() {
        var missing = folder.resolve("missing");
        for (var command : List.of("index", "validate")) {
            var result = Terminal.run(command, missing);

            assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .contains("spiders: " + missing + ": there is no such file or folder");
        }
    }

    /** 0.1 stopped at the first, without its name. */
    @Test
    void a_file_that_cannot_be_shown_is_named_and_the_others_are_shown() {
        var missing = folder.resolve("missing");
        for (var command : List.of("dump", "json")) {
            var result = Terminal.run(command, noDicom, missing, files.getFirst());

            assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
            assertThat(result.err())
                    .contains(noDicom + ": Not a DICOM file")
                    .contains(missing + ": ");
            assertThat(result.out()).contains("ESSAI^ZOE");
        }
    }

    /** 0.1 found nothing behind it. */
    @Test
    void a_link_to_a_folder_is_followed() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), study);

        assertThat(Terminal.run("index", link, "--by", "file").lines()).hasSize(4);
    }

    /** 0.1 sent nothing more, and did not say which file it was at. */
    @Test
    void a_node_that_ends_an_association_costs_the_file_under_way_alone() throws IOException {
        var calls = new AtomicInteger();
        StoreHandler handler =
                (request, dataSet) -> {
                    if (calls.incrementAndGet() == 2) {
                        return Status.OUT_OF_RESOURCES; // Unread beyond the limit: an abort.
                    }
                    dataSet.readAllBytes();
                    return Status.SUCCESS;
                };
        try (var server = server(handler)) {
            var result = Terminal.run("store", node(server), study);

            assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
            assertThat(result.err())
                    .contains(noDicom + ": Not a DICOM file")
                    .contains(files.get(1) + ": NODE at ")
                    .contains("sent 2 objects")
                    .contains("2 files were not taken");
        }
        assertThat(calls).hasValue(3);
    }

    /** 0.1 named none of them. */
    @Test
    void where_nobody_listens_every_file_is_named() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        var result = Terminal.run("store", "NODE@127.0.0.1:" + nobody, study);

        assertThat(result.code()).isEqualTo(Cli.NO_PEER);
        files.forEach(file -> assertThat(result.err()).contains(file + ": not sent"));
        assertThat(result.err()).contains("(refused)").doesNotContain("sent 0");
    }

    @Test
    void a_status_is_said_in_words() throws IOException {
        try (var server =
                server((request, dataSet) -> {
                    dataSet.readAllBytes();
                    return Status.OUT_OF_RESOURCES.withComment("disk full");
                })) {
            var result = Terminal.run("store", node(server), files.getFirst());

            assertThat(result.err()).contains("A700, out of resources (disk full)");
        }
    }

    @Test
    void a_wait_of_no_time_is_refused_by_the_option_s_name() {
        var result = Terminal.run("echo", "NODE@127.0.0.1:104", "--timeout", 0);

        assertThat(result.code()).isEqualTo(Cli.USAGE);
        assertThat(result.err()).contains("--timeout is 1 to ");
    }

    @Test
    void a_syntax_that_is_none_is_named() {
        var result = Terminal.run("transcode", study, "--to", "Nope", "--out", folder);

        assertThat(result.code()).isEqualTo(Cli.USAGE);
        assertThat(result.err()).contains("\"Nope\" is no transfer syntax");
    }

    /** 0.1 wrote them for their owner alone. */
    @Test
    void what_is_transcoded_may_be_read_by_who_may_read_other_new_files() throws IOException {
        var out = folder.resolve("rle");
        var plain = Files.writeString(folder.resolve("plain"), "");

        Terminal.run("transcode", files.getFirst(), "--to", "RLELossless", "--out", out);

        try (var written = Files.list(out)) {
            assertThat(Files.getPosixFilePermissions(written.findFirst().orElseThrow()))
                    .isEqualTo(Files.getPosixFilePermissions(plain));
        }
    }
}
