// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds every file to the sizes and words of the house style. */
class TidyTest {

    private static final int MAX_LINES = 500;
    private static final int MAX_METHOD_LINES = 60;
    private static final int MAX_COLUMNS = 100;
    private static final Pattern FORBIDDEN_NAME =
            Pattern.compile(
                    ".*(Util|Utils|Helper|Manager|Impl|Info)"
                            + "|Dicom(?!(Door|Wiring)$).*|I[A-Z][a-z].*");
    // Taken apart, so that this file does not hold the words itself.
    private static final Pattern FORBIDDEN_TEXT =
            Pattern.compile(
                    Stream.of(
                                    List.of("TO", "DO"),
                                    List.of("FIX", "ME"),
                                    List.of("not imple", "mented"),
                                    List.of("@auth", "or "),
                                    List.of("@Disa", "bled"),
                                    List.of("Unsupported", "OperationException\\(\\)"))
                            .map(parts -> String.join("", parts))
                            .collect(Collectors.joining("|")));
    private static final Pattern MACHINE_PATH =
            Pattern.compile("[\"= (]/(work|root|farm|home)/|\\.\\./sha" + "red");
    private static final Pattern REGISTRY =
            Pattern.compile("\"resolved\": *\"|<reposi" + "tory>|<reposi" + "tories>");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)");

    /** The first line of a member of a top-level type. */
    private static final Pattern MEMBER = Pattern.compile("    [A-Za-z<]");

    @Test
    void every_source_starts_with_its_licence() throws Exception {
        var without = new ArrayList<String>();
        for (var file : Repository.files(".java", ".jte", ".css", ".js", ".mjs", ".sh", ".sql")) {
            var head = String.join("\n", Repository.lines(file).stream().limit(2).toList());
            if (!head.contains("SPDX-License-Identifier: Apache-2.0")) {
                without.add(file);
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void no_file_is_long() throws Exception {
        var found = new ArrayList<String>();
        for (var file : written(".java", ".jte", ".css", ".js", ".mjs")) {
            int length = Repository.lines(file).size();
            if (length > MAX_LINES) {
                found.add("%s: %d lines".formatted(file, length));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void no_line_is_long() throws Exception {
        var found = new ArrayList<String>();
        for (var file : written(".java", ".mjs")) {
            var lines = Repository.lines(file);
            boolean isText = false;
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                boolean toggles = line.contains("\"\"\"");
                boolean splittable = !isText && !toggles && !line.startsWith("import ");
                if (splittable && columns(line) > MAX_COLUMNS) {
                    found.add("%s:%d".formatted(file, i + 1));
                }
                isText ^= toggles;
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void no_method_is_long() throws Exception {
        var found = new ArrayList<String>();
        for (var file : written(".java")) {
            var lines = Repository.lines(file);
            int start = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (MEMBER.matcher(lines.get(i)).lookingAt()) {
                    start = i;
                }
                boolean ends = lines.get(i).equals("    }") && !isType(lines.get(start));
                if (ends && i - start + 1 > MAX_METHOD_LINES) {
                    found.add("%s:%d has %d lines".formatted(file, start + 1, i - start + 1));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean isType(String line) {
        return line.matches(".*\\b(class|interface|record|enum) [A-Z].*");
    }

    @Test
    void no_type_has_a_name_that_names_nothing() throws Exception {
        var found =
                Repository.files(".java").stream()
                        .map(file -> file.substring(file.lastIndexOf('/') + 1))
                        .map(file -> file.substring(0, file.length() - ".java".length()))
                        .filter(name -> FORBIDDEN_NAME.matcher(name).matches())
                        .filter(name -> !name.equals("IOException"))
                        .toList();
        assertThat(found).isEmpty();
    }

    @Test
    void nothing_is_left_undone() throws Exception {
        assertThat(found(FORBIDDEN_TEXT, ".java", ".jte", ".js", ".mjs", ".css", ".sh", ".sql"))
                .isEmpty();
    }

    @Test
    void no_file_knows_a_machine_or_a_registry() throws Exception {
        var kinds =
                new String[] {".java", ".md", ".sh", ".mjs", ".xml", ".json", ".yaml", "spiders"};
        assertThat(found(MACHINE_PATH, kinds)).isEmpty();
        assertThat(found(REGISTRY, kinds)).isEmpty();
    }

    @Test
    void every_link_of_the_documents_leads_somewhere() throws Exception {
        var broken = new ArrayList<String>();
        for (var file : Repository.files(".md")) {
            var links = LINK.matcher(Repository.text(file));
            while (links.find()) {
                var target = Repository.ROOT.resolve(file).resolveSibling(links.group(1));
                if (!Files.exists(target.normalize())) {
                    broken.add(file + " -> " + links.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static int columns(String line) {
        return line.codePointCount(0, line.length());
    }

    private static List<String> written(String... endings) throws Exception {
        return Repository.files(endings).stream()
                .filter(file -> !file.contains("/generated/"))
                .toList();
    }

    private static List<String> found(Pattern pattern, String... endings)
            throws IOException, InterruptedException {
        var found = new ArrayList<String>();
        for (var file : Repository.files(endings)) {
            var lines = Repository.lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add("%s:%d".formatted(file, i + 1));
                }
            }
        }
        return found;
    }
}
