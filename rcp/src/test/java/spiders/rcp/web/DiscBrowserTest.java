// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.Boards;
import spiders.security.Accounts;
import spiders.testkit.peer.PeerCommand;
import spiders.web.Browser;
import spiders.web.Chromium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A disc with a DICOMDIR of DCMTK in a real browser, whose security policy no other client has. */
@Tag("peer")
class DiscBrowserTest {

    private static final String JEANNE = "D-1|DEMO-MARTIN^Jeanne|19560314|F";
    private static final String PAUL = "D-2|DEMO-DURAND^Paul|19440102|M";

    @TempDir private Path folder;
    private RcpServer server;
    private UUID boardCase;

    @BeforeEach
    void start() throws IOException {
        server = RcpServer.start(folder.resolve("objects"), java.util.List.of());
        try (var browser = Browser.signedIn(server.address(), "dr.demo")) {
            var session =
                    JdbcClient.create(server.database())
                            .sql("select id from rcp.session order by on_date offset 1 limit 1")
                            .query(UUID.class)
                            .single();
            boardCase = Registered.by(browser, session, "DEMO-MARTIN", "Chirurgie ?");
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_disc_is_read_compared_and_its_ticked_studies_are_sent() throws IOException {
        var disc = disc();
        try (var chromium = new Chromium()) {
            var page = open(chromium);
            page.setInputFiles("#disc-folder", disc);
            page.waitForSelector("tr[data-row]");

            assertThat(page.textContent("[data-list]"))
                    .contains("Même patient", "Autre patient", "DEMO-DURAND Paul");
            assertThat(page.locator("tr[data-row] input[type=checkbox]:checked").count()).isOne();
            assertThat(page.locator("tr[data-row] input[type=checkbox]:disabled").count()).isOne();
            assertThat(page.textContent("[data-notes]")).contains("3 fichier(s) laissé(s) de côté");
            page.click("[data-import]");
            page.waitForSelector("[data-result]:not([hidden])");

            assertThat(page.textContent("[data-summary]"))
                    .contains("39 image(s) enregistrée(s), 0 déjà là, 1 refusée(s)");
            assertThat(page.textContent("[data-refused]")).contains("fichier incomplet");
            assertThat(stored()).isEqualTo(39);
            page.click("[data-result] a");
            page.waitForSelector(".rcp-imaging");
            assertThat(page.textContent(".rcp-imaging"))
                    .contains("TDM thorax", "Il manque 1 image(s) sur 40");
            assertThat(chromium.violations()).isEmpty();
        }
    }

    @Test
    void an_archive_is_read_like_a_folder_and_sends_nothing_twice() throws IOException {
        var archive = zipped(disc());
        try (var chromium = new Chromium()) {
            for (var said :
                    new String[] {
                        "39 image(s) enregistrée(s), 0", "0 image(s) enregistrée(s), 39"
                    }) {
                var page = open(chromium);
                page.setInputFiles("#disc-files", archive);
                page.waitForSelector("tr[data-row]");
                page.click("[data-import]");
                page.waitForSelector("[data-result]:not([hidden])");
                assertThat(page.textContent("[data-summary]")).contains(said);
            }
        }
    }

    @Test
    void what_is_encrypted_in_an_archive_is_counted_and_told() throws IOException {
        var disc = disc();
        zipped(disc);
        var secret = PeerCommand.run(disc, "zip", "-q", "-P", "secret", "../disc.zip", "IMAGES/A1");
        assertThat(secret.exitCode()).as(secret.output()).isZero();
        try (var chromium = new Chromium()) {
            var page = open(chromium);
            page.setInputFiles("#disc-files", folder.resolve("disc.zip"));
            page.waitForSelector("tr[data-row]");
            assertThat(page.textContent("[data-notes]"))
                    .contains("1 image(s) illisible(s)", "IMAGES/A1 (fichier chiffré");
            page.click("[data-import]");
            page.waitForSelector("[data-result]:not([hidden])");

            assertThat(page.textContent("[data-summary]"))
                    .contains("38 image(s) enregistrée(s), 0 déjà là, 2 refusée(s)");
            assertThat(page.textContent("[data-refused]")).contains("IMAGES/A1", "mot de passe");
        }
    }

    @Test
    void a_lost_connection_is_tried_again_and_then_waits_for_the_person() throws IOException {
        var disc = disc();
        try (var chromium = new Chromium()) {
            var page = open(chromium);
            var broken = new AtomicInteger();
            page.route(
                    url -> url.endsWith("/objects"),
                    route -> {
                        if (broken.incrementAndGet() <= 1) {
                            route.abort();
                        } else if (broken.get() == 2) {
                            route.fulfill(
                                    new com.microsoft.playwright.Route.FulfillOptions()
                                            .setStatus(500));
                        } else {
                            route.resume();
                        }
                    });
            page.setInputFiles("#disc-folder", disc);
            page.waitForSelector("tr[data-row]");
            page.click("[data-import]");
            page.waitForSelector("[data-resume]:not([hidden])");
            assertThat(page.textContent("[data-problem]")).contains("code 500");
            page.click("[data-resume]");
            page.waitForSelector("[data-result]:not([hidden])");

            assertThat(stored()).isEqualTo(39);
        }
    }

    @Test
    void a_disc_without_images_says_so() throws IOException {
        var disc = folder.resolve("photos");
        Files.createDirectories(disc);
        Files.writeString(disc.resolve("photo.jpg"), "no image of ours");
        try (var chromium = new Chromium()) {
            var page = open(chromium);
            page.setInputFiles("#disc-folder", disc);
            page.waitForSelector("[data-problem]:not([hidden])");
            assertThat(page.textContent("[data-problem]"))
                    .contains("Aucune image DICOM sur ce support : 1 fichier(s) lu(s)");
        }
    }

    @Test
    void who_was_signed_out_meanwhile_is_told_so() throws IOException {
        var disc = disc();
        try (var chromium = new Chromium()) {
            var page = open(chromium);
            page.setInputFiles("#disc-folder", disc);
            page.waitForSelector("tr[data-row]");
            page.context().clearCookies();
            page.click("[data-import]");
            page.waitForSelector("[data-problem]:not([hidden])");
            assertThat(page.textContent("[data-problem]")).contains("Votre session a pris fin");
            assertThat(stored()).isZero();
        }
    }

    private Page open(Chromium chromium) {
        var page = chromium.page();
        page.navigate(server.address() + "/login");
        page.fill("input[name=name]", "dr.demo");
        page.fill("input[name=password]", Accounts.DEMO_PASSWORD);
        page.click("form[action=\"/login\"] button");
        page.waitForURL(url -> !url.endsWith("/login"));
        page.navigate(server.address() + "/cases/" + boardCase);
        page.click("a[href$='/disc']");
        page.waitForSelector("#disc");
        return page;
    }

    private long stored() {
        return JdbcClient.create(server.database())
                .sql("select count(*) from archive.instance")
                .query(Long.class)
                .single();
    }

    /** Forty images of the patient, one of them cut; one of somebody else; a viewer; a DICOMDIR. */
    private Path disc() throws IOException {
        var disc = folder.resolve("disc");
        var images = disc.resolve("IMAGES");
        var recent =
                LocalDate.now(Boards.HOSPITAL_ZONE)
                        .minusDays(10)
                        .format(DateTimeFormatter.BASIC_ISO_DATE);
        write(images, "A", JEANNE, recent, 40);
        write(images, "B", PAUL, recent, 1);
        var made = PeerCommand.run(disc, "dcmmkdir", "+r", "+id", ".", "+D", "DICOMDIR", "IMAGES");
        assertThat(made.exitCode()).as(made.output()).isZero();
        var cut = images.resolve("A0");
        var whole = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(whole, whole.length - 200));
        Files.write(disc.resolve("VIEWER.EXE"), new byte[] {'M', 'Z', 0, 0});
        Files.writeString(disc.resolve("AUTORUN.INF"), "[autorun]");
        return disc;
    }

    /** Names as a DICOMDIR can name them (PS3.10 section 8.5). */
    private void write(Path place, String prefix, String person, String date, int images)
            throws IOException {
        var made = folder.resolve("made-" + prefix);
        new TestStudy(person, date, "CT", "TDM thorax", "CHEST", images).write(made);
        Files.createDirectories(place);
        var files = new ArrayList<>(Disc.files(made));
        for (int i = 0; i < files.size(); i++) {
            Files.move(files.get(i), place.resolve(prefix + i));
        }
    }

    private Path zipped(Path disc) throws IOException {
        var archive = folder.resolve("disc.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(archive));
                var files = Files.walk(disc)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(disc.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
        }
        return archive;
    }
}
