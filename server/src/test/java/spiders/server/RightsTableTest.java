// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.security.AccessPolicy;
import spiders.security.Permission;
import spiders.security.Role;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** {@code docs/rights.md} is the policy that the program obeys. */
class RightsTableTest {

    private static final Path PAGE = Path.of("../docs/rights.md");
    private static final String START = "<!-- the table, as a test renders it -->\n";

    @Test
    void the_page_of_rights_is_the_policy() throws IOException {
        var rendered = rendered();
        Files.writeString(Path.of("target/rights-table.md"), rendered);
        var page = Files.readString(PAGE);
        assertThat(page.substring(page.indexOf(START) + START.length()))
                .as("docs/rights.md ends with server/target/rights-table.md")
                .isEqualTo(rendered);
    }

    private static String rendered() {
        var text = new StringBuilder("| right |");
        for (var role : Role.values()) {
            text.append(' ').append(role).append(" |");
        }
        text.append(" blocked by an objection to |\n|---|");
        text.append("---|".repeat(Role.values().length + 1)).append('\n');
        for (var permission : Permission.values()) {
            text.append("| ").append(permission).append(" |");
            for (var role : Role.values()) {
                text.append(' ').append(cell(permission, role)).append(" |");
            }
            text.append(' ').append(words(AccessPolicy.blockedBy(permission))).append(" |\n");
        }
        return text.toString();
    }

    private static String cell(Permission permission, Role role) {
        return AccessPolicy.table().stream()
                .filter(row -> row.permission() == permission && row.role() == role)
                .findFirst()
                .map(row -> row.relations().isEmpty() ? "yes" : words(row.relations()))
                .orElse("–");
    }

    private static <E extends Enum<E>> String words(Collection<E> values) {
        return values.stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
    }
}
