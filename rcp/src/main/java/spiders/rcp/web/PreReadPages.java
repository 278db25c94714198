// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.reading.ForeignStudyException;
import spiders.archive.reading.KeyImage;
import spiders.archive.reading.MissingKeyImageException;
import spiders.archive.reading.UnwritableReadingException;
import spiders.dicom.data.UID;
import spiders.rcp.BoardKind;
import spiders.rcp.CaseFile;
import spiders.rcp.EmptyPreReadException;
import spiders.rcp.NothingToViewException;
import spiders.rcp.PreReadChangedException;
import spiders.rcp.PreReads;
import spiders.rcp.ViewedStudy;
import spiders.rcp.fiche.Fiche;
import spiders.rcp.hanging.Layout;
import spiders.rcp.preread.PreRead;
import spiders.rcp.preread.PreReadContent;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.Flash;
import spiders.web.Form;
import spiders.web.InvalidParamException;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;
import spiders.web.pdf.PdfReport.Block;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The work list of a radiologist, and the reading of one case of it. */
final class PreReadPages {

    private static final String LIST = "/pre-read";
    private static final String PATH = "/cases/{case}/pre-read";
    private static final int CONFLICT = 409;
    private static final int REFUSED = 422;

    private final RcpServices services;
    private final WorkList work;
    private final Pages pages;

    PreReadPages(RcpServices services, Pages pages) {
        this.services = services;
        this.work = new WorkList(services);
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(LIST, Permission.PRE_READ, this::list)
                .get(PATH, Permission.VIEW_CASE, this::show)
                .get(PATH + "/images", Permission.VIEW_IMAGES, this::images)
                .post(PATH, Permission.PRE_READ, this::save)
                .post(PATH + "/signature", Permission.PRE_READ, this::sign)
                .post(PATH + "/amendment", Permission.PRE_READ, this::amend)
                .post(PATH + "/objects", Permission.PRE_READ, this::saveAgain)
                .post(PATH + "/view", Permission.VIEW_IMAGES, this::view);
    }

    private ServerResponse list(ServerRequest request) {
        var user = Session.user(request);
        var scope = Params.optional(request, "who", WorkList.Scope::valueOf);
        boolean unread = request.param("unread").filter("true"::equals).isPresent();
        var all = work.lines(user, scope.orElse(WorkList.Scope.MINE));
        var shown = all.stream().filter(line -> !unread || !line.isRead()).toList();
        return pages.page(request)
                .title("rcp.pre-read.list")
                .wide()
                .render(
                        "rcp/preread-list.jte",
                        Map.of(
                                "lines",
                                shown,
                                "total",
                                all.size(),
                                "read",
                                (int) all.stream().filter(WorkLine::isRead).count(),
                                "who",
                                scope.orElse(WorkList.Scope.MINE).name(),
                                "unread",
                                unread));
    }

    private ServerResponse show(ServerRequest request) {
        var file = services.cases().open(Session.user(request), id(request));
        var newest = newest(file);
        var content = newest.map(PreRead::content).orElse(PreReadContent.BLANK);
        return page(
                request,
                new Shown(file, newest, PreReadForm.of(content), content.keyImages()),
                Optional.empty(),
                200);
    }

    /** A case with the newest version of its note, and what stands in the form. */
    private record Shown(
            CaseFile file, Optional<PreRead> newest, Form form, List<KeyImage> keyImages) {}

    private Optional<PreRead> newest(CaseFile file) {
        return services.preReads().versions(file).stream().findFirst();
    }

    private ServerResponse page(
            ServerRequest request, Shown shown, Optional<String> changedBy, int status) {
        var user = Session.user(request);
        var file = shown.file();
        var allowed = services.cases().allowed(user, file);
        pages.limit(request, allowed);
        var picker = services.imaging().picker(user, file);
        var here = picker.transfers().stream().map(one -> one.studyInstanceUID()).toList();
        var seen = services.viewing().letSee(user, picker, here);
        var model = new HashMap<String, Object>();
        model.put("lines", lines(user, file));
        model.put("row", new CaseRow(file, picker.readiness(), ""));
        model.put("pairs", ReadPairs.of(picker, seen));
        model.put("versions", services.preReads().versions(file));
        model.put("form", shown.form());
        model.put("keyImages", shown.keyImages().stream().map(KeyPicture::new).toList());
        model.put("changedBy", changedBy);
        model.put("story", story(request, file));
        model.put("mayRead", allowed.contains(Permission.PRE_READ));
        return pages.page(request)
                .crumb(LIST, "rcp.pre-read.list")
                .title("rcp.pre-read.title")
                .status(status)
                .wide()
                .render("rcp/preread.jte", model);
    }

    /** The work list around a case; that of its session where it stands in no other. */
    private List<WorkLine> lines(User user, CaseFile file) {
        var id = file.boardCase().id().toString();
        var mine = work.lines(user, WorkList.Scope.MINE);
        return mine.stream().anyMatch(line -> line.id().equals(id))
                ? mine
                : work.ofSession(user, file.session().id());
    }

    private List<Block> story(ServerRequest request, CaseFile file) {
        if (file.board().kind() != BoardKind.RCP) {
            return List.of();
        }
        return services.fiches().versions(file).stream()
                .findFirst()
                .map(Fiche::content)
                .map(content -> FicheBlocks.story(pages.of(request), content))
                .orElse(List.of());
    }

