// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.dicom.data.UID;
import spiders.rcp.CaseFile;
import spiders.rcp.CaseState;
import spiders.rcp.NothingToViewException;
import spiders.rcp.Picker;
import spiders.retrieval.TransferNotAllowedException;
import spiders.retrieval.Verdict;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.Flash;
import spiders.web.InvalidParamException;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;
import spiders.web.Sse;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A case: its patient, its question, the choice of its examinations and their arrival. */
final class CasePages {

    private final RcpServices services;
    private final SourceNames names;
    private final ImagingViews views;
    private final Pages pages;
    private final Sse sse;

    CasePages(RcpServices services, Pages pages, Sse sse) {
        this.services = services;
        this.names = new SourceNames(services.sources());
        this.views = new ImagingViews(names);
        this.pages = pages;
        this.sse = sse;
    }

    void register(SecuredRoutes routes) {
        routes.get("/cases/{case}", Permission.VIEW_CASE, this::show);
        // Pages ask for these again and again: recorded once in a quarter of an hour.
        routes.recordedByService(all ->
                all.get("/cases/{case}/imaging", Permission.VIEW_CASE, this::imaging)
                        .get("/cases/{case}/events", Permission.VIEW_CASE, this::events));
        routes.post("/cases/{case}/submit", Permission.EDIT_CASE, this::submit);
        routes.post("/cases/{case}/withdraw", Permission.EDIT_CASE, this::withdraw);
        routes.post("/cases/{case}/search", Permission.SEARCH_IMAGING, this::search);
        routes.post("/cases/{case}/identity", Permission.DECIDE_IDENTITY, this::decide);
        routes.post(
                "/cases/{case}/identity/{decision}/revoke",
                Permission.DECIDE_IDENTITY,
                this::revoke);
        routes.post("/cases/{case}/transfers", Permission.ORDER_TRANSFER, this::order);
        routes.post(
                "/cases/{case}/transfers/{transfer}/retry", Permission.ORDER_TRANSFER, this::retry);
        routes.post(
                "/cases/{case}/transfers/{transfer}/cancel",
                Permission.ORDER_TRANSFER,
                this::cancel);
        routes.post(
                "/cases/{case}/transfers/{transfer}/hold", Permission.ORDER_TRANSFER, this::hold);
        routes.post(
                "/cases/{case}/transfers/{transfer}/release",
                Permission.ORDER_TRANSFER,
                this::release);
        routes.post(
                "/cases/{case}/transfers/{transfer}/hurry", Permission.ORDER_TRANSFER, this::hurry);
        new StayPages(services.stay(), pages).register(routes);
        routes.post("/cases/{case}/view", Permission.VIEW_IMAGES, this::view);
    }

    private ServerResponse show(ServerRequest request) {
        var user = Session.user(request);
        var file = services.cases().open(user, id(request));
        var picker = services.imaging().picker(user, file);
        pages.limit(request, services.cases().allowed(user, file));
        var discussion = services.attendances().discussion(file);
        return pages.page(request)
                .crumb("/boards/" + file.board().id(), "rcp.board.named", file.board().name())
                .crumb(
                        "/sessions/" + file.session().id(),
                        "rcp.session.of",
                        pages.of(request).date(file.session().date()))
                .title("rcp.case.title")
                .wide()
                .render(
                        "rcp/case.jte",
                        Map.of(
                                "row", row(file, picker),
                                "imaging", views.of(picker, services.stay().stays(picker)),
                                "decisions", decisions(user, file),
                                "discussion", discussion,
                                "quorum",
                                        discussion.flatMap(
                                                one -> services.attendances().quorum(file, one)),
                                "mayDiscuss", mayDiscuss(user, file)));
    }

    private boolean mayDiscuss(User user, CaseFile file) {
        return file.boardCase().state() == CaseState.SUBMITTED
                && services.attendances().mayAttest(user, file.board().id());
    }

    private List<DecisionLine> decisions(User user, CaseFile file) {
        return services.imaging().decisions(user, file).stream()
                .map(decision -> DecisionLine.of(decision, names))
                .toList();
    }

    private CaseRow row(CaseFile file, Picker picker) {
        return new CaseRow(file, picker.readiness(), names.names(picker.readiness().silent()));
    }

    private ServerResponse imaging(ServerRequest request) {
        var user = Session.user(request);
        var picker = services.imaging().picker(user, id(request));
        pages.limit(request, services.cases().allowed(user, picker.file()));
        return pages.fragment(
                request,
                "rcp/imaging.jte",
                Map.of("view", views.of(picker, services.stay().stays(picker))));
    }

