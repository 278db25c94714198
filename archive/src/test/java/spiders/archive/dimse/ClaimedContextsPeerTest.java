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
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.InformationModels;
import spiders.dicom.net.StorageClasses;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the conformance statement claims of associations, asked for by Odil. */
@Tag("peer")
class ClaimedContextsPeerTest {

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private Archive archive;
    private DimseArchive node;

    @BeforeEach
    void open() throws IOException {
        var settings = new ArchiveSettings(folder.resolve("objects"), "test", 0);
        archive = new Archive(settings, database, List.of());
        node = new DimseArchive(archive, database, _ -> {});
    }

    @AfterEach
    void close() throws IOException {
        node.close();
        archive.close();
        database.close();
    }

    @Test
    void every_storage_class_is_accepted_in_every_transfer_syntax_that_is_claimed()
            throws Exception {
        var pairs = new ArrayList<String>();
        for (var sopClass : StorageClasses.standard()) {
            for (var syntax : AssociationServer.transferSyntaxes(sopClass)) {
                pairs.add(pair(sopClass, syntax));
            }
        }
        assertThat(StorageClasses.standard()).hasSizeGreaterThan(150);

        assertThat(proposed(pairs)).containsExactly("accepted " + pairs.size());
    }

    @Test
    void every_other_class_is_accepted_in_the_transfer_syntaxes_that_are_claimed_and_in_no_other()
            throws Exception {
        var classes = new ArrayList<UID>(List.of(UIDs.Verification));
        classes.addAll(InformationModels.FIND);
        classes.addAll(InformationModels.MOVE);
        classes.addAll(InformationModels.GET);
        classes.addAll(DimseServices.NORMALIZED);
        var claimed = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (var sopClass : classes) {
            var syntaxes = AssociationServer.transferSyntaxes(sopClass);
            for (var syntax : TransferSyntax.known()) {
                (syntaxes.contains(syntax) ? claimed : others).add(pair(sopClass, syntax));
            }
        }

        assertThat(proposed(claimed)).containsExactly("accepted " + claimed.size());
        assertThat(proposed(others)).hasSize(others.size() + 1).endsWith("accepted 0");
    }

    private static String pair(UID sopClass, TransferSyntax syntax) {
        return sopClass.value() + "/" + syntax.uid().value();
    }

    /** What Odil prints, a line each. */
    private List<String> proposed(List<String> pairs) throws IOException, URISyntaxException {
        var lines = new ArrayList<String>();
        for (int from = 0; from < pairs.size(); from += AssociationRequest.MAX_CONTEXTS) {
            int to = Math.min(pairs.size(), from + AssociationRequest.MAX_CONTEXTS);
            lines.add(String.join(" ", pairs.subList(from, to)));
        }
        var file = Files.write(folder.resolve("pairs.txt"), lines);
        var script = Objects.requireNonNull(getClass().getResource("odil_contexts.py"));
        var result =
                PeerCommand.run(
                        folder,
                        "/usr/bin/python3",
                        Path.of(script.toURI()).toString(),
                        node.port(),
                        file.toString());
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output().lines().toList();
    }
}
