// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.fiche.Circumstances;
import spiders.rcp.fiche.Condition;
import spiders.rcp.fiche.Course;
import spiders.rcp.fiche.Decision;
import spiders.rcp.fiche.FicheContent;
import spiders.rcp.fiche.Findings;
import spiders.rcp.fiche.Framework;
import spiders.rcp.fiche.PartialDate;
import spiders.rcp.fiche.PastTreatment;
import spiders.rcp.fiche.Staging;
import spiders.rcp.fiche.Strategy;
import spiders.rcp.fiche.Strategy.Treatment;
import spiders.rcp.fiche.Texts;
import spiders.rcp.fiche.TreatmentType;
import spiders.rcp.fiche.Tumour;
import spiders.web.Form;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads a fiche from the form of its page. Rows that are left blank are not there; what cannot be
 * is said beside its field, and nothing of the form is lost.
 */
final class FicheForm {

    private static final String WRONG = "rcp.form.value.wrong";
    private static final String DATE = "rcp.fiche.date.wrong";

    private final Form form;

    FicheForm(Form form) {
        this.form = form;
    }

    /** What the form says; empty where something of it is refused. */
    Optional<FicheContent> read() {
        var content =
                new FicheContent(
                        circumstances(),
                        tumours(),
                        staging(),
                        course(),
                        condition(),
                        new Findings(
                                paragraph("examinations"),
                                paragraph("operative"),
                                paragraph("pathology"),
                                paragraph("molecular")),
                        pastTreatments(),
                        paragraph("synthesis"),
                        decision(),
                        framework());
        return form.isAccepted() ? Optional.of(content) : Optional.empty();
    }

    /** A fiche with what the form says of the decision alone; empty where that is refused. */
    Optional<FicheContent> decided(FicheContent content) {
        var decided = content.decided(decision(), line("trial"));
        return form.isAccepted() ? Optional.of(decided) : Optional.empty();
    }

    private Circumstances circumstances() {
        return new Circumstances(
                choice("screening", Circumstances.Screening.class)
                        .orElse(Circumstances.Screening.UNKNOWN),
                line("presenter"),
                line("generalPractitioner"),
                ticked("complete"),
                paragraph("comment"));
    }

    private List<Tumour> tumours() {
        var tumours = new ArrayList<Tumour>();
        for (int i = 0; i < FicheContent.MOST_TUMOURS; i++) {
            var row = "tumour" + i + ".";
            if (FicheRows.isTumour(form, i)) {
                tumour(row).ifPresent(tumours::add);
            }
        }
        return tumours;
    }

    private Optional<Tumour> tumour(String row) {
        var side = choice(row + "laterality", Tumour.Laterality.class);
        var label = line(row + "label");
        var when = date(row + "diagnosed");
        form.required(row + "topography", Texts.LINE);
        var none = Tumour.Laterality.NONE;
        var where =
                form.parse(
                        row + "topography",
                        code -> new Tumour(code, "", none, "", ""),
                        "rcp.fiche.topography.wrong");
        var made =
                form.parse(
                        row + "morphology",
                        code -> new Tumour("C00", "", none, code, "").morphology(),
                        "rcp.fiche.morphology.wrong");
        return where.map(one ->
                new Tumour(one.topography(), label, side.orElse(none), made.orElse(""), when));
    }

    private Staging staging() {
        var other = line("other");
        var value = line("otherValue");
        if (other.isEmpty() != value.isEmpty()) {
            form.reject(other.isEmpty() ? "other" : "otherValue", "web.form.required");
            return Staging.NONE;
        }
        return new Staging(
                tnm("t"), tnm("n"), tnm("m"), edition(), other, line("otherVersion"), value);
    }

    private String edition() {
        return form.parse(
                        "edition", one -> new Staging("", "", "", one, "", "", "").edition(), WRONG)
                .orElse("");
    }

