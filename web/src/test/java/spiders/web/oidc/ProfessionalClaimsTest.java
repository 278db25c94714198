// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.security.ActingActivity;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class ProfessionalClaimsTest {

    private static final String DOCTOR =
            """
            { "sub":"f:1:899700366240", "SubjectNameID":"899700366240",
              "SubjectRole":["10^1.2.250.1.213.1.1.5.5"], "UITVersion":"1.0", "unknown":{"a":[1]},
              "otherIds":[{"identifiant":"899700366240","origine":"RPPS","qualite":1}],
              "SubjectRefPro":{"codeCivilite":"M","exercices":[
                {"codeProfession":"10","codeCategorieProfessionnelle":"C","codeSavoirFaire":"SM45",
                 "activities":[
                  {"codeModeExercice":"S","codeSecteurDactivite":"SA01","codeRole":"",
                   "numeroFinessSite":"","numeroFinessetablissementJuridique":"590000001",
                   "raisonSocialeSite":"CENTRE TEST UN"},
                  {"codeSecteurDactivite":"SA07","numeroFinessSite":"590000002",
                   "raisonSocialeSite":"CABINET TEST DEUX","unknown":[{}]}]},
                {"codeProfession":"10","codeSavoirFaire":"","activities":[]}]}}
            """;

    private static List<ActingActivity> activities(String json) {
        return new ProfessionalClaims(
                        JsonMapper.shared()
                                .readValue(json, new TypeReference<Map<String, Object>>() {}))
                .activities();
    }

    @Test
    void every_profession_at_every_place_is_an_activity() {
        assertThat(activities(DOCTOR))
                .containsExactly(
                        new ActingActivity(
                                "99700366240", "10", "SM45", "SA01", "CENTRE TEST UN", "590000001"),
                        new ActingActivity(
                                "99700366240",
                                "10",
                                "SM45",
                                "SA07",
                                "CABINET TEST DEUX",
                                "590000002"),
                        new ActingActivity("99700366240", "10", "", "", "", ""));
    }

    @Test
    void who_is_known_by_a_structure_alone_acts_there() {
        assertThat(
                        activities(
                                """
                                {"SubjectNameID":"30B0168811/CPET00001",
                                 "SubjectRole":["SECRETARIAT_MEDICAL^1.2.250.1.213.1.1.4.6"],
                                 "Secteur_Activite":"SA01^1.2.250.1.71.4.2.4",
                                 "SubjectOrganization":"CENTRE TEST","SubjectOrganizationID":"30B01",
                                 "SubjectRefPro":{"exercices":[]}}
                                """))
                .containsExactly(
                        new ActingActivity(
                                "30B0168811/CPET00001",
                                "SECRETARIAT_MEDICAL",
                                "",
                                "SA01",
                                "CENTRE TEST",
                                "30B01"));
    }

    @Test
    void the_same_activity_twice_is_one() {
        var place = "{\"raisonSocialeSite\":\"UN\"}";
        assertThat(
                        activities(
                                "{\"SubjectRefPro\":{\"exercices\":[{\"codeProfession\":\"10\","
                                        + "\"activities\":[%s,%s]}]}}".formatted(place, place)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"SubjectRefPro\":null}",
                "{\"SubjectRefPro\":\"\"}",
                "{\"SubjectRefPro\":[]}",
                "{\"SubjectRefPro\":{}}",
                "{\"SubjectRefPro\":{\"exercices\":{}}}",
                "{\"SubjectRefPro\":{\"exercices\":[null,1,\"x\",[]]}}",
                "{\"SubjectRefPro\":{\"exercices\":[{\"activities\":\"\"}]}}",
                "{\"SubjectRefPro\":{\"exercices\":[{\"codeProfession\":10,\"activities\":[]}]}}",
                "{\"SubjectRole\":[],\"SubjectOrganization\":\"\",\"otherIds\":[{}]}",
                "{\"SubjectRole\":{},\"otherIds\":\"RPPS\",\"SubjectNameID\":\"899700366240\"}"
            })
    void what_is_empty_or_of_another_kind_is_no_activity(String json) {
        assertThat(activities(json)).isEmpty();
    }

    @Test
    void a_hundred_activities_are_read_and_no_more() {
        var place = new HashMap<String, Object>();
        var places = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 300; i++) {
            places.add(Map.of("raisonSocialeSite", "SITE " + i));
        }
        place.put(
                "SubjectRefPro",
                Map.of(
                        "exercices",
                        Collections.nCopies(
                                300, Map.of("codeProfession", "10", "activities", places))));

        assertThat(new ProfessionalClaims(place).activities()).hasSize(100);
    }

    @Test
    void a_text_without_end_is_cut_to_one_line() {
        var name = "A\u0000\n" + "B".repeat(100_000);
        var found =
                new ProfessionalClaims(
                                Map.of("SubjectOrganization", name, "SubjectRole", List.of("10")))
                        .activities();

        assertThat(found).singleElement().extracting(ActingActivity::place).asString().hasSize(120);
    }

    @Test
    void any_shape_is_survived() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var claims = new HashMap<String, Object>();
            for (var key : List.of("SubjectRefPro", "SubjectRole", "otherIds", "SubjectNameID")) {
                claims.put(key, anything(random, 5));
            }
            assertThat(new ProfessionalClaims(claims).activities())
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(100);
        }
    }

    private static Object anything(Random random, int depth) {
        var keys = List.of("exercices", "activities", "codeProfession", "origine", "identifiant");
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> "";
            case 1 -> "RPPS";
            case 2 -> random.nextInt();
            case 3 -> random.nextBoolean();
            case 4 -> List.of(anything(random, depth - 1), anything(random, depth - 1));
            default -> {
                var map = new HashMap<String, Object>();
                for (var key : keys) {
                    map.put(key, anything(random, depth - 1));
                }
                yield map;
            }
        };
    }
}
