// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.AgendaEntry;
import spiders.rcp.Boards;
import spiders.rcp.quorum.Attendance;
import spiders.rcp.quorum.Attendance.Mode;
import spiders.rcp.quorum.Attendee;
import spiders.rcp.quorum.SpecialtyGroup;
import spiders.security.Permission;
import spiders.web.Flash;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The attendance of a session, and that a case is discussed now. */
final class AttendancePages {

    private static final String PATH = "/sessions/{session}/attendance";
    private static final String LINE = PATH + "/{line}";

    /** Codes of TRE_G15 that the form offers. */
    private static final List<String> PROFESSIONS = List.of("10", "21", "60", "32");

    private final RcpServices services;
    private final Pages pages;
    private final Clock clock;

    AttendancePages(RcpServices services, Pages pages, Clock clock) {
        this.services = services;
        this.pages = pages;
        this.clock = clock;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Permission.VIEW_BOARDS, this::show)
                .post(PATH, Permission.RUN_SESSION, this::attest)
                .post(LINE + "/leaving", Permission.RUN_SESSION, this::leave)
                .post(LINE + "/striking", Permission.RUN_SESSION, this::strike)
                .post("/cases/{case}/discussion", Permission.RUN_SESSION, this::discuss);
    }

    private ServerResponse show(ServerRequest request) {
        var user = Session.user(request);
        AgendaEntry entry = services.boards().session(user, Ids.path(request, "session"));
        var session = entry.session();
        boolean mayAttest = services.attendances().mayAttest(user, session.board());
        return pages.page(request)
                .crumb("/boards/" + entry.board().id(), "rcp.board.named", entry.board().name())
                .crumb(
                        "/sessions/" + session.id(),
                        "rcp.session.of",
                        pages.of(request).date(session.date()))
                .title("rcp.attendance.title")
                .wide()
                .render(
                        "rcp/attendance.jte",
                        Map.of(
                                "path",
                                "/sessions/" + session.id() + "/attendance",
                                "lines",
                                services.attendances().of(user, session.id()).stream()
                                        .map(AttendanceLine::new)
                                        .toList(),
                                "quorum",
                                services.attendances().quorum(user, session.id()),
                                "known",
                                mayAttest
                                        ? services.attendances().known(user, session.id())
                                        : List.of(),
                                "groups",
                                Arrays.asList(SpecialtyGroup.values()),
                                "professions",
                                PROFESSIONS,
                                "mayAttest",
                                mayAttest));
    }

    private ServerResponse attest(ServerRequest request) {
        var user = Session.user(request);
        var session = services.boards().session(user, Ids.path(request, "session")).session();
        var who =
                Params.required(
                        request,
                        "name",
                        name ->
                                new Attendee(
                                        Params.optional(request, "rpps", one -> one).orElse(""),
                                        name,
                                        profession(request),
                                        Params.optional(request, "specialty", one -> one)
                                                .orElse("")));
        var mode = Params.required(request, "mode", Mode::valueOf);
        var arrived = arrived(request, session.date());
        try {
            services.attendances()
                    .attest(
                            user,
                            session.id(),
                            new Attendance(who, mode, arrived, Optional.empty()));
        } catch (IllegalArgumentException _) {
            return back(request, Flash.of(Flash.Kind.FAILED, "rcp.attendance.future"));
        }
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.attendance.attested", who.name()));
    }

    private static String profession(ServerRequest request) {
        return Params.required(
                request,
                "profession",
                code -> {
                    if (!PROFESSIONS.contains(code)) {
                        throw new IllegalArgumentException("a profession that is not offered");
                    }
                    return code;
                });
    }

    /** On the day of the session, by the hospital's clock; now where no time is written. */
    private Instant arrived(ServerRequest request, LocalDate day) {
        return Params.optional(request, "arrived", LocalTime::parse)
                .map(time -> day.atTime(time).atZone(Boards.HOSPITAL_ZONE).toInstant())
                .orElseGet(clock::instant);
    }

    private ServerResponse leave(ServerRequest request) {
        boolean isDone =
                services.attendances()
                        .leave(Session.user(request), Ids.path(request, "session"), line(request));
        return back(request, said(isDone, "rcp.attendance.left"));
    }

    private ServerResponse strike(ServerRequest request) {
        boolean isDone =
                services.attendances()
                        .strike(Session.user(request), Ids.path(request, "session"), line(request));
        return back(request, said(isDone, "rcp.attendance.struck"));
    }

    private ServerResponse discuss(ServerRequest request) {
        var id = Ids.path(request, "case");
        var quorum = services.attendances().discuss(Session.user(request), id);
        var said =
                quorum.map(one -> "rcp.attendance.discussed." + one.status().name())
                        .orElse("rcp.attendance.discussed");
        var back =
                Params.optional(request, "room", UUID::fromString)
                        .map(session -> "/sessions/" + session + "/room/" + id)
                        .orElse("/cases/" + id);
        return pages.redirect(request, back, Flash.of(Flash.Kind.DONE, said));
    }

    private static UUID line(ServerRequest request) {
        return Ids.path(request, "line");
    }

    private static Flash said(boolean isDone, String key) {
        return isDone
                ? Flash.of(Flash.Kind.DONE, key)
                : Flash.of(Flash.Kind.NOTE, "rcp.members.unchanged");
    }

    private ServerResponse back(ServerRequest request, Flash flash) {
        var path = "/sessions/" + Ids.path(request, "session") + "/attendance";
        return pages.redirect(request, path, flash);
    }
}
