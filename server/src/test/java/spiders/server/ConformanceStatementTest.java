// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.archive.dimse.AnsweredStatus;
import spiders.archive.dimse.AnsweredStatus.Service;
import spiders.dicom.net.Status;
import spiders.server.conformance.ConformanceStatement;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds the conformance statement to the program. */
class ConformanceStatementTest {

    private static final String PAGE = "docs/conformance.md";
    private static final Pattern STATUS = Pattern.compile("\\bStatus\\.([A-Z][A-Z_]+)\\b");

    @Test
    void the_page_is_what_the_program_says() throws IOException {
        assertThat(Repository.text(PAGE))
                .as("%s is old: run ./spiders conformance > %s".formatted(PAGE, PAGE))
                .isEqualTo(ConformanceStatement.text());
    }

    @ParameterizedTest
    @CsvSource({
        "STORE, StorageProvider StoreService CallerRights",
        "FIND, QueryProvider FindService Identifier CallerRights",
        "MOVE, RetrieveProvider RetrieveService Identifier CallerRights",
        "GET, RetrieveProvider RetrieveService Identifier CallerRights",
        "COMMITMENT, CommitmentProvider CommitmentRequest NormalizedService CallerRights",
    })
    void every_status_that_the_code_of_a_service_names_is_listed(Service service, String types)
            throws Exception {
        var listed = new TreeSet<Integer>();
        for (var answer : AnsweredStatus.all()) {
            if (answer.service() == service) {
                listed.add(answer.status().code());
            }
        }
        var named = new TreeSet<Integer>();
        for (var type : types.split(" ", -1)) {
            named.addAll(named(type));
        }
        if (service == Service.GET) {
            named.remove(Status.MOVE_DESTINATION_UNKNOWN.code());
        }
        // Of a destination in trouble, in a sub-operation's own response.
        if (service == Service.MOVE || service == Service.GET) {
            named.remove(Status.PROCESSING_FAILURE.code());
            named.remove(Status.SOP_CLASS_NOT_SUPPORTED.code());
        }
        assertThat(listed).containsAll(named);
        assertThat(named).hasSizeGreaterThan(3);
    }

    private static Set<Integer> named(String type) throws Exception {
        var file =
                Repository.files("/" + type + ".java").stream()
                        .filter(path -> path.contains("/main/"))
                        .findFirst()
                        .orElseThrow();
        var codes = new TreeSet<Integer>();
        var names = STATUS.matcher(Repository.text(file));
        while (names.find()) {
            var field = Status.class.getField(names.group(1));
            codes.add(((Status) field.get(null)).code());
        }
        return codes;
    }
}
