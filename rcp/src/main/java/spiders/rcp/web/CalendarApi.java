// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.BoardId;
import spiders.rcp.RhythmVersion;
import spiders.rcp.calendar.SessionTerms;
import spiders.security.Permission;
import spiders.web.Form;
import spiders.web.InvalidParamException;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The calendar of a board as JSON; its fields are those of the forms. */
final class CalendarApi {

    private static final String RHYTHM = "/api/v1/boards/{board}/rhythm";
    private static final String SESSION = "/api/v1/sessions/{session}";
    private static final int MOST_REASON = 500;
    private static final int DATE = 10;

    private final RcpServices services;

    CalendarApi(RcpServices services) {
        this.services = services;
    }

    void register(SecuredRoutes routes) {
        routes.get(RHYTHM, Permission.VIEW_BOARDS, this::rhythm)
                .put(RHYTHM, Permission.MANAGE_SESSIONS, this::setRhythm)
                .post("/api/v1/boards/{board}/sessions", Permission.MANAGE_SESSIONS, this::add)
                .post(SESSION + "/move", Permission.MANAGE_SESSIONS, this::move)
                .post(SESSION + "/cancellation", Permission.MANAGE_SESSIONS, this::cancel)
                .post(SESSION + "/placement", Permission.MANAGE_SESSIONS, this::place);
    }

    private record Sent(
            @Nullable String kind,
            @Nullable String days,
            @Nullable String every,
            @Nullable String nth,
            @Nullable String holidays,
            @Nullable String region,
            @Nullable String first,
            @Nullable String last,
            @Nullable String date,
            @Nullable String time,
            @Nullable String minutes,
            @Nullable String closesHours,
            @Nullable String room,
            @Nullable String video) {

        Form form() {
            var fields = new HashMap<String, String>();
            put(fields, "kind", kind);
            put(fields, "days", days);
            put(fields, "every", every);
            put(fields, "nth", nth);
            put(fields, "holidays", holidays);
            put(fields, "region", region);
            put(fields, "first", first);
            put(fields, "last", last);
            put(fields, "date", date);
            put(fields, "time", time);
            put(fields, "minutes", minutes);
            put(fields, "closesHours", closesHours);
            put(fields, "room", room);
            put(fields, "video", video);
            return Form.with(fields);
        }

        private static void put(Map<String, String> fields, String name, @Nullable String value) {
            Optional.ofNullable(value).ifPresent(text -> fields.put(name, text));
        }
    }

    private record RhythmJson(
            int version, String setBy, Instant since, Map<String, String> rhythm) {

        static RhythmJson of(RhythmVersion version) {
            return new RhythmJson(
                    version.version(),
                    version.byName(),
                    version.since(),
                    CalendarForm.of(version.rhythm()));
        }
    }

    private record ChangeJson(int version, int added, int changed, int dropped, List<UUID> kept) {}

    private record Cancellation(@Nullable String reason) {}

    private record Placement(@Nullable String session) {}

    private record OneSession(LocalDate date, SessionTerms terms) {}

    private ServerResponse rhythm(ServerRequest request) {
        var version = services.calendar().rhythm(Session.user(request), board(request));
        return ServerResponse.ok().body(RhythmJson.of(version));
    }

    private ServerResponse setRhythm(ServerRequest request) {
        var board = board(request);
        var form = Params.body(request, Sent.class).form();
        var rhythm = CalendarForm.rhythm(form).orElseThrow(() -> refused(form));
        var change = services.calendar().setRhythm(Session.user(request), board, rhythm);
        return ServerResponse.ok()
                .body(
                        new ChangeJson(
                                change.version(),
                                change.added(),
                                change.changed(),
                                change.dropped(),
                                change.kept().stream().map(spiders.rcp.Session::id).toList()));
    }

    private ServerResponse add(ServerRequest request) {
        var board = board(request);
        var one = oneSession(request);
        var id = services.calendar().add(Session.user(request), board, one.date(), one.terms());
        return ServerResponse.created(URI.create("/api/v1/sessions/" + id)).body(Map.of("id", id));
    }

    private ServerResponse move(ServerRequest request) {
        var id = Ids.path(request, "session");
        var one = oneSession(request);
        services.calendar().move(Session.user(request), id, one.date(), one.terms());
        return ServerResponse.noContent().build();
    }

    private static OneSession oneSession(ServerRequest request) {
        var form = Params.body(request, Sent.class).form();
        form.required("date", DATE);
        var date = form.date("date");
        var terms = CalendarForm.terms(form);
        if (!form.isAccepted()) {
            throw refused(form);
        }
        return new OneSession(date.orElseThrow(), terms.orElseThrow());
    }

    private ServerResponse cancel(ServerRequest request) {
        var reason =
                Optional.ofNullable(Params.body(request, Cancellation.class).reason())
                        .map(String::strip)
                        .filter(text -> !text.isEmpty() && text.length() <= MOST_REASON)
                        .orElseThrow(() -> new InvalidParamException("reason"));
        services.calendar().cancel(Session.user(request), Ids.path(request, "session"), reason);
        return ServerResponse.noContent().build();
    }

    private ServerResponse place(ServerRequest request) {
        var sent = Params.body(request, Placement.class);
        UUID to;
        try {
            to = UUID.fromString(String.valueOf(sent.session()));
        } catch (IllegalArgumentException _) {
            throw new InvalidParamException("session");
        }
        var placed =
                services.calendar().place(Session.user(request), Ids.path(request, "session"), to);
        return ServerResponse.ok().body(Map.of("moved", placed.moved(), "left", placed.left()));
    }

    private static BoardId board(ServerRequest request) {
        return Params.path(request, "board", BoardId::parse);
    }

    /** Names the first field that is wrong. */
    private static InvalidParamException refused(Form form) {
        var fields = new ArrayList<>(List.of("date"));
        fields.addAll(CalendarForm.TERMS);
        fields.addAll(CalendarForm.RHYTHM);
        return new InvalidParamException(
                fields.stream().filter(form::isRefused).findFirst().orElse("body"));
    }
}
