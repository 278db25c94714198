// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchivePolicy;
import spiders.archive.ArchiveSettings;
import spiders.archive.Duplicates;
import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientMerges;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.archive.Quota;
import spiders.archive.RejectionReason;
import spiders.archive.Samples;
import spiders.archive.Sex;
import spiders.archive.lifecycle.LifeCycle;
import spiders.archive.lifecycle.RetentionPolicy;
import spiders.dicom.dictionary.Tags;
import spiders.security.Access;
import spiders.security.PatientKey;
import spiders.security.Relation;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;
import spiders.security.store.AuditTable;
import spiders.security.store.TestDatabases;
import spiders.web.Browser;
import spiders.web.WebServer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The archive's pages as people see them, and what they press. */
class ArchivePagesTest {

    private static final User RADIOLOGIST =
            new User(new UserName("radiologue.demo"), "Dr DEMO", Set.of(Role.RADIOLOGIST));
    private static final User SECRETARY =
            new User(new UserName("secretaire.demo"), "DEMO", Set.of(Role.SECRETARY));
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+/[0-9a-f-]+/[a-z]+)\"");

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("security", "archive");
    private Duration later = Duration.ZERO;
    private final Clock clock =
            ((InstantSource) () -> Instant.now().plus(later)).withZone(ZoneOffset.UTC);
    private Archive archive;
    private LifeCycle lifeCycle;
    private PatientRegister register;
    private PatientMerges merges;
    private WebServer server;

    @BeforeEach
    void open() throws Exception {
        var audit = new AuditTable(database, "test", clock);
        var access = new Access(audit, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
        var policy = new ArchivePolicy(Duplicates.KEEP_APART, new Quota.Bytes(1 << 17, 5));
        archive =
                new Archive(
                        new ArchiveSettings(folder, "test", 0), policy, database, List.of(), clock);
        var terms = new LifeCycle.Terms(RetentionPolicy.NEVER, Duration.ofDays(30), _ -> false);
        lifeCycle = archive.lifeCycle(terms, _ -> Map.of(), access, audit, clock);
        register = new PatientRegister(database, access, audit);
        merges = new PatientMerges(database, access, audit);
        server =
                WebServer.start(
                        database,
                        clock,
                        List.of("web", "archive"),
                        web -> {
                            new LifeCycleRoutes(
                                            archive,
                                            lifeCycle,
                                            RetentionPolicy.NEVER,
                                            web.pages(),
                                            clock)
                                    .register(web.routes());
                            new PatientMergeRoutes(merges).register(web.routes());
                            new DuplicateRoutes(merges, register, web.pages())
                                    .register(web.routes());
                        });
        Samples.ingest(archive, Samples.ct(1));
        Samples.ingest(archive, Samples.ct(2));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        archive.close();
        database.close();
    }

    private static String action(String page) {
        var matcher = ACTION.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    @Test
    void the_administrator_sees_how_full_it_is_and_no_name() {
        later = Duration.ofMinutes(1); // What it holds is counted twice a minute.
        try (var browser = Browser.signedIn(server.address(), "admin.demo")) {
            var page = browser.get("/archive").body();
            assertThat(page)
                    .contains("1 examens, 2 objets", "Quota bientôt atteint")
                    .doesNotContain("DEMO^", "P1");
            assertThat(browser.get("/rejections").statusCode()).isEqualTo(403);
            assertThat(browser.get("/duplicates").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void a_rejection_is_listed_and_taken_back() throws Exception {
        assertThat(lifeCycle.reject(RADIOLOGIST, Samples.STUDY, RejectionReason.QUALITY))
                .isPresent();
        try (var browser = Browser.signedIn(server.address(), "radiologue.demo")) {
            var page = browser.get("/rejections").body();
            assertThat(page).contains(Samples.STUDY.value());

            browser.post(action(page), Map.of());

            assertThat(browser.get("/rejections").body()).contains("Annulé");
        }
    }

    @Test
    void of_two_contents_a_person_chooses_one() throws Exception {
        var other = Samples.ct(1).toBuilder().set(Tags.SeriesDescription, "other content").build();
        Samples.ingest(archive, other);
        try (var browser = Browser.signedIn(server.address(), "radiologue.demo")) {
            var page = browser.get("/rejections").body();
            assertThat(page).contains(Samples.instance(1).value());

            browser.post(action(page), Map.of());

            assertThat(browser.get("/rejections").body())
                    .doesNotContain(Samples.instance(1).value());
        }
    }

    private PatientKey registered(String name, String birthDate, PatientIdentifier... known) {
        var traits = new PatientTraits(name, "", "ELODIE", birthDate, Sex.FEMALE, Ins.NONE);
        return register.register(SECRETARY, traits, List.of(known));
    }

    @Test
    void who_looks_alike_is_offered_merged_and_split_again() {
        registered("DEMO-PETIT", "19500102", new PatientIdentifier("CHU-LILLE", "L9"));
        registered("DEMO PETIT", "19500102");
        registered("AUTRE", "19500102");
        try (var browser = Browser.signedIn(server.address(), "radiologue.demo")) {
            var page = browser.get("/duplicates").body();
            assertThat(page)
                    .contains("DEMO-PETIT", "DEMO PETIT", "CHU-LILLE", "noms proches")
                    .doesNotContain("AUTRE");
            var pair = merges.likely(RADIOLOGIST, 10).getFirst();
            var fields =
                    Map.of(
                            "kept", pair.first().key().toString(),
                            "merged", pair.second().key().toString(),
                            "evidence", "même adresse");
            assertThat(pair.first().traits().birthName()).isEqualTo("DEMO-PETIT");

            assertThat(browser.post("/duplicates/merge", fields).statusCode()).isEqualTo(303);
            page = browser.get("/duplicates").body();
            assertThat(page).contains("Aucune fiche ne ressemble", "Séparer");
            assertThat(merges.of(RADIOLOGIST, pair.first().key())).hasSize(1);

            browser.post(action(page), Map.of("reason", "homonymes"));
            assertThat(browser.get("/duplicates").body())
                    .contains("À décider", "DEMO-PETIT", "Aucune fusion.");
        }
    }

    @Test
    void who_was_told_apart_is_offered_no_more_and_nonsense_is_refused() {
        var one = registered("DEMO", "19500102", new PatientIdentifier("CHU-LILLE", "L9"));
        var other = registered("DEMO", "19510102");
        var fields = Map.of("kept", one.toString(), "merged", other.toString());
        assertThat(merges.likely(RADIOLOGIST, 10)).hasSize(1);
        try (var browser = Browser.signedIn(server.address(), "radiologue.demo")) {
            browser.get("/duplicates");
            assertThat(browser.post("/duplicates/merge", fields).statusCode()).isEqualTo(400);
            assertThat(browser.post("/duplicates/apart", fields).statusCode()).isEqualTo(303);
            assertThat(browser.post("/duplicates/apart", fields).statusCode()).isEqualTo(303);

            assertThat(merges.likely(RADIOLOGIST, 10)).isEmpty();
            var nobody = Map.of("kept", one.toString(), "merged", one.toString());
            assertThat(browser.post("/duplicates/apart", nobody).statusCode()).isEqualTo(409);
        }
    }

    @Test
    void pairs_are_no_list_of_the_register_and_reading_them_is_recorded() {
        var one = registered("DEMO", "19500102", new PatientIdentifier("CHU-LILLE", "L9"));
        registered("DEMO", "19990102", new PatientIdentifier("CHU-LILLE", "L8"));
        registered("DEMO", "19500201", new PatientIdentifier("CHU-LILLE", "L7"));
        registered("UNLIKE", "19500102");

        var pairs = merges.likely(RADIOLOGIST, 10);

        assertThat(pairs).hasSize(2).allMatch(pair -> pair.first().key().equals(one));
        try (var browser = Browser.signedIn(server.address(), "admin.demo")) {
            assertThat(browser.get("/audit").body()).contains("radiologue.demo");
        }
    }
}
