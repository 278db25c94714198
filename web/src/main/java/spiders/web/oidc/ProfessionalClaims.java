// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import org.jspecify.annotations.Nullable;

import spiders.security.ActingActivity;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The activities of a professional in the claims of Pro Santé Connect. Lenient, because almost any
 * of them may be empty there: what is no text is none, what is unknown is passed over, and nothing
 * of it decides what a person may do.
 */
final class ProfessionalClaims {

    private static final int MOST = 100;
    private static final int RPPS_LENGTH = 11;

    private final Map<String, Object> claims;

    ProfessionalClaims(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** Each profession at each place; empty when the provider knows of none. */
    List<ActingActivity> activities() {
        var nationalId = nationalId();
        var found = new LinkedHashSet<ActingActivity>();
        var professional = map(claims.get("SubjectRefPro"));
        for (var practice : maps(professional.get("exercices"))) {
            addAll(found, nationalId, practice);
        }
        if (found.isEmpty()) {
            add(found, ofStructure(nationalId));
        }
        return found.stream().limit(MOST).toList();
    }

    private static void addAll(Set<ActingActivity> found, String nationalId, Map<?, ?> practice) {
        var profession = text(practice, "codeProfession");
        var specialty = text(practice, "codeSavoirFaire");
        var places = maps(practice.get("activities"));
        for (var place : places) {
            add(
                    found,
                    new ActingActivity(
                            nationalId,
                            profession,
                            specialty,
                            text(place, "codeSecteurDactivite"),
                            first(place, "raisonSocialeSite", "enseigneCommercialeSite"),
                            first(
                                    place,
                                    "numeroFinessSite",
                                    "numeroFinessetablissementJuridique",
                                    "identifiantTechniqueDeLaStructure",
                                    "numeroSiretSite",
                                    "ancienIdentifiantDeLaStructure")));
        }
        if (places.isEmpty()) {
            add(found, new ActingActivity(nationalId, profession, specialty, "", "", ""));
        }
    }

    /** Who is known by the structure alone: its employees without a number of their own. */
    private ActingActivity ofStructure(String nationalId) {
        return new ActingActivity(
                nationalId,
                code(claims.get("SubjectRole")),
                "",
                code(claims.get("Secteur_Activite")),
                text(claims, "SubjectOrganization"),
                text(claims, "SubjectOrganizationID"));
    }

    /** The RPPS number; it comes behind an 8 (IdNat_PS). What a structure gave stays as it is. */
    private String nationalId() {
        var id =
                maps(claims.get("otherIds")).stream()
                        .filter(other -> text(other, "origine").equals("RPPS"))
                        .map(other -> text(other, "identifiant"))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElseGet(() -> text(claims, "SubjectNameID"));
        return id.matches("8\\d{" + RPPS_LENGTH + "}") ? id.substring(1) : id;
    }

    private static void add(Set<ActingActivity> found, ActingActivity activity) {
        boolean isSomewhere =
                Stream.of(
                                activity.profession(),
                                activity.specialty(),
                                activity.sector(),
                                activity.place(),
                                activity.placeId())
                        .anyMatch(part -> !part.isEmpty());
        if (isSomewhere) {
            found.add(activity);
        }
    }

    /** The code of {@code 10^1.2.250.1.213.1.1.5.5}, alone or first of a list. */
    private static String code(@Nullable Object value) {
        var first = value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value;
        return first instanceof String text ? text.split("\\^", -1)[0].strip() : "";
    }

    private static String first(Map<?, ?> map, String... keys) {
        return Stream.of(keys)
                .map(key -> text(map, key))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text.strip() : "";
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<Map<?, ?>> maps(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .limit(MOST)
                .<Optional<Map<?, ?>>>map(
                        item -> item instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty())
                .flatMap(Optional::stream)
                .toList();
    }
}
