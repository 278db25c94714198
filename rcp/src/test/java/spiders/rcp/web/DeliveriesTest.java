// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.delivery.AddressRule;
import spiders.rcp.delivery.Handover;
import spiders.rcp.fiche.Approval;
import spiders.rcp.fiche.FicheContent;
import spiders.rcp.quorum.QuorumResult;
import spiders.web.Browser;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An approved fiche is handed over once to each recipient, and what becomes of it is shown. */
class DeliveriesTest {

    private static final String DOCTOR = "traitant@chu.mssante.fr";

    @TempDir private Path folder;
    private RcpServer server;
    private Browser secretary;
    private UUID id;
    private String page;
    private final List<String> handed = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = RcpServer.start(folder.resolve("objects"), List.of());
        secretary = Browser.signedIn(server.address(), "secretaire.demo");
        id = Registered.by(secretary, session(), "DEMO-MARTIN", "Chirurgie ?");
        page = "/cases/" + id + "/fiche";
    }

    @AfterEach
    void stop() throws IOException {
        secretary.close();
        server.close();
    }

    @Test
    void an_approved_fiche_goes_once_to_each_and_again_on_a_persons_word() {
        approve();
        order(DOCTOR + "\nSecond@ch.mssante.fr; " + DOCTOR);
        assertThat(secretary.get(page).body()).contains("2 envoi(s)", "En attente", DOCTOR);

        assertThat(run(new Handover.Done())).isTrue();
        assertThat(handed).containsExactlyInAnyOrder(DOCTOR, "second@ch.mssante.fr");
        assertThat(secretary.get(page).body()).contains("Envoyée", "Renvoyer");
        run(new Handover.Done());
        order(DOCTOR);
        run(new Handover.Done());
        assertThat(handed).as("ordered once more by mistake").hasSize(2);

        var first = delivery("recipient = '" + DOCTOR + "'");
        secretary.post(page + "/deliveries/" + first + "/again", Map.of());
        secretary.post(page + "/deliveries/" + first + "/again", Map.of());
        run(new Handover.Done());
        assertThat(handed).containsOnlyOnce("second@ch.mssante.fr").hasSize(3);
        assertThat(audited()).contains("version 1 by secure mail: SENT").hasSize(6);
        assertThat(audited()).noneMatch(one -> one.contains("@"));
    }

    @Test
    void what_the_gateway_cannot_take_waits_longer_each_time_and_is_given_up() {
        approve();
        order(DOCTOR);
        assertThat(run(new Handover.Later("away"))).isFalse();
        assertThat(secretary.get(page).body()).contains("En attente", "away", "nouvel essai");
        run(new Handover.Later("away"));
        assertThat(handed).as("not due yet").hasSize(1);
        update("update rcp.delivery set due = now(), attempts = 97");
        run(new Handover.Later("away"));
        assertThat(due())
                .as("half an hour at most")
                .isBetween(Instant.now().plusSeconds(1700), Instant.now().plusSeconds(1800));
        update("update rcp.delivery set due = now()");
        run(new Handover.Later("away"));
        assertThat(handed).hasSize(3);
        assertThat(secretary.get(page).body()).contains("Échec", "away");
        update("update rcp.delivery set due = now()");
        run(new Handover.Done());
        assertThat(handed).hasSize(3);
    }

    @Test
    void what_may_have_gone_is_not_sent_by_the_hub_again() {
        approve();
        order(DOCTOR);
        run(new Handover.Unknown("cut"));
        assertThat(secretary.get(page).body()).contains("Peut-être envoyée", "Demandez");

        order("second@ch.mssante.fr");
        update(
                """
                update rcp.delivery set state = 'SENDING', changed = now() - interval '1 hour'
                where state = 'QUEUED'
                """);
        run(new Handover.Done());
        assertThat(handed).as("its node died").containsExactly(DOCTOR);
        assertThat(states()).containsOnly("UNKNOWN");
    }

    @Test
    void a_refusal_is_final_and_what_breaks_down_is_unknown() {
        approve();
        order(DOCTOR);
        assertThat(run(new Handover.Refused("550 no such box: " + DOCTOR))).isTrue();
        assertThat(states()).containsExactly("FAILED");
        assertThat(audited()).contains("version 1 by secure mail: FAILED");
        assertThat(audited()).as("the state alone").noneMatch(one -> one.contains("@"));
        order("second@ch.mssante.fr");
        server.deliveries()
                .run((_, _) -> {
                    throw new IllegalStateException("Jeanne");
                });
        assertThat(states()).containsExactlyInAnyOrder("FAILED", "UNKNOWN");
        assertThat(secretary.get(page).body()).doesNotContain("IllegalStateException: Jeanne");
    }

    /** Release 0.1 sent what was queued, whatever was sent meanwhile. */
    @Test
    void an_older_version_does_not_follow_a_newer_one() {
        approve(1);
        order(DOCTOR);
        run(new Handover.Later("away"));
        approve(2);
        order("second@ch.mssante.fr");
        run(new Handover.Done());
        update("update rcp.delivery set due = now()");
        assertThat(run(new Handover.Done())).isTrue();

        assertThat(handed).containsExactly(DOCTOR, "second@ch.mssante.fr");
        assertThat(states()).containsExactly("FAILED", "SENT");
        var again = page + "/deliveries/" + delivery("version = 1") + "/again";
        assertThat(secretary.get(page).body()).doesNotContain(again);
        assertThat(secretary.post(again, Map.of()).statusCode()).isEqualTo(404);
        update("update rcp.delivery set state = 'QUEUED', due = now() where version = 2");
        assertThat(secretary.post(again, Map.of()).statusCode()).as("waits").isEqualTo(404);
        update("update rcp.delivery set state = 'FAILED' where version = 2");
        assertThat(secretary.post(again, Map.of()).statusCode()).as("is away").isEqualTo(303);
    }

    @Test
    void an_address_that_is_no_longer_allowed_gets_nothing() {
        approve();
        order(DOCTOR);
        update("update rcp.delivery set recipient = 'traitant@hospital.example'");
        assertThat(run(new Handover.Done())).isTrue();
        assertThat(handed).isEmpty();
        assertThat(states()).containsExactly("FAILED");
    }

    /** Release 0.1 stopped at the first, and left it as perhaps sent. */
    @Test
    void what_cannot_be_made_waits_and_stops_no_other() {
        approve();
        order(DOCTOR + " second@ch.mssante.fr");
        update("alter table rcp.session rename to away");
        assertThat(run(new Handover.Done())).isFalse();
        update("alter table rcp.away rename to session");
        assertThat(handed).isEmpty();
        assertThat(states()).containsExactly("QUEUED", "QUEUED");

        update("update rcp.delivery set due = now()");
        assertThat(run(new Handover.Done())).isTrue();
        assertThat(handed).containsExactlyInAnyOrder(DOCTOR, "second@ch.mssante.fr");
    }

    @Test
    void only_approved_fiches_go_and_only_to_secure_mail() {
        order(DOCTOR);
        assertThat(states()).as("there is none yet").isEmpty();
        approve();
        order("jeanne@gmail.example");
        order("jeanne@fakemssante.fr");
        order("");
        order(DOCTOR + " " + "x,".repeat(30));
        assertThat(states()).isEmpty();
        assertThat(secretary.get(page).body()).contains("Rien n’est envoyé");
        try (var radiologist = Browser.signedIn(server.address(), "radiologue.demo")) {
            radiologist.post(page + "/deliveries", Map.of("addresses", DOCTOR));
            assertThat(states()).isEmpty();
        }
    }

    @Test
    void a_domain_covers_what_is_below_it_and_nothing_beside_it() {
        var rule = new AddressRule(List.of("mssante.fr"));
        assertThat(rule.allows("a.b@chu-lille.mssante.fr")).isTrue();
        assertThat(rule.allows("A@MSSANTE.fr")).isTrue();
        assertThat(rule.allows("a@xmssante.fr")).isFalse();
        assertThat(rule.allows("a@mssante.fr.evil.example")).isFalse();
        assertThat(rule.allows("a@b@mssante.fr")).isFalse();
        assertThat(rule.allows("a\r\nBcc: x@mssante.fr")).isFalse();
        assertThat(rule.allows("a".repeat(65) + "@mssante.fr")).isFalse();
        assertThat(AddressRule.CLOSED.allows("a@mssante.fr")).isFalse();
    }

    private void order(String addresses) {
        secretary.post(page + "/deliveries", Map.of("addresses", addresses));
    }

    private boolean run(Handover answer) {
        return server.deliveries()
                .run((document, delivery) -> {
                    assertThat(document.fiche().boardCase()).isEqualTo(id);
                    handed.add(delivery.recipient());
                    return answer;
                });
    }

    private void approve() {
        approve(1);
    }

    private void approve(int version) {
        var json = JsonMapper.shared();
        var approval =
                new Approval(
                        "dr.demo",
                        "Dr Démo",
                        "",
                        Instant.now(),
                        Optional.empty(),
                        QuorumResult.Status.UNKNOWN,
                        List.of());
        jdbc().sql(
                        """
                        insert into rcp.fiche (board_case, version, revision, content, amends,
                            written_by, writer_name, written_at, approval)
                        values (?, ?, 1, ?::jsonb, ?, 'dr.demo', 'Dr Démo', now(), ?::jsonb)
                        """)
                .params(id, version, json.writeValueAsString(FicheContent.BLANK))
                .param(version == 1 ? "" : "Rectifiée")
                .param(json.writeValueAsString(approval))
                .update();
    }

    private UUID session() {
        return jdbc().sql("select id from rcp.session order by on_date, at_time offset 1 limit 1")
                .query(UUID.class)
                .single();
    }

    private Instant due() {
        return jdbc().sql("select due from rcp.delivery")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    private UUID delivery(String condition) {
        return jdbc().sql("select id from rcp.delivery where " + condition)
                .query(UUID.class)
                .single();
    }

    private List<String> states() {
        return jdbc().sql("select state from rcp.delivery order by ordered")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> audited() {
        return jdbc().sql("select detail from security.audit_event where action = 'GIVE_FICHE'")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void update(String sql) {
        jdbc().sql(sql).update();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(server.database());
    }
}
