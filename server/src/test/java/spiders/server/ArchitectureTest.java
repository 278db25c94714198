// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds the code to the table of modules in {@code docs/architecture.md}. */
class ArchitectureTest {

    private static JavaClasses classes;
    private static List<Module> modules;

    private record Module(String name, String rootPackage, Set<String> mayImport) {}

    @BeforeAll
    static void read() throws IOException {
        modules = table();
        var folders =
                modules.stream()
                        .map(module -> Repository.ROOT.resolve(module.name() + "/target/classes"))
                        .filter(Files::isDirectory)
                        .toList();
        classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPaths(folders);
    }

    private static List<Module> table() throws IOException {
        var found = new ArrayList<Module>();
        for (var line : Repository.lines("docs/architecture.md")) {
            var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() == 6 && cells.get(2).startsWith("spiders.")) {
                var imports =
                        Arrays.stream(cells.get(4).split(","))
                                .map(String::strip)
                                .filter(name -> !name.equals("–"))
                                .collect(Collectors.toCollection(TreeSet::new));
                found.add(new Module(cells.get(1), cells.get(2), imports));
            }
        }
        return found;
    }

    @Test
    void the_table_names_every_module_of_the_build() throws IOException {
        var built =
                Repository.lines("pom.xml").stream()
                        .filter(line -> line.contains("<module>"))
                        .map(line -> line.replaceAll(" *</?module>", ""))
                        .toList();
        assertThat(modules.stream().map(Module::name)).containsExactlyInAnyOrderElementsOf(built);
    }

    @Test
    void a_module_imports_what_the_table_allows_and_no_more() {
        for (var module : modules) {
            var forbidden =
                    modules.stream()
                            .filter(other -> !other.equals(module))
                            .filter(other -> !module.mayImport().contains(other.name()))
                            .map(other -> other.rootPackage() + "..")
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(module.rootPackage() + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void the_dicom_toolkit_stands_on_the_jdk_alone() {
        noClasses()
                .that()
                .resideInAPackage("spiders.dicom..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "spiders.dicom..", "java..", "javax..", "jdk..", "org.jspecify..")
                .check(classes);
    }

    @Test
    void only_web_packages_know_http() {
        noClasses()
                .that(
                        resideOutside(
                                "spiders.web",
                                "spiders.web.oidc",
                                "spiders.web.passkey",
                                "spiders.web.pdf",
                                "spiders.viewer",
                                "spiders.server",
                                "spiders.server.health"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.servlet..", "org.springframework.web..", "spiders.web..")
                .check(classes);
    }

    @Test
    void only_store_packages_know_sql() {
        noClasses()
                .that(resideOutside("spiders.server", "spiders.server.health").and(notIn(".store")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.springframework.jdbc.core..")
                .check(classes);
    }

    @Test
    void packages_of_a_module_depend_on_each_other_in_one_direction() {
        for (var module : modules) {
            slices().matching(module.rootPackage() + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    // A tag's value representation is in the dictionary, whose entries are tags.
                    .ignoreDependency(
                            JavaClass.Predicates.resideInAPackage("spiders.dicom.data"),
                            JavaClass.Predicates.resideInAPackage("spiders.dicom.dictionary"))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void nothing_is_found_by_scanning() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "org\\.springframework\\.(stereotype\\..*"
                                + "|beans\\.factory\\.annotation\\.(Autowired|Value)"
                                + "|context\\.annotation\\.ComponentScan)")
                .check(classes);
    }

    private static DescribedPredicate<JavaClass> resideOutside(String... packages) {
        var allowed = Set.of(packages);
        return DescribedPredicate.describe(
                "outside web packages",
                type ->
                        type.getPackageName().startsWith("spiders.")
                                && !type.getPackageName().startsWith("spiders.templates")
                                && !type.getPackageName().matches("spiders\\.[a-z]+\\.web(\\..*)?")
                                && !allowed.contains(type.getPackageName()));
    }

    private static DescribedPredicate<JavaClass> notIn(String suffix) {
        return DescribedPredicate.describe(
                "outside " + suffix, type -> !type.getPackageName().endsWith(suffix));
    }
}
