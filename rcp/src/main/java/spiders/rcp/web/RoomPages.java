// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.reading.KeyImage;
import spiders.rcp.AgendaEntry;
import spiders.rcp.BoardKind;
import spiders.rcp.CaseFile;
import spiders.rcp.CaseState;
import spiders.rcp.Picker;
import spiders.rcp.fiche.Fiche;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.Pages;
import spiders.web.SecuredRoutes;
import spiders.web.Session;
import spiders.web.pdf.PdfReport.Block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A session in the meeting room: its agenda, and one case at a time in letters for a projector. */
final class RoomPages {

    private static final String PATH = "/sessions/{session}/room";

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
                .get(PATH + "/{case}", Permission.VIEW_CASE, this::boardCase);
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
        return first.map(line -> page(request, entry, lines, line))
                .orElseGet(() -> page(request, entry, Map.of("lines", lines)));
    }

    private ServerResponse boardCase(ServerRequest request) {
        var user = Session.user(request);
        var entry = services.boards().session(user, Ids.path(request, "session"));
        var id = Ids.path(request, "case");
        // Who may not see the case, or names one of another session, learns it as on its own page.
        var file = services.cases().open(user, id);
        var lines = lines(services.cases().files(user, entry.session().id()));
        var line =
                lines.stream()
                        .filter(one -> one.id().equals(file.boardCase().id().toString()))
                        .findFirst();
        return line.map(one -> page(request, entry, lines, one))
                .orElseGet(() -> pages.redirect("/cases/" + id));
    }

    private List<RoomLine> lines(List<CaseFile> files) {
        var lines = new ArrayList<RoomLine>();
        for (var file : files) {
            if (file.boardCase().state() == CaseState.SUBMITTED) {
                lines.add(new RoomLine(lines.size() + 1, file, stage(file)));
            }
        }
        return lines;
    }

    private RoomLine.Stage stage(CaseFile file) {
        if (newest(file).filter(one -> one.approval().isPresent()).isPresent()) {
            return RoomLine.Stage.APPROVED;
        }
        return services.attendances().discussion(file).isPresent()
                ? RoomLine.Stage.DISCUSSED
                : RoomLine.Stage.TO_DISCUSS;
    }

    private Optional<Fiche> newest(CaseFile file) {
        return file.board().kind() == BoardKind.RCP
                ? services.fiches().versions(file).stream().findFirst()
                : Optional.empty();
    }

    private ServerResponse page(
            ServerRequest request, AgendaEntry entry, List<RoomLine> lines, RoomLine line) {
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
        return page(request, entry, model);
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
            ServerRequest request, AgendaEntry entry, Map<String, Object> model) {
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
                .wide()
                .render(model.containsKey("line") ? "rcp/room.jte" : "rcp/room-empty.jte", all);
    }
}
