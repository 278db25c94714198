// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.CaseImport;
import spiders.rcp.ImportLine;
import spiders.rcp.inbound.CaseSheet;
import spiders.rcp.inbound.SheetException;
import spiders.rcp.inbound.SheetWriter;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.InvalidParamException;
import spiders.web.Pages;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A sheet of cases for a session. The server keeps none of it between the preview and the
 * confirmation: the page sends it again.
 */
final class ImportPages {

    private static final System.Logger LOG = System.getLogger(ImportPages.class.getName());
    private static final String PATH = "/sessions/{session}/import";
    private static final int UNPROCESSABLE = 422;
    private static final MediaType CSV = new MediaType("text", "csv", UTF_8);

    private final RcpServices services;
    private final CaseImport imports;
    private final Pages pages;

    ImportPages(RcpServices services, Pages pages) {
        this.services = services;
        this.imports = services.imports();
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Permission.REGISTER_CASE, this::form)
                .post(PATH, Permission.REGISTER_CASE, this::preview)
                .post(PATH + "/cases", Permission.REGISTER_CASE, this::confirm)
                .post(PATH + "/refused", Permission.REGISTER_CASE, this::refused)
                .get(PATH + "/template", Permission.REGISTER_CASE, this::template);
    }

    private ServerResponse form(ServerRequest request) {
        imports.require(Session.user(request), id(request));
        return show(request, 200, ImportView.empty());
    }

    private ServerResponse preview(ServerRequest request) {
        return answer(request, false);
    }

    private ServerResponse confirm(ServerRequest request) {
        return answer(request, true);
    }

    private ServerResponse answer(ServerRequest request, boolean writes) {
        var user = Session.user(request);
        imports.require(user, id(request));
        var file = file(request);
        CaseSheet sheet;
        try {
            sheet = CaseSheet.read(file);
        } catch (SheetException wrong) {
            var problem = "rcp.import.problem." + wrong.kind();
            return show(request, UNPROCESSABLE, ImportView.wrong(problem, wrong.where()));
        }
        var lines =
                writes
                        ? imports.register(user, id(request), sheet)
                        : imports.preview(user, id(request), sheet);
        if (writes) {
            lines.forEach(line -> search(user, line));
        }
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(file);
        return show(request, 200, new ImportView(encoded, rows(request, lines), "", "", writes));
    }

    /** The case is written, whatever becomes of its search: who looks at it searches again. */
    private void search(User user, ImportLine line) {
        if (!(line.outcome() instanceof ImportLine.Outcome.Registered(var id))
                || !user.may(Permission.SEARCH_IMAGING)) {
            return;
        }
        try {
            services.imaging().search(user, id);
        } catch (RuntimeException e) {
            // What is thrown might quote the patient.
            LOG.log(Level.WARNING, "Import: no search for a new case: {0}", e.getClass().getName());
        }
    }

    private List<ImportRow> rows(ServerRequest request, List<ImportLine> lines) {
        var locale = Session.locale(request);
        return lines.stream().map(line -> ImportRow.of(line, pages.messages(), locale)).toList();
    }

    /** The lines that were refused, as they were sent, each with its number and why. */
    private ServerResponse refused(ServerRequest request) {
        var user = Session.user(request);
        imports.require(user, id(request));
        CaseSheet sheet;
        try {
            sheet = CaseSheet.read(file(request));
        } catch (SheetException _) {
            throw new InvalidParamException("file");
        }
        var sent =
                sheet.entries().stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> entry.line().number(),
                                        entry -> entry.line().cells()));
        var messages = pages.messages();
        var locale = Session.locale(request);
        var writer = new SheetWriter();
        var head =
                List.of(
                        messages.text(locale, "rcp.import.line"),
                        messages.text(locale, "rcp.import.why"));
        writer.line(joined(head, sheet.sheet().header()));
        for (var row : rows(request, imports.preview(user, id(request), sheet))) {
            if (row.line().isRefused()) {
                int number = row.line().number();
                var told = List.of(String.valueOf(number), String.join(" ; ", row.reasons()));
                writer.line(joined(told, sent.getOrDefault(number, List.of())));
            }
        }
        return download(writer, "spiders-import-refus.csv");
    }

    private static List<String> joined(List<String> first, List<String> then) {
        var all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private ServerResponse template(ServerRequest request) {
        imports.require(Session.user(request), id(request));
        return download(new SheetWriter().line(CaseSheet.template()), "spiders-import-modele.csv");
    }

    private static ServerResponse download(SheetWriter written, String name) {
        return ServerResponse.ok()
                .contentType(CSV)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .body(written.bytes());
    }

    /** What a script read from the chosen file, or what was pasted. */
    private static byte[] file(ServerRequest request) {
        var encoded = request.param("file").orElse("");
        if (encoded.isEmpty()) {
            return request.param("text").orElse("").getBytes(UTF_8);
        }
        try {
            return Base64.getUrlDecoder().decode(encoded);
        } catch (IllegalArgumentException _) {
            throw new InvalidParamException("file");
        }
    }

    private ServerResponse show(ServerRequest request, int status, ImportView view) {
        var entry = services.boards().session(Session.user(request), id(request));
        return pages.page(request)
                .crumb("/sessions/" + id(request), "rcp.session.named", entry.board().name())
                .title("rcp.import.title")
                .wide()
                .status(status)
                .render("rcp/import.jte", Map.of("entry", entry, "view", view));
    }

    private static UUID id(ServerRequest request) {
        return Ids.path(request, "session");
    }
}
