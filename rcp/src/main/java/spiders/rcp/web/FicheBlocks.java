// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.CaseFile;
import spiders.rcp.fiche.Approval;
import spiders.rcp.fiche.Course;
import spiders.rcp.fiche.Decision;
import spiders.rcp.fiche.Fiche;
import spiders.rcp.fiche.FicheContent;
import spiders.rcp.fiche.PartialDate;
import spiders.rcp.fiche.Strategy;
import spiders.rcp.quorum.Attendance;
import spiders.rcp.quorum.SpecialtyGroup;
import spiders.web.Page;
import spiders.web.pdf.PdfReport.Block;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fiche as a reader reads it, on the screen and on paper alike: headings, and facts with their
 * names; what nobody said has no line.
 */
final class FicheBlocks {

    private final Page page;
    private final List<Block> blocks = new ArrayList<>();

    private FicheBlocks(Page page) {
        this.page = page;
    }

    static List<Block> of(Page page, CaseFile file, Fiche fiche) {
        var all = new FicheBlocks(page);
        all.session(file, fiche);
        all.decision(fiche.content());
        all.asked(file);
        all.disease(fiche.content());
        all.patient(fiche.content());
        fiche.approval().ifPresent(all::presence);
        return List.copyOf(all.blocks);
    }

    /** What the board knew of the patient. */
    static List<Block> story(Page page, FicheContent content) {
        var all = new FicheBlocks(page);
        all.heading("disease");
        all.disease(content);
        all.patient(content);
        return List.copyOf(all.blocks);
    }

    /** What the board says; nothing where it has not yet. */
    static List<Block> decision(Page page, FicheContent content) {
        var all = new FicheBlocks(page);
        if (content.decision().outcome() != Decision.Outcome.OPEN) {
            all.decision(content);
        }
        return List.copyOf(all.blocks);
    }

    private void session(CaseFile file, Fiche fiche) {
        var patient = new PatientText(file.traits(), file.session().date());
        heading("patient");
        fact("name", patient.name());
        if (patient.hasUsedName()) {
            fact("birthName", patient.birthName());
        }
        fact("birth", patient.birthDate() + ", " + page.text(patient.sexKey()));
        if (patient.hasIns()) {
            fact("ins", patient.ins() + " (" + page.text(patient.insStatusKey()) + ")");
        }
        for (var identifier : file.identifiers()) {
            fact("identifier", identifier.value() + " (" + identifier.assigningAuthority() + ")");
        }
        heading("session");
        fact("board", file.board().name() + ", " + file.board().centre());
        fact(
                "date",
                page.longDate(file.session().date())
                        + ", "
                        + page.time(file.session().time())
                        + ", "
                        + file.session().room());
        fact("requester", file.boardCase().requesterName());
        var around = fiche.content().circumstances();
        fact("presenter", around.presenter());
        fact("generalPractitioner", around.generalPractitioner());
        fact("kind", page.text("rcp.reason." + file.boardCase().reason().name()));
        if (fiche.approval().isPresent()) {
            fact("case-status", caseStatus(fiche.content()));
        }
        fact("file", page.text(around.complete() ? "rcp.fiche.complete" : "rcp.fiche.incomplete"));
        fact("comment", around.comment());
        if (!fiche.amends().isEmpty()) {
            fact("amends", fiche.amends());
        }
        fiche.approval().ifPresent(this::approval);
    }

    private String caseStatus(FicheContent content) {
        return page.text(
                content.framework().registered()
                        ? "rcp.fiche.registered.short"
                        : "rcp.fiche.case-status." + content.decision().outcome().name());
    }

    private void approval(Approval approval) {
        fact(
                "approved",
                page.text("rcp.fiche.approved.by", approval.name(), page.dateTime(approval.at())));
        approval.discussed()
                .ifPresent(at -> {
                    fact("discussed", page.dateTime(at));
                    fact("quorum", page.text("rcp.quorum." + approval.quorum().name()));
                });
    }

