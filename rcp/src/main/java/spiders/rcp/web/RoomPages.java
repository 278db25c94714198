// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.reading.KeyImage;
import spiders.rcp.AgendaEntry;
import spiders.rcp.BoardKind;
import spiders.rcp.CaseFile;
import spiders.rcp.CaseState;
import spiders.rcp.FicheChangedException;
import spiders.rcp.NothingToViewException;
import spiders.rcp.Picker;
import spiders.rcp.fiche.Fiche;
import spiders.rcp.fiche.FicheContent;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.Flash;
import spiders.web.Form;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;
import spiders.web.pdf.PdfReport.Block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A session in the meeting room: its agenda, and one case at a time in letters for a projector. */
final class RoomPages {

    private static final String PATH = "/sessions/{session}/room";
    private static final int FINE = 200;
    private static final int REFUSED = 422;

    private final RcpServices services;
    private final SourceNames names;
    private final Pages pages;

    RoomPages(RcpServices services, Pages pages) {
        this.services = services;
        this.names = new SourceNames(services.sources());
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Permission.VIEW_CASE, this::room)
                .get(PATH + "/{case}", Permission.VIEW_CASE, this::boardCase)
                .post(PATH + "/{case}/decision", Permission.EDIT_CASE, this::decide)
                .post(PATH + "/{case}/images", Permission.VIEW_IMAGES, this::images);
    }

    /** At the first case that is still to be discussed. */
    private ServerResponse room(ServerRequest request) {
        var user = Session.user(request);
        var entry = services.boards().session(user, Ids.path(request, "session"));
        var lines = lines(services.cases().agenda(user, entry.session().id()));
        var first =
                lines.stream()
                        .filter(line -> line.stage() == RoomLine.Stage.TO_DISCUSS)
                        .findFirst()
                        .or(() -> lines.stream().findFirst());
        return first.map(line -> page(request, entry, lines, line, decision(line)))
                .orElseGet(() -> page(request, entry, FINE, Map.of("lines", lines)));
    }

    private ServerResponse boardCase(ServerRequest request) {
        var user = Session.user(request);
        var id = Ids.path(request, "case");
        // Who may not see the case, or names one of another session, learns it as on its own page.
        var file = services.cases().open(user, id);
        return page(request, file, new RoomDecision(file, newest(file)));
    }

    private ServerResponse page(ServerRequest request, CaseFile file, RoomDecision decision) {
        var user = Session.user(request);
        var entry = services.boards().session(user, Ids.path(request, "session"));
        var lines = lines(services.cases().files(user, entry.session().id()));
        var id = file.boardCase().id();
        return lines.stream()
                .filter(one -> one.id().equals(id.toString()))
                .findFirst()
                .map(one -> page(request, entry, lines, one, decision))
                .orElseGet(() -> pages.redirect("/cases/" + id));
    }

    /** What was typed comes back with what is wrong of it, or with who saved before. */
    private ServerResponse decide(ServerRequest request) {
        var user = Session.user(request);
        var id = Ids.path(request, "case");
        var file = services.cases().file(user, id);
        int revision = Params.required(request, "revision", Integer::valueOf);
        var form = Form.of(request);
        var content = newest(file).map(Fiche::content).orElse(FicheContent.BLANK);
        var decided = new FicheForm(form).decided(content);
        if (decided.isEmpty()) {
            return page(request, file, new RoomDecision(form, revision, REFUSED));
        }
        try {
            services.fiches().save(user, id, revision, decided.get());
        } catch (FicheChangedException changed) {
            int now = newest(file).map(Fiche::revision).orElse(0);
            return page(request, file, new RoomDecision(form, now, changed.by()));
        }
        var room = PATH.replace("{session}", request.pathVariable("session")) + "/" + id;
        return pages.redirect(request, room, Flash.of(Flash.Kind.DONE, "rcp.fiche.saved"));
    }

    /** Where the window of the images finds those of the case. */
    private ServerResponse images(ServerRequest request) {
        var user = Session.user(request);
        var id = Ids.path(request, "case");
        var session = Ids.path(request, "session");
        try {
            var studies = services.viewing().open(user, id, List.of());
            var address = ViewerAddress.followed(ViewerAddress.of(id, studies), session);
            return ServerResponse.ok().contentType(MediaType.TEXT_PLAIN).body(address);
        } catch (NothingToViewException _) {
            return ServerResponse.noContent().build();
        }
    }

    private RoomDecision decision(RoomLine line) {
        return new RoomDecision(line.file(), newest(line.file()));
    }

    private List<RoomLine> lines(List<CaseFile> files) {
        var shown =
                files.stream()
                        .filter(file -> file.boardCase().state() == CaseState.SUBMITTED)
                        .toList();
        var approved = services.fiches().approved(shown);
        var discussed = services.attendances().discussed(shown);
        var lines = new ArrayList<RoomLine>();
        for (var file : shown) {
            lines.add(new RoomLine(lines.size() + 1, file, stage(file, approved, discussed)));
        }
        return lines;
    }

    private static RoomLine.Stage stage(CaseFile file, Set<UUID> approved, Set<UUID> discussed) {
        if (approved.contains(file.boardCase().id())) {
            return RoomLine.Stage.APPROVED;
        }
        return discussed.contains(file.boardCase().id())
                ? RoomLine.Stage.DISCUSSED
                : RoomLine.Stage.TO_DISCUSS;
    }

    private Optional<Fiche> newest(CaseFile file) {
        return file.board().kind() == BoardKind.RCP
                ? services.fiches().versions(file).stream().findFirst()
                : Optional.empty();
    }

    private ServerResponse page(
            ServerRequest request,
            AgendaEntry entry,
            List<RoomLine> lines,
            RoomLine line,
            RoomDecision deciding) {
        var user = Session.user(request);
        var file = line.file();
        pages.limit(request, services.cases().allowed(user, file));
        var picker = services.imaging().picker(user, file);
        var discussion = services.attendances().discussion(file);
        var fiche = newest(file);
        var model = new HashMap<String, Object>();
        model.put("lines", lines);
        model.put("line", line);
        model.put("row", new CaseRow(file, picker.readiness(), silent(picker)));
        model.put("discussion", discussion);
        model.put("quorum", discussion.flatMap(one -> services.attendances().quorum(file, one)));
        model.put("mayDiscuss", mayDiscuss(user, file));
        var signed = services.preReads().signed(file);
        var keyImages = signed.map(one -> one.content().keyImages()).orElse(List.of());
        model.put("preRead", signed);
        model.put(
                "seen",
                services.viewing()
                        .letSee(
                                user,
                                picker,
                                keyImages.stream().map(KeyImage::studyInstanceUID).toList()));
        model.put("story", blocks(request, fiche, false));
        model.put("decision", blocks(request, fiche, true));
        model.put("deciding", deciding);
        model.put("next", Representing.next(services, user, file, fiche));
        var session = entry.session().id();
        model.put("present", services.attendances().present(user, session).size());
        model.put("quorumNow", services.attendances().quorum(user, session));
        return page(request, entry, deciding.status(), model);
    }

    private String silent(Picker picker) {
        return names.names(picker.readiness().silent());
    }

    private boolean mayDiscuss(User user, CaseFile file) {
        return services.attendances().mayAttest(user, file.board().id());
    }

    private List<Block> blocks(ServerRequest request, Optional<Fiche> fiche, boolean decision) {
        return fiche.map(Fiche::content)
                .map(content ->
                        decision
                                ? FicheBlocks.decision(pages.of(request), content)
                                : FicheBlocks.story(pages.of(request), content))
                .orElse(List.of());
    }

    private ServerResponse page(
            ServerRequest request, AgendaEntry entry, int status, Map<String, Object> model) {
        var all = new HashMap<>(model);
        all.put("entry", entry);
        UUID session = entry.session().id();
        return pages.page(request)
                .crumb("/boards/" + entry.board().id(), "rcp.board.named", entry.board().name())
                .crumb(
                        "/sessions/" + session,
                        "rcp.session.of",
                        pages.of(request).date(entry.session().date()))
                .title("rcp.room.title")
                .status(status)
                .wide()
                .render(model.containsKey("line") ? "rcp/room.jte" : "rcp/room-empty.jte", all);
    }
}
