// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.fiche.FicheContent;
import spiders.rcp.fiche.PartialDate;
import spiders.web.Form;

import java.util.HashMap;
import java.util.Map;

/** What the fields of a fiche's form show at first: what {@link FicheForm} reads back. */
final class FicheFields {

    private static final String YES = "yes";

    private final Map<String, String> values = new HashMap<>();

    private FicheFields() {}

    /**
     * The form of a fiche.
     *
     * @param presenter who presents the case unless somebody says otherwise
     */
    static Form of(FicheContent content, String presenter) {
        var fields = new FicheFields();
        fields.patient(content, presenter);
        fields.tumours(content);
        fields.pastTreatments(content);
        fields.decision(content);
        return Form.with(fields.values);
    }

    private void patient(FicheContent content, String presenter) {
        var around = content.circumstances();
        put("screening", around.screening().name());
        put("presenter", around.presenter().isEmpty() ? presenter : around.presenter());
        put("generalPractitioner", around.generalPractitioner());
        put("complete", around.complete() ? YES : "");
        put("comment", around.comment());
        var staging = content.staging();
        put("t", staging.t());
        put("n", staging.n());
        put("m", staging.m());
        put("edition", staging.edition());
        put("other", staging.other());
        put("otherVersion", staging.otherVersion());
        put("otherValue", staging.otherValue());
        put("phase", content.course().phase().name());
        put("since", PartialDate.french(content.course().since()));
        content.course().progressions().forEach(one -> put("progression." + one.name(), YES));
        put("history", content.condition().history());
        put("comorbidities", content.condition().comorbidities());
        put("performance", content.condition().performance());
        put("geriatric", content.condition().geriatric());
        put("examinations", content.findings().examinations());
        put("operative", content.findings().operative());
        put("pathology", content.findings().pathology());
        put("molecular", content.findings().molecular());
        put("synthesis", content.synthesis());
    }

    private void tumours(FicheContent content) {
        for (int i = 0; i < content.tumours().size(); i++) {
            var tumour = content.tumours().get(i);
            var row = "tumour" + i + ".";
            put(row + "topography", tumour.topography());
            put(row + "label", tumour.label());
            put(row + "laterality", tumour.laterality().name());
            put(row + "morphology", tumour.morphology());
            put(row + "diagnosed", PartialDate.french(tumour.diagnosed()));
        }
    }

    private void pastTreatments(FicheContent content) {
        for (int i = 0; i < content.pastTreatments().size(); i++) {
            var treatment = content.pastTreatments().get(i);
            var row = "past" + i + ".";
            put(row + "type", treatment.type().name());
            put(row + "what", treatment.what());
            put(row + "when", PartialDate.french(treatment.when()));
            put(row + "progress", treatment.progress().name());
        }
    }

    private void decision(FicheContent content) {
        var decision = content.decision();
        put("outcome", decision.outcome().name());
        put("surveillance", decision.surveillance() ? YES : "");
        put("recourse", decision.recourse() ? YES : "");
        put("secondOpinion", decision.secondOpinion());
        put("exams", decision.examinations());
        put("wishes", decision.wishes());
        put("reason", decision.reason());
        for (int i = 0; i < decision.strategies().size(); i++) {
            var treatments = decision.strategies().get(i).treatments();
            for (int j = 0; j < treatments.size(); j++) {
                var row = "plan" + i + "." + j + ".";
                put(row + "type", treatments.get(j).type().name());
                put(row + "what", treatments.get(j).what());
                put(row + "period", treatments.get(j).period());
            }
        }
        var framework = content.framework();
        put("registered", framework.registered() ? YES : "");
        put("reference", framework.reference());
        put("referenceVersion", framework.referenceVersion());
        put("referenceDate", PartialDate.french(framework.referenceDate()));
        put("trial", framework.trial());
        put("deviation", framework.deviation());
    }

    private void put(String name, String value) {
        values.put(name, value);
    }
}
