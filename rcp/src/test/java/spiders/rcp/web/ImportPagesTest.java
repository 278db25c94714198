// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardKind;
import spiders.web.Browser;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** A secretary's sheet becomes the agenda, each patient once. */
class ImportPagesTest {

    private static final String HEADER =
            "Nom;Prénoms;Date de naissance;Sexe;INS;Statut INS;IPP;Établissement IPP;Question;"
                    + "Motif;Patient informé;Homonyme\n";
    private static final String MARTIN =
            "DEMO-MARTIN;Jeanne;14/03/1956;F;;;7;CHU;Chirurgie ?;Proposition thérapeutique;oui;\n";
    private static final String ALBA =
            "DEMO-ALBA;Paul;02/01/1950;Homme;;;9;CHU;Radiothérapie ?;Recours;oui;\n";

    @TempDir private Path folder;
    private RcpServer server;
    private UUID session;

    @BeforeEach
    void start() throws IOException {
        var thorax = RcpServer.thorax(BoardKind.RCP, RcpServer.coordinated());
        server = RcpServer.start(folder.resolve("objects"), List.of(), List.of(thorax));
        session =
                JdbcClient.create(server.database())
                        .sql("select id from rcp.session order by on_date offset 1 limit 1")
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .single();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_preview_writes_nothing_and_the_confirmation_registers_each_patient_once() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            assertThat(secretary.get("/sessions/" + session).body()).contains(path(""));
            secretary.get(path(""));
            var sheet = (HEADER + MARTIN + ALBA).getBytes(Charset.forName("windows-1252"));

            assertThat(sent(secretary, "", sheet))
                    .contains("2 à inscrire, 0 déjà inscrit, 0 refusé", "Inscrire 2 dossiers");
            assertThat(cases()).isZero();

            assertThat(sent(secretary, "/cases", sheet))
                    .contains("2 inscrits, 0 déjà inscrit, 0 refusé");
            assertThat(sent(secretary, "/cases", sheet))
                    .contains("0 inscrit, 2 déjà inscrits, 0 refusé");
            assertThat(sent(secretary, "", sheet)).contains("0 à inscrire, 2 déjà inscrits");
            assertThat(cases()).isEqualTo(2);
            assertThat(secretary.get("/sessions/" + session).body())
                    .contains("DEMO-MARTIN", "DEMO-ALBA");
        }
    }

    @Test
    void a_line_that_is_refused_says_why_by_its_number() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            secretary.get(path(""));
            sent(secretary, "/cases", (HEADER + MARTIN).getBytes(UTF_8));
            var sheet =
                    HEADER
                            + "DEMO-MARTIN;Anne;14/03/1956;F;;;7;CHU;Q ?;Recours;oui;\n"
                            + "DEMO-MARTIN;Jeanne;14/03/1956;F;;;8;CHU;Q ?;Recours;oui;\n"
                            + "DEMO-MARTIN;Jeanne;14/03/1956;F;;;;;Q ?;Recours;oui;oui\n"
                            + "=DEMO;Léa;31/02/1956;F;256031459001512;QUAL;;;Q ?;Autre;non;\n"
                            + ALBA
                            + ALBA;

            var page = sent(secretary, "/cases", sheet.getBytes(UTF_8));
            var refused = sent(secretary, "/refused", sheet.getBytes(UTF_8));

            assertThat(page)
                    .contains("1 inscrit, 0 déjà inscrit, 5 refusés")
                    .contains("désigne un patient connu avec d’autres traits")
                    .contains("aucun identifiant commun ne dit que c’est lui")
                    .contains("Un homonyme doit porter un IPP ou un INS")
                    .contains("Date de naissance : Date attendue", "Motif : Valeur refusée")
                    .contains("Matricule INS : La clé ne correspond pas")
                    .contains("Patient informé : L’information du patient doit être tracée")
                    .contains("Même patient qu’à la ligne 6");
            assertThat(refused.lines().skip(1))
                    .hasSize(5)
                    .allMatch(line -> line.matches("\"[234567]\";.*"))
                    .anyMatch(line -> line.startsWith("\"5\";") && line.contains("\"'=DEMO\""));
            assertThat(cases()).isEqualTo(2);
        }
    }

    @Test
    void a_namesake_with_a_number_of_their_own_is_registered() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            secretary.get(path(""));
            var namesake = MARTIN.replace(";7;", ";8;").replace("oui;\n", "oui;oui\n");
            var sheet = (HEADER + MARTIN + namesake).getBytes(UTF_8);

            assertThat(sent(secretary, "/cases", sheet)).contains("2 inscrits");
            assertThat(sent(secretary, "/cases", sheet)).contains("0 inscrit, 2 déjà inscrits");
            assertThat(cases()).isEqualTo(2);
        }
    }

    @Test
    void twins_by_their_traits_alone_are_left_to_a_person() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            secretary.get(path(""));
            var claire = MARTIN.replace("Jeanne", "Marie-Claire");
            var anne = MARTIN.replace("Jeanne", "Marie-Anne").replace(";7;CHU;", ";;;");
            sent(secretary, "/cases", (HEADER + claire).getBytes(UTF_8));

            assertThat(sent(secretary, "/cases", (HEADER + anne).getBytes(UTF_8)))
                    .contains("0 inscrit, 0 déjà inscrit, 1 refusé", "aucun identifiant commun");
            var mistaken = MARTIN.replace("Jeanne", "Marie-Anne");
            assertThat(sent(secretary, "/cases", (HEADER + mistaken).getBytes(UTF_8)))
                    .contains("1 refusé", "désigne un patient connu avec d’autres traits");
            assertThat(cases()).isEqualTo(1);
        }
    }

    @Test
    void two_who_import_the_same_sheet_at_once_register_each_patient_once() throws Exception {
        var sheet = (HEADER + ALBA + MARTIN).getBytes(UTF_8);
        Callable<String> importing =
                () -> {
                    try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
                        secretary.get(path(""));
                        return sent(secretary, "/cases", sheet);
                    }
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : executor.invokeAll(List.of(importing, importing, importing))) {
                assertThat(done.get()).contains(", 0 refusé");
            }
        }
        assertThat(cases()).isEqualTo(2);
    }

    @Test
    void who_is_not_of_the_boards_staff_imports_nothing() throws IOException {
        server.close();
        server = RcpServer.start(folder.resolve("other"), List.of());
        session =
                JdbcClient.create(server.database())
                        .sql("select id from rcp.session order by on_date offset 1 limit 1")
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .single();
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            assertThat(doctor.get("/sessions/" + session).body()).doesNotContain(path(""));
            assertThat(doctor.get(path("")).statusCode()).isEqualTo(403);
            var file = Map.of("text", HEADER + MARTIN);
            assertThat(doctor.post(path("/cases"), file).statusCode()).isEqualTo(403);
            assertThat(cases()).isZero();
        }
    }

    @Test
    void what_is_no_sheet_is_an_answer_and_pasted_lines_are_one() {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            secretary.get(path(""));
            var none = secretary.post(path(""), Map.of("text", "bonjour"));
            assertThat(none.statusCode()).isEqualTo(422);
            assertThat(none.body()).contains("La colonne « Nom de naissance » manque");
            assertThat(secretary.post(path(""), Map.of("file", "%%%")).statusCode()).isEqualTo(400);
            var pasted = (HEADER + MARTIN).replace(';', '\t');
            assertThat(secretary.post(path(""), Map.of("text", pasted)).body())
                    .contains("1 à inscrire");
            assertThat(new String(secretary.bytes(path("/template")), UTF_8))
                    .startsWith("\uFEFF\"Nom de naissance\";\"Prénoms\"");
        }
    }

    private static String sent(Browser browser, String to, byte[] sheet, UUID session) {
        var file = Base64.getUrlEncoder().withoutPadding().encodeToString(sheet);
        var answer = browser.post("/sessions/" + session + "/import" + to, Map.of("file", file));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String sent(Browser browser, String to, byte[] sheet) {
        return sent(browser, to, sheet, session);
    }

    private String path(String below) {
        return "/sessions/" + session + "/import" + below;
    }

    private long cases() {
        return JdbcClient.create(server.database())
                .sql("select count(*) from rcp.board_case where session = ?")
                .param(session)
                .query(Long.class)
                .single();
    }
}
