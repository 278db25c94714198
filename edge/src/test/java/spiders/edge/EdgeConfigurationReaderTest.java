// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class EdgeConfigurationReaderTest {

    private static final String LEAST =
            """
            hub: https://hub.example.org:8443
            certificate: edge.pem
            key: edge.key
            trust: hub-authority.pem
            spool: spool
            ae-title: SPIDERS_EDGE
            """;

    @TempDir Path folder;

    @BeforeEach
    void files() throws IOException {
        write("edge.pem", "rw-r--r--");
        write("edge.key", "rw-------");
        write("hub-authority.pem", "rw-r--r--");
    }

    @Test
    void the_example_is_a_configuration_with_the_defaults() throws IOException {
        assertThat(read(EdgeProgram.example())).isEqualTo(read(LEAST));
    }

    @Test
    void the_example_has_every_key() throws IOException {
        var everything = EdgeProgram.example().replaceAll("(?m)^#(?! )", "");

        var read = read(everything);

        assertThat(read.hub().proxy()).hasSize(1);
        assertThat(read.port()).hasValue(11112);
        assertThat(read.hosts()).containsExactly("pacs.hospital.local");
        assertThat(read.dicomTrust()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hub: http://hub.example.org | https://host:port is expected",
                "hub: https://user:pass@hub.example.org | https://host:port is expected",
                "spol: x | is no key",
                "spool-gigabytes: 0 | a number from 1",
                "proxy: http://proxy:3128 | host or host:port",
                "hosts: pacs | is a list",
                "bind: 10.0.0.1 | is for an edge with a",
            })
    void what_is_wrong_is_said(String line, String reason) {
        var key = line.substring(0, line.indexOf(':') + 1);
        var others = LEAST.lines().filter(other -> !other.startsWith(key)).toList();

        assertThatExceptionOfType(EdgeConfigurationException.class)
                .isThrownBy(() -> read(String.join("\n", others) + "\n" + line + "\n"))
                .withMessageContaining(reason);
    }

    @Test
    void a_key_that_others_can_read_is_refused() throws IOException {
        write("edge.key", "rw-r--r--");

        assertThatExceptionOfType(EdgeConfigurationException.class)
                .isThrownBy(() -> read(LEAST))
                .withMessageContaining("can be read by everybody");
    }

    @Test
    void trust_that_others_can_change_is_refused() throws IOException {
        write("hub-authority.pem", "rw-r--rw-");

        assertThatExceptionOfType(EdgeConfigurationException.class)
                .isThrownBy(() -> read(LEAST))
                .withMessageContaining("can be changed by everybody");
    }

    private EdgeConfiguration read(String text) throws IOException {
        return EdgeConfigurationReader.read(Files.writeString(folder.resolve("edge.yaml"), text));
    }

    private void write(String name, String permissions) throws IOException {
        var file = Files.writeString(folder.resolve(name), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