    private String tnm(String name) {
        return form.parse(name, one -> new Staging(one, "", "", "", "", "", "").t(), WRONG)
                .orElse("");
    }

    private Course course() {
        var progressions = EnumSet.noneOf(Course.Progression.class);
        for (var one : Course.Progression.values()) {
            if (ticked("progression." + one.name())) {
                progressions.add(one);
            }
        }
        return new Course(
                choice("phase", Course.Phase.class).orElse(Course.Phase.UNKNOWN),
                date("since"),
                progressions);
    }

    private Condition condition() {
        return new Condition(
                paragraph("history"),
                paragraph("comorbidities"),
                form.parse(
                                "performance",
                                one -> new Condition("", "", one, "").performance(),
                                WRONG)
                        .orElse(""),
                form.parse(
                                "geriatric",
                                one -> new Condition("", "", "", one).geriatric(),
                                "rcp.fiche.geriatric.wrong")
                        .orElse(""));
    }

    private List<PastTreatment> pastTreatments() {
        var treatments = new ArrayList<PastTreatment>();
        for (int i = 0; i < FicheContent.MOST_TREATMENTS; i++) {
            var row = "past" + i + ".";
            if (FicheRows.isPastTreatment(form, i)) {
                treatments.add(
                        new PastTreatment(
                                type(row),
                                line(row + "what"),
                                date(row + "when"),
                                choice(row + "progress", PastTreatment.Progress.class)
                                        .orElse(PastTreatment.Progress.DONE)));
            }
        }
        return treatments;
    }

    private TreatmentType type(String row) {
        var type = choice(row + "type", TreatmentType.class);
        if (type.isEmpty()) {
            form.reject(row + "type", "web.form.required");
        }
        return type.orElse(TreatmentType.OTHER);
    }

    private Decision decision() {
        return new Decision(
                choice("outcome", Decision.Outcome.class).orElse(Decision.Outcome.OPEN),
                strategies(),
                ticked("surveillance"),
                ticked("recourse"),
                paragraph("secondOpinion"),
                paragraph("exams"),
                paragraph("wishes"),
                paragraph("reason"));
    }

    private List<Strategy> strategies() {
        var strategies = new ArrayList<Strategy>();
        for (int i = 0; i < Decision.MOST_STRATEGIES; i++) {
            var treatments = new ArrayList<Treatment>();
            for (int j = 0; j < Strategy.MOST_TREATMENTS; j++) {
                var row = "plan" + i + "." + j + ".";
                if (!isBlank(row, "type", "what", "period")) {
                    treatments.add(
                            new Treatment(type(row), line(row + "what"), line(row + "period")));
                }
            }
            if (!treatments.isEmpty()) {
                if (strategies.size() < i) {
                    // Else an alternative would become what comes first.
                    form.reject("plan" + strategies.size() + ".0.type", "web.form.required");
                }
                strategies.add(new Strategy(treatments));
            }
        }
        return strategies;
    }

    private Framework framework() {
        return new Framework(
                ticked("registered"),
                line("reference"),
                line("referenceVersion"),
                date("referenceDate"),
                line("trial"),
                paragraph("deviation"));
    }

    private boolean isBlank(String row, String... names) {
        return List.of(names).stream().allMatch(name -> form.value(row + name).isBlank());
    }

    private boolean ticked(String name) {
        return form.has(name, "yes");
    }

    private String line(String name) {
        return text(name, Texts.LINE, Texts::line);
    }

    private String paragraph(String name) {
        return text(name, Texts.PARAGRAPH, Texts::paragraph);
    }

    private String text(String name, int most, UnaryOperator<String> checked) {
        return form.optional(name, most).isEmpty()
                ? ""
                : form.parse(name, checked, WRONG).orElse("");
    }

    private String date(String name) {
        return form.parse(name, PartialDate::checked, DATE).orElse("");
    }

    private <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return form.parse(name, one -> Enum.valueOf(type, one), WRONG);
    }
}
