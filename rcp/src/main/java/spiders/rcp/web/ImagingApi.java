// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.dicom.data.UID;
import spiders.rcp.Picker;
import spiders.retrieval.MissingSeries;
import spiders.retrieval.Transfer;
import spiders.retrieval.Verdict;
import spiders.security.Permission;
import spiders.web.InvalidParamException;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A case's images as JSON: search, identities, transfers, readiness, viewing. */
final class ImagingApi {

    private static final int STUDIES_LIMIT = 200;

    private final RcpServices services;
    private final SearchJsonWriter searches;
    private final Pages pages;
    private final SourceNames names;

    ImagingApi(RcpServices services, Pages pages) {
        this.services = services;
        this.names = new SourceNames(services.sources());
        this.searches = new SearchJsonWriter(names, pages.messages());
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        var path = "/api/v1/cases/{case}/";
        routes.post(path + "search", Permission.SEARCH_IMAGING, this::search);
        routes.post(path + "identity-decisions", Permission.DECIDE_IDENTITY, this::decide);
        routes.post(
                path + "identity-decisions/{decision}/revocation",
                Permission.DECIDE_IDENTITY,
                this::revoke);
        routes.post(path + "transfers", Permission.ORDER_TRANSFER, this::order);
        routes.post(path + "view", Permission.VIEW_IMAGES, this::view);
        // Programs ask for these again and again: recorded once in a quarter of an hour.
        routes.recordedByService(all ->
                all.get(path + "search", Permission.VIEW_CASE, this::result)
                        .get(path + "transfers", Permission.VIEW_CASE, this::transfers)
                        .get(path + "readiness", Permission.VIEW_CASE, this::readiness));
    }

    private record Started(UUID id, String state) {}

    private record Decision(
            @Nullable String studyInstanceUID, @Nullable String source, @Nullable String verdict) {}

    private record Decided(UUID id, String verdict) {}

    private record Revocation(@Nullable String reason) {}

    private record Studies(@Nullable List<String> studies) {}

    private record Ordered(List<UUID> transfers) {}

    private record TransferJson(
            UUID id,
            String studyInstanceUID,
            String source,
            String sourceName,
            String state,
            int expected,
            int received,
            int verified,
            long bytes,
            double seconds,
            int attempts,
            String message,
            List<MissingJson> missing) {}

    private record MissingJson(String seriesInstanceUID, List<String> sopInstanceUIDs) {

        static MissingJson of(MissingSeries missing) {
            return new MissingJson(
                    missing.seriesInstanceUID().value(),
                    missing.sopInstanceUIDs().stream().map(UID::value).toList());
        }
    }

    private record View(String url, List<String> studies) {}

    private ServerResponse search(ServerRequest request) {
        var id = services.imaging().search(Session.user(request), id(request));
        return ServerResponse.accepted()
                .location(URI.create(request.path()))
                .body(new Started(id, "RUNNING"));
    }

    private ServerResponse result(ServerRequest request) {
        Picker picker = services.imaging().picker(Session.user(request), id(request));
        return ServerResponse.ok().body(searches.write(picker, Session.locale(request)));
    }

    private ServerResponse decide(ServerRequest request) {
        var sent = Params.body(request, Decision.class);
        var verdict =
                Choices.of(Verdict.class, text(sent.verdict()))
                        .filter(one -> one != Verdict.OPEN)
                        .orElseThrow(() -> new InvalidParamException("verdict"));
        var made =
                services.imaging()
                        .decide(
                                Session.user(request),
                                id(request),
                                uid(text(sent.studyInstanceUID()), "studyInstanceUID"),
                                text(sent.source()),
                                verdict);
        return ServerResponse.created(URI.create(request.path() + "/" + made.id()))
                .body(new Decided(made.id(), made.verdict().name()));
    }

    private ServerResponse revoke(ServerRequest request) {
        var reason = text(Params.body(request, Revocation.class).reason());
        if (reason.isBlank()) {
            throw new InvalidParamException("reason");
        }
        services.imaging()
                .revoke(Session.user(request), id(request), Ids.path(request, "decision"), reason);
        return ServerResponse.noContent().build();
    }

    private ServerResponse order(ServerRequest request) {
        var studies = studies(Params.body(request, Studies.class));
        if (studies.isEmpty()) {
            throw new InvalidParamException("studies");
        }
        var ordered = services.imaging().order(Session.user(request), id(request), studies);
        return ServerResponse.accepted()
                .location(URI.create(request.path()))
                .body(new Ordered(ordered));
    }

    private ServerResponse transfers(ServerRequest request) {
        var transfers = services.imaging().transfers(Session.user(request), id(request));
        return ServerResponse.ok()
                .body(
                        Map.of(
                                "transfers",
                                transfers.stream().map(one -> json(request, one)).toList()));
    }

    private TransferJson json(ServerRequest request, Transfer transfer) {
        var counts = transfer.counts();
        var message = transfer.message();
        return new TransferJson(
                transfer.id(),
                transfer.studyInstanceUID().value(),
                transfer.source(),
                names.name(transfer.source()),
                transfer.state().name(),
                counts.expected(),
                counts.received(),
                counts.verified(),
                counts.bytes(),
                transfer.timing().running().toMillis() / 1000.0,
                transfer.timing().attempts(),
                Said.text(pages.messages(), Session.locale(request), message),
                transfer.missing().stream().map(MissingJson::of).toList());
    }

    private ServerResponse readiness(ServerRequest request) {
        var readiness = services.imaging().readiness(Session.user(request), id(request));
        return ServerResponse.ok().body(ReadinessJson.of(readiness));
    }

    private ServerResponse view(ServerRequest request) {
        boolean all = request.headers().contentLength().orElse(0) == 0;
        List<UID> wanted = all ? List.of() : studies(Params.body(request, Studies.class));
        var shown = services.viewing().open(Session.user(request), id(request), wanted);
        return ServerResponse.ok()
                .body(
                        new View(
                                ViewerAddress.of(id(request), shown),
                                shown.stream().map(study -> study.study().value()).toList()));
    }

    private static List<UID> studies(Studies sent) {
        var studies = Optional.ofNullable(sent.studies()).orElse(List.of());
        if (studies.size() > STUDIES_LIMIT) {
            throw new InvalidParamException("studies");
        }
        return studies.stream().map(study -> uid(study, "studies")).toList();
    }

    private static UID uid(String text, String field) {
        try {
            return new UID(text);
        } catch (IllegalArgumentException _) {
            throw new InvalidParamException(field);
        }
    }

    private static String text(@Nullable String value) {
        return Optional.ofNullable(value).orElse("");
    }

    private static UUID id(ServerRequest request) {
        return Ids.path(request, "case");
    }
}