    private void decision(FicheContent content) {
        var decision = content.decision();
        heading("decision");
        fact("outcome", page.text("rcp.fiche.outcome." + decision.outcome().name()));
        for (int i = 0; i < decision.strategies().size(); i++) {
            blocks.add(
                    new Block.Fact(
                            page.text("rcp.fiche.strategy." + i),
                            text(decision.strategies().get(i))));
        }
        fact("also", also(decision));
        fact("secondOpinion", decision.secondOpinion());
        fact("exams", decision.examinations());
        fact("wishes", decision.wishes());
        fact("reason", decision.reason());
        var framework = content.framework();
        fact(
                "reference",
                joined(
                        framework.reference(),
                        framework.referenceVersion(),
                        PartialDate.french(framework.referenceDate())));
        fact("trial", framework.trial());
        fact("deviation", framework.deviation());
    }

    private String also(Decision decision) {
        return joined(
                decision.surveillance() ? page.text("rcp.fiche.surveillance") : "",
                decision.recourse() ? page.text("rcp.fiche.recourse") : "");
    }

    private String text(Strategy strategy) {
        var lines = new ArrayList<String>();
        for (var treatment : strategy.treatments()) {
            lines.add(
                    (lines.size() + 1)
                            + ". "
                            + joined(
                                    page.text("rcp.treatment." + treatment.type().name()),
                                    treatment.what(),
                                    treatment.period()));
        }
        return String.join("\n", lines);
    }

    private void asked(CaseFile file) {
        heading("disease");
        fact("question", file.boardCase().question());
    }

    private void disease(FicheContent content) {
        fact("synthesis", content.synthesis());
        for (var tumour : content.tumours()) {
            var side =
                    tumour.laterality().code().isEmpty()
                            ? ""
                            : page.text("rcp.laterality." + tumour.laterality().name());
            fact(
                    "tumour",
                    joined(
                            tumour.topography() + " " + tumour.label(),
                            side,
                            tumour.morphology(),
                            PartialDate.french(tumour.diagnosed())));
        }
        var staging = content.staging();
        var edition =
                staging.edition().isEmpty()
                        ? ""
                        : page.text("rcp.fiche.edition.of", staging.edition());
        fact("tnm", joined((staging.t() + " " + staging.n() + " " + staging.m()).strip(), edition));
        fact(
                "classification",
                joined(staging.other(), staging.otherVersion(), staging.otherValue()));
        fact("course", course(content.course()));
        fact("screening", page.text("rcp.screening." + content.circumstances().screening().name()));
        var findings = content.findings();
        fact("examinations", findings.examinations());
        fact("operative", findings.operative());
        fact("pathology", findings.pathology());
        fact("molecular", findings.molecular());
    }

    private String course(Course course) {
        var progressions =
                course.progressions().stream()
                        .map(one -> page.text("rcp.progression." + one.name()))
                        .collect(Collectors.joining(", "));
        return joined(
                page.text("rcp.phase." + course.phase().name()),
                PartialDate.french(course.since()),
                progressions);
    }

    private void patient(FicheContent content) {
        heading("condition");
        var condition = content.condition();
        fact("performance", condition.performance());
        fact("geriatric", condition.geriatric());
        fact("history", condition.history());
        fact("comorbidities", condition.comorbidities());
        var past = new ArrayList<String>();
        for (var treatment : content.pastTreatments()) {
            past.add(
                    joined(
                            page.text("rcp.treatment." + treatment.type().name()),
                            treatment.what(),
                            PartialDate.french(treatment.when()),
                            page.text("rcp.progress." + treatment.progress().name())));
        }
        fact("past", String.join("\n", past));
    }

    private void presence(Approval approval) {
        if (approval.present().isEmpty()) {
            return;
        }
        heading("present");
        for (var one : approval.present()) {
            var who = one.attendee();
            blocks.add(new Block.Fact(who.name(), presence(one)));
        }
    }

    private String presence(Attendance one) {
        var who = one.attendee();
        var specialty =
                SpecialtyGroup.of(who.specialty())
                        .map(group -> page.text("rcp.specialty." + group.name()))
                        .orElse(who.specialty());
        return joined(
                page.text("rcp.profession." + who.profession()),
                specialty,
                page.text("rcp.attendance.mode." + one.mode().name()),
                who.id().isEmpty() ? "" : page.text("rcp.attendance.rpps", who.id()));
    }

    private void heading(String key) {
        blocks.add(new Block.Heading(page.text("rcp.fiche.part." + key)));
    }

    private void fact(String key, String text) {
        if (!text.isBlank()) {
            blocks.add(new Block.Fact(page.text("rcp.fiche." + key), text.strip()));
        }
    }

    private static String joined(String... parts) {
        return Stream.of(parts)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" – "));
    }
}
