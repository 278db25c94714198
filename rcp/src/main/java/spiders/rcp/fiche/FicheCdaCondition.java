// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.List;

/** How the patient is, as the section of the functional status, which has sections of its own. */
final class FicheCdaCondition {

    private static final String OWN = "1.2.250.1.213.1.1.2.";
    private static final String IHE = "1.3.6.1.4.1.19376.1.5.3.1.";

    /** Of a performance status from 0 to 4 (value set of MED-239). */
    private static final List<String> STATUS =
            List.of("MED-240", "MED-264", "MED-265", "MED-266", "MED-267");

    private final Condition condition;
    private final CdaEntries entries;

    FicheCdaCondition(Condition condition, CdaEntries entries) {
        this.condition = condition;
        this.entries = entries;
    }

    void write(CdaElement body) {
        var section =
                entries.section(
                        body,
                        "47420-5",
                        "Évaluation du statut fonctionnel",
                        FicheCdaPlan.joined(
                                condition.performance().isEmpty()
                                        ? ""
                                        : "Indice OMS " + condition.performance(),
                                condition.geriatric().isEmpty()
                                        ? ""
                                        : "Score G8 " + condition.geriatric()),
                        "2.16.840.1.113883.10.20.1.5",
                        IHE + "3.17",
                        IHE + "1.12.2.1",
                        OWN + "111");
        pain(section);
        if (!condition.performance().isEmpty()) {
            performance(section);
        }
        if (!condition.geriatric().isEmpty()) {
            geriatric(section);
        }
    }

    /** Asked for by the section, and without meaning in this document. */
    private void pain(CdaElement parent) {
        var section =
                entries.section(
                        parent,
                        "38208-5",
                        "Sévérité de la douleur",
                        "Non renseignée",
                        IHE + "1.12.2.2",
                        OWN + "112");
        entries.observation(
                        section.add("entry"),
                        "38208-5",
                        CodeSystem.LOINC,
                        "Sévérité de la douleur",
                        "")
                .add("value", "xsi:type", "CO", "nullFlavor", "UNK");
    }

    private void performance(CdaElement parent) {
        var section =
                entries.section(
                        parent,
                        "46006-3",
                        "Échelle de performance OMS",
                        "Indice OMS " + condition.performance(),
                        IHE + "1.12.2.5",
                        OWN + "115");
        entries.observation(section.add("entry"), "MED-239", "Echelle de performance OMS")
                .codedValue(
                        STATUS.get(Integer.parseInt(condition.performance())),
                        CodeSystem.TA_ASIP,
                        "Stade " + condition.performance());
    }

    private void geriatric(CdaElement parent) {
        var section =
                entries.section(
                        parent,
                        "48542-5",
                        "Dépistage de la fragilité gériatrique",
                        "Score G8 " + condition.geriatric(),
                        IHE + "1.12.2.4",
                        OWN + "114");
        entries.observation(
                        section.add("entry"), "48544-1", CodeSystem.LOINC, "Score de dépistage", "")
                .add("value", "xsi:type", "REAL", "value", condition.geriatric().replace(',', '.'));
    }
}
