// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.CaseFile;
import spiders.rcp.fiche.Fiche;
import spiders.web.Page;
import spiders.web.pdf.PdfReport;

/** A fiche on paper: a PDF in the reader's language. */
final class FichePaper {

    private FichePaper() {}

    static byte[] bytes(Page page, CaseFile file, Fiche fiche) {
        var title =
                page.text(
                        fiche.approval().isPresent() ? "rcp.fiche.paper" : "rcp.fiche.paper.draft",
                        file.board().name());
        return new PdfReport(
                        page.locale(),
                        title,
                        below(page, file, fiche),
                        (one, of) -> page.text("web.report.page", one, of),
                        FicheBlocks.of(page, file, fiche))
                .bytes();
    }

    /** Of whom and which it is, on every sheet. */
    private static String below(Page page, CaseFile file, Fiche fiche) {
        var patient = new PatientText(file.traits(), file.session().date());
        return page.text(
                fiche.approval().isPresent()
                        ? "rcp.fiche.paper.below"
                        : "rcp.fiche.paper.below.draft",
                file.boardCase().id(),
                fiche.version(),
                patient.name(),
                patient.birthDate());
    }
}
