// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import spiders.archive.FoldedName;
import spiders.rcp.CaseReason;

import java.util.Map;
import java.util.Set;

/** Words of sheets and messages for what the form chooses from a list. */
final class Words {

    private static final Set<String> YES =
            Set.of("OUI", "O", "YES", "Y", "1", "X", "VRAI", "TRUE", "INFORME", "INFORMEE");

    private static final Map<String, String> SEXES =
            Map.ofEntries(
                    Map.entry("F", "F"),
                    Map.entry("FEMME", "F"),
                    Map.entry("FEMININ", "F"),
                    Map.entry("FEMALE", "F"),
                    Map.entry("M", "M"),
                    Map.entry("H", "M"),
                    Map.entry("HOMME", "M"),
                    Map.entry("MASCULIN", "M"),
                    Map.entry("MALE", "M"),
                    Map.entry("O", "O"),
                    Map.entry("OTHER", "O"),
                    Map.entry("AUTRE", "O"));

    private static final Map<String, CaseReason> REASONS =
            Map.ofEntries(
                    Map.entry("AVIS DIAGNOSTIQUE", CaseReason.DIAGNOSTIC_OPINION),
                    Map.entry("DIAGNOSTIC", CaseReason.DIAGNOSTIC_OPINION),
                    Map.entry("DIAGNOSTIC OPINION", CaseReason.DIAGNOSTIC_OPINION),
                    Map.entry("PROPOSITION THERAPEUTIQUE", CaseReason.TREATMENT_PROPOSAL),
                    Map.entry("PROPOSITION DE TRAITEMENT", CaseReason.TREATMENT_PROPOSAL),
                    Map.entry("TREATMENT PROPOSAL", CaseReason.TREATMENT_PROPOSAL),
                    Map.entry("AJUSTEMENT THERAPEUTIQUE", CaseReason.TREATMENT_ADJUSTMENT),
                    Map.entry("AJUSTEMENT DU TRAITEMENT", CaseReason.TREATMENT_ADJUSTMENT),
                    Map.entry("AJUSTEMENT", CaseReason.TREATMENT_ADJUSTMENT),
                    Map.entry("TREATMENT ADJUSTMENT", CaseReason.TREATMENT_ADJUSTMENT),
                    Map.entry("SURVEILLANCE", CaseReason.SURVEILLANCE),
                    Map.entry("RECOURS", CaseReason.RECOURSE),
                    Map.entry("RECOURSE", CaseReason.RECOURSE));

    private Words() {}

    /** Whether the word says yes; every other says no, an unknown one too. */
    static boolean isYes(String word) {
        return YES.contains(FoldedName.of(word));
    }

    /** The code of a sex; a word that is not known is given back, for the form to refuse. */
    static String sex(String word) {
        return SEXES.getOrDefault(FoldedName.of(word), word);
    }

    /** The name of a reason; a word that is not known is given back, for the form to refuse. */
    static String reason(String word) {
        var folded = FoldedName.of(word.replace('_', ' '));
        return REASONS.containsKey(folded) ? REASONS.get(folded).name() : word;
    }

    /** The name of a status of an identity; empty is a provisional one. */
    static String status(String word) {
        return switch (FoldedName.of(word)) {
            case "", "PROV", "PROVISOIRE", "PROVISIONAL" -> "PROV";
            case "VALI", "VALIDEE", "VALIDATED" -> "VALI";
            case "RECUP", "RECUPEREE", "RETRIEVED" -> "RECUP";
            case "QUAL", "QUALIFIEE", "QUALIFIED" -> "QUAL";
            default -> word;
        };
    }
}
