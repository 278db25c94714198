// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.CaseFile;
import spiders.rcp.FicheChangedException;
import spiders.rcp.IncompleteFicheException;
import spiders.rcp.fiche.Approval;
import spiders.rcp.fiche.Fiche;
import spiders.rcp.fiche.FicheCda;
import spiders.rcp.fiche.FicheContent;
import spiders.rcp.fiche.Missing;
import spiders.rcp.fiche.Texts;
import spiders.rcp.quorum.Discussion;
import spiders.rcp.quorum.QuorumResult;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.Flash;
import spiders.web.Form;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;
import spiders.web.pdf.PdfReport;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The fiche of a case: written before and in the meeting, approved after it, given out. */
final class FichePages {

    private static final String PATH = "/cases/{case}/fiche";
    private static final int CONFLICT = 409;
    private static final int REFUSED = 422;
    private static final int WHY_LENGTH = 500;

    private final RcpServices services;
    private final Pages pages;

    FichePages(RcpServices services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Permission.VIEW_CASE, this::show)
                .post(PATH, Permission.EDIT_CASE, this::save)
                .post(PATH + "/approval", Permission.APPROVE_FICHE, this::approve)
                .post(PATH + "/amendment", Permission.EDIT_CASE, this::amend)
                .post(PATH + "/representation", Permission.EDIT_CASE, this::represent)
                .get(PATH + "/{version}/pdf", Permission.VIEW_CASE, this::paper)
                .get(PATH + "/{version}/cda", Permission.VIEW_CASE, this::nationalDocument);
    }

    private ServerResponse show(ServerRequest request) {
        var file = services.cases().open(Session.user(request), id(request));
        var newest = newest(file);
        var content = newest.map(Fiche::content).orElse(FicheContent.BLANK);
        var form = FicheFields.of(content, file.boardCase().requesterName());
        return page(
                request, file, form, newest.map(Fiche::revision).orElse(0), Optional.empty(), 200);
    }

    private Optional<Fiche> newest(CaseFile file) {
        return services.fiches().versions(file).stream().findFirst();
    }

    private ServerResponse page(
            ServerRequest request,
            CaseFile file,
            Form form,
            int revision,
            Optional<String> changedBy,
            int status) {
        var user = Session.user(request);
        pages.limit(request, services.cases().allowed(user, file));
        var versions = services.fiches().versions(file);
        var newest = versions.stream().findFirst();
        var approval = newest.flatMap(Fiche::approval);
        var discussion = services.attendances().discussion(file);
        var model = new HashMap<String, Object>();
        model.put("file", file);
        model.put("patient", new PatientText(file.traits(), file.session().date()));
        model.put("versions", versions);
        model.put("form", form);
        model.put("revision", revision);
        model.put("changedBy", changedBy);
        model.put(
                "discussed",
                approval.isPresent()
                        ? approval.flatMap(Approval::discussed)
                        : discussion.map(Discussion::began));
        // An approved fiche keeps the quorum that it was approved with.
        model.put(
                "quorum",
                approval.isPresent()
                        ? approval.filter(one -> one.discussed().isPresent()).map(Approval::quorum)
                        : discussion
                                .flatMap(one -> services.attendances().quorum(file, one))
                                .map(QuorumResult::status));
        model.put("missing", newest.map(one -> missing(file, one)).orElse(List.of()));
        model.put("mayApprove", mayApprove(user, file));
        model.put("next", Representing.next(services, user, file, newest));
        model.put("blocks", blocks(request, file, newest));
        var deliveries = services.deliveries().of(file);
        model.put("deliveries", deliveries);
        model.put("repeatable", services.deliveries().repeatable(deliveries));
        model.put("sends", services.deliveries().rule().isOpen());
        return pages.page(request)
                .crumb("/boards/" + file.board().id(), "rcp.board.named", file.board().name())
                .crumb(
                        "/sessions/" + file.session().id(),
                        "rcp.session.of",
                        pages.of(request).date(file.session().date()))
                .crumb("/cases/" + file.boardCase().id(), "rcp.case.title")
                .title("rcp.fiche.title")
                .status(status)
                .wide()
                .render("rcp/fiche.jte", model);
    }

    private List<Missing> missing(CaseFile file, Fiche fiche) {
        return fiche.approval().isPresent()
                ? List.of()
                : services.fiches().missing(file, fiche.content());
    }

    private ServerResponse represent(ServerRequest request) {
        var id = file(request).boardCase().id();
        var session = Params.required(request, "session", UUID::fromString);
        var again = services.fiches().represent(Session.user(request), id, session);
        var back =
                Params.optional(request, "room", UUID::fromString)
                        .map(room -> "/sessions/" + room + "/room/" + id)
                        .orElse("/cases/" + again.id());
        return pages.redirect(request, back, Flash.of(Flash.Kind.DONE, "rcp.fiche.represented"));
    }

    private boolean mayApprove(User user, CaseFile file) {
        return services.fiches().mayApprove(user, file.board().id());
    }

    private List<PdfReport.Block> blocks(
            ServerRequest request, CaseFile file, Optional<Fiche> fiche) {
        return fiche.map(one -> FicheBlocks.of(pages.of(request), file, one)).orElse(List.of());
    }

    /** What was typed comes back with what is wrong of it, or with who saved before. */
    private ServerResponse save(ServerRequest request) {
        var user = Session.user(request);
        var file = file(request);
        var form = Form.of(request);
        int revision = revision(request);
        var content = new FicheForm(form).read();
        if (content.isEmpty()) {
            return page(request, file, form, revision, Optional.empty(), REFUSED);
        }
        try {
            services.fiches().save(user, id(request), revision, content.get());
        } catch (FicheChangedException changed) {
            return page(request, file, form, revision, Optional.of(changed.by()), CONFLICT);
        }
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.fiche.saved"));
    }

    /** Whether there is such a case comes before whether the rest makes sense. */
    private CaseFile file(ServerRequest request) {
        return services.cases().file(Session.user(request), id(request));
    }

    private ServerResponse approve(ServerRequest request) {
        var id = file(request).boardCase().id();
        try {
            services.fiches().approve(Session.user(request), id, revision(request));
        } catch (IncompleteFicheException incomplete) {
            return back(
                    request,
                    Flash.of(Flash.Kind.FAILED, "rcp.fiche.lacks", incomplete.missing().size()));
        } catch (FicheChangedException changed) {
            return back(request, Flash.of(Flash.Kind.FAILED, "rcp.fiche.changed", changed.by()));
        }
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.fiche.approved.done"));
    }

    private ServerResponse amend(ServerRequest request) {
        var id = file(request).boardCase().id();
        var why =
                Params.required(
                        request,
                        "why",
                        text -> {
                            if (text.length() > WHY_LENGTH) {
                                throw new IllegalArgumentException("a reason of 500 characters");
                            }
                            return Texts.paragraph(text);
                        });
        try {
            services.fiches().amend(Session.user(request), id, why);
        } catch (FicheChangedException changed) {
            return back(request, Flash.of(Flash.Kind.NOTE, "rcp.fiche.changed", changed.by()));
        }
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.fiche.amending"));
    }

    private ServerResponse paper(ServerRequest request) {
        var user = Session.user(request);
        var version = Params.path(request, "version", Integer::valueOf);
        var fiche = services.fiches().document(user, id(request), version);
        var file = services.cases().file(user, id(request));
        var report = FichePaper.bytes(pages.of(request), file, fiche);
        var name = "fiche-rcp-%s-v%d.pdf".formatted(file.boardCase().id(), version);
        return saved(MediaType.APPLICATION_PDF, name, report);
    }

    private ServerResponse nationalDocument(ServerRequest request) {
        var version = Params.path(request, "version", Integer::valueOf);
        var document =
                services.fiches().nationalDocument(Session.user(request), id(request), version);
        return saved(
                MediaType.APPLICATION_XML,
                "frcp-%s-v%d.xml".formatted(id(request), version),
                FicheCda.bytes(document));
    }

    private static ServerResponse saved(MediaType type, String name, byte[] bytes) {
        return ServerResponse.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(bytes);
    }

    private static int revision(ServerRequest request) {
        return Params.required(request, "revision", Integer::valueOf);
    }

    private ServerResponse back(ServerRequest request, Flash flash) {
        return pages.redirect(request, "/cases/" + id(request) + "/fiche", flash);
    }

    private static UUID id(ServerRequest request) {
        return Ids.path(request, "case");
    }
}
