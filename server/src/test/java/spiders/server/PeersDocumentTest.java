// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.TransferSyntax;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Holds the list of what is tested against which peer to the tests that there are. */
class PeersDocumentTest {

    private static final String DOCUMENT = "dicom/PEERS.md";
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`");
    private static final String ROOT = "1.2.840.10008.";

    @Test
    void every_test_that_is_named_exists() throws Exception {
        var named = NAMED.matcher(Repository.text(DOCUMENT)).results().toList();
        assertThat(named).hasSizeGreaterThan(50);
        var files = Repository.files("Test.java");
        for (var test : named) {
            var ending = "/" + test.group(1) + ".java";
            var file = files.stream().filter(path -> path.endsWith(ending)).findFirst();
            assertThat(file).as(test.group()).isPresent();
            assertThat(Repository.text(file.orElseThrow()))
                    .as(test.group())
                    .containsPattern("\\bvoid " + test.group(2) + "\\(");
        }
    }

    @Test
    void every_transfer_syntax_has_a_row_of_the_network() throws Exception {
        var text = Repository.text(DOCUMENT);
        var network = text.substring(0, text.indexOf("## Transfer syntaxes in files"));
        var listed =
                network.lines()
                        .filter(line -> line.startsWith("| 1.2"))
                        .map(line -> line.split("\\|", 3)[1].strip())
                        .flatMap(cell -> Arrays.stream(cell.split(", ", -1)))
                        .map(uid -> ROOT + uid)
                        .toList();
        var known = TransferSyntax.known().stream().map(syntax -> syntax.uid().value()).toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(known);
    }
}