    private ServerResponse events(ServerRequest request) {
        services.cases().file(Session.user(request), id(request));
        return sse.stream(request, Topics.boardCase(id(request)));
    }

    private ServerResponse submit(ServerRequest request) {
        services.cases().submit(Session.user(request), id(request));
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.case.submitted"));
    }

    private ServerResponse withdraw(ServerRequest request) {
        var file = services.cases().file(Session.user(request), id(request));
        services.cases().withdraw(Session.user(request), id(request));
        return pages.redirect(
                request,
                "/sessions/" + file.session().id(),
                Flash.of(Flash.Kind.DONE, "rcp.case.withdrawn"));
    }

    private ServerResponse search(ServerRequest request) {
        services.imaging().search(Session.user(request), id(request));
        return pages.redirect("/cases/" + id(request) + "#imaging");
    }

    private ServerResponse decide(ServerRequest request) {
        var verdict = Params.required(request, "verdict", Verdict::valueOf);
        services.imaging()
                .decide(
                        Session.user(request),
                        id(request),
                        Params.required(request, "study", UID::new),
                        Params.required(request, "source", source -> source),
                        verdict);
        var said =
                verdict == Verdict.CONFIRMED
                        ? Flash.of(Flash.Kind.DONE, "rcp.identity.confirmed")
                        : Flash.of(Flash.Kind.NOTE, "rcp.identity.refused");
        return back(request, said);
    }

    private ServerResponse revoke(ServerRequest request) {
        services.imaging()
                .revoke(
                        Session.user(request),
                        id(request),
                        Ids.path(request, "decision"),
                        Params.required(request, "reason", CasePages::reason));
        return back(request, Flash.of(Flash.Kind.NOTE, "rcp.decision.taken-back"));
    }

    private static String reason(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a reason is expected");
        }
        return text.strip();
    }

    private ServerResponse order(ServerRequest request) {
        var studies =
                request.params().getOrDefault("study", List.of()).stream()
                        .map(CasePages::uid)
                        .toList();
        if (studies.isEmpty()) {
            return back(request, Flash.of(Flash.Kind.WARNING, "rcp.picker.order.none"));
        }
        try {
            var ordered = services.imaging().order(Session.user(request), id(request), studies);
            return back(request, Flash.of(Flash.Kind.DONE, "rcp.picker.ordered", ordered.size()));
        } catch (TransferNotAllowedException _) {
            return back(
                    request, Flash.of(Flash.Kind.FAILED, "rcp.problem.identity-undecided.detail"));
        }
    }

    private ServerResponse retry(ServerRequest request) {
        services.imaging().retry(Session.user(request), id(request), Ids.path(request, "transfer"));
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.transfer.retried"));
    }

    private ServerResponse hold(ServerRequest request) {
        services.imaging().hold(Session.user(request), id(request), Ids.path(request, "transfer"));
        return back(request, Flash.of(Flash.Kind.NOTE, "rcp.transfer.held"));
    }

    private ServerResponse release(ServerRequest request) {
        services.imaging()
                .release(Session.user(request), id(request), Ids.path(request, "transfer"));
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.transfer.released"));
    }

    private ServerResponse hurry(ServerRequest request) {
        services.imaging().hurry(Session.user(request), id(request), Ids.path(request, "transfer"));
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.transfer.hurried"));
    }

    private ServerResponse cancel(ServerRequest request) {
        services.imaging()
                .cancel(Session.user(request), id(request), Ids.path(request, "transfer"));
        return back(request, Flash.of(Flash.Kind.NOTE, "rcp.transfer.cancelled"));
    }

    private ServerResponse view(ServerRequest request) {
        try {
            var studies = services.viewing().open(Session.user(request), id(request), List.of());
            var address = ViewerAddress.of(id(request), studies);
            var followed =
                    Params.optional(request, "room", UUID::fromString)
                            .map(room -> ViewerAddress.followed(address, room))
                            .orElse(address);
            return ServerResponse.seeOther(URI.create(followed)).build();
        } catch (NothingToViewException _) {
            return back(request, Flash.of(Flash.Kind.NOTE, "rcp.case.view.none"));
        }
    }

    private ServerResponse back(ServerRequest request, Flash flash) {
        return pages.redirect(request, "/cases/" + id(request), flash);
    }

    private static UID uid(String text) {
        try {
            return new UID(text);
        } catch (IllegalArgumentException _) {
            throw new InvalidParamException("study");
        }
    }

    private static UUID id(ServerRequest request) {
        return Ids.path(request, "case");
    }
}