    private ServerResponse images(ServerRequest request) {
        var user = Session.user(request);
        var file = services.cases().file(user, id(request));
        var study = Params.required(request, "study", UID::new);
        var series = services.preReads().series(user, file, study);
        return pages.fragment(request, "rcp/preread-images.jte", Map.of("series", series));
    }

    /** What was typed comes back with what is wrong of it, or beside what was saved before. */
    private ServerResponse save(ServerRequest request) {
        var user = Session.user(request);
        var file = file(request);
        int revision = revision(request);
        var form = Form.of(request);
        var content = PreReadForm.read(form, exams(user, file));
        var typed = new Shown(file, newest(file), form, PreReadForm.keyImages(form));
        if (content.isEmpty()) {
            return page(request, typed, Optional.empty(), REFUSED);
        }
        try {
            services.preReads().save(user, id(request), revision, content.get());
        } catch (PreReadChangedException changed) {
            return page(request, typed, Optional.of(changed.by()), CONFLICT);
        }
        if (request.param("then").filter("sign"::equals).isPresent()) {
            return sign(request, revision + 1);
        }
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.pre-read.saved"));
    }

    /** What each study is called of which something is said, or may be. */
    private Map<UID, String> exams(User user, CaseFile file) {
        var exams = new LinkedHashMap<UID, String>();
        var pairs = ReadPairs.of(services.imaging().picker(user, file), Set.of());
        ReadPairs.byStudy(pairs).forEach((study, exam) -> exams.put(study, exam.label()));
        newest(file).stream()
                .flatMap(one -> one.content().remarks().stream())
                .forEach(one -> exams.putIfAbsent(one.study(), one.examination()));
        return exams;
    }

    private ServerResponse sign(ServerRequest request) {
        file(request);
        return sign(request, revision(request));
    }

    private ServerResponse sign(ServerRequest request, int revision) {
        var page = pages.of(request);
        var wording = new PreReads.Wording(page.locale(), page.text("rcp.pre-read.title"));
        try {
            var signed =
                    services.preReads().sign(Session.user(request), id(request), revision, wording);
            return back(request, said(signed));
        } catch (EmptyPreReadException _) {
            return back(request, Flash.of(Flash.Kind.FAILED, "rcp.pre-read.empty"));
        } catch (NothingToViewException | ForeignStudyException _) {
            return back(request, Flash.of(Flash.Kind.FAILED, "rcp.pre-read.no-images"));
        } catch (MissingKeyImageException _) {
            return back(request, Flash.of(Flash.Kind.FAILED, "rcp.pre-read.key.missing"));
        } catch (UnwritableReadingException _) {
            return back(request, Flash.of(Flash.Kind.FAILED, "rcp.pre-read.unwritable"));
        } catch (PreReadChangedException changed) {
            return back(request, Flash.of(Flash.Kind.FAILED, "rcp.pre-read.changed", changed.by()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a note is saved", e);
        }
    }

    private static Flash said(PreRead signed) {
        return signed.isSaved()
                ? Flash.of(Flash.Kind.DONE, "rcp.pre-read.signed.done")
                : Flash.of(Flash.Kind.WARNING, "rcp.pre-read.signed.unsaved");
    }

    private ServerResponse amend(ServerRequest request) {
        file(request);
        try {
            services.preReads().amend(Session.user(request), id(request));
        } catch (PreReadChangedException changed) {
            return back(request, Flash.of(Flash.Kind.NOTE, "rcp.pre-read.changed", changed.by()));
        }
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.pre-read.amending"));
    }

    private ServerResponse saveAgain(ServerRequest request) throws InterruptedException {
        file(request);
        return back(
                request, said(services.preReads().saveAgain(Session.user(request), id(request))));
    }

    private ServerResponse view(ServerRequest request) {
        var user = Session.user(request);
        var file = file(request);
        var layout = Params.required(request, "layout", Layout::valueOf);
        var wanted = new ArrayList<UID>();
        for (var text : request.params().getOrDefault("study", List.of())) {
            wanted.add(study(text));
        }
        try {
            var opened = services.viewing().open(user, file.boardCase().id(), wanted);
            return ServerResponse.seeOther(
                            URI.create(
                                    ViewerAddress.hung(
                                            file.boardCase().id(),
                                            inOrder(wanted, opened),
                                            layout)))
                    .build();
        } catch (NothingToViewException _) {
            return back(request, Flash.of(Flash.Kind.NOTE, "rcp.case.view.none"));
        }
    }

    /** The current study first, as it was asked for. */
    private static List<ViewedStudy> inOrder(List<UID> wanted, List<ViewedStudy> opened) {
        return opened.stream()
                .sorted(Comparator.comparingInt(one -> wanted.indexOf(one.study())))
                .toList();
    }

    private static UID study(String text) {
        try {
            return new UID(text);
        } catch (IllegalArgumentException _) {
            throw new InvalidParamException("study");
        }
    }

    /** Whether there is such a case comes before whether the rest makes sense. */
    private CaseFile file(ServerRequest request) {
        return services.cases().file(Session.user(request), id(request));
    }

    private static int revision(ServerRequest request) {
        return Params.required(request, "revision", Integer::valueOf);
    }

    private ServerResponse back(ServerRequest request, Flash flash) {
        return pages.redirect(request, "/cases/" + id(request) + "/pre-read", flash);
    }

    private static UUID id(ServerRequest request) {
        return Ids.path(request, "case");
    }
}
