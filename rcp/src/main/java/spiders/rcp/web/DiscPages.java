// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.Ingested;
import spiders.dicom.data.UID;
import spiders.dicom.web.MalformedBodyException;
import spiders.dicom.web.MediaType;
import spiders.dicom.web.MultipartLimits;
import spiders.dicom.web.MultipartRelatedReader;
import spiders.rcp.CaseDiscs;
import spiders.retrieval.DiscReceipt;
import spiders.retrieval.DiscRefusedException;
import spiders.security.Permission;
import spiders.web.InvalidParamException;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A CD or stick that is handed in. The browser reads the heads of its files and sends the patient's
 * traits, which are compared and forgotten; then the objects of what a person chose, some a
 * request.
 */
final class DiscPages {

    private static final String PATH = "/cases/{case}/disc";
    private static final int MOST_PARTS = 100;

    /** One object of a long series may be as large; what is above is no image. */
    private static final long MOST_BYTES = 8L << 30;

    private final CaseDiscs discs;
    private final Pages pages;

    DiscPages(CaseDiscs discs, Pages pages) {
        this.discs = discs;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(PATH, Permission.ORDER_TRANSFER, this::show);
        // The case is recorded as looked at, and what is imported or refused as imported.
        routes.recordedByService(all ->
                all.post(PATH + "/studies", Permission.ORDER_TRANSFER, this::compare)
                        .post(PATH + "/imports", Permission.ORDER_TRANSFER, this::begin)
                        .post(
                                PATH + "/imports/{study}/objects",
                                Permission.ORDER_TRANSFER,
                                this::receive));
    }

    private ServerResponse show(ServerRequest request) {
        var file = discs.file(Session.user(request), id(request));
        return pages.page(request)
                .crumb("/cases/" + id(request), "rcp.case.title")
                .title("rcp.disc.title")
                .wide()
                .render("rcp/disc.jte", Map.of("atHand", new CaseAtHand(file)));
    }

    private ServerResponse compare(ServerRequest request) {
        var user = Session.user(request);
        var file = discs.file(user, id(request));
        var lines =
                Params.body(request, DiscList.Studies.class).all().stream()
                        .map(study -> DiscLine.of(study, discs.compare(user, file, study.person())))
                        .toList();
        pages.limit(request, discs.allowed(user, file));
        return pages.fragment(request, "rcp/disc-studies.jte", Map.of("lines", lines));
    }

    private record Begun(UUID transfer, List<String> here) {}

    private record Refused(String reason) {

        static ServerResponse of(DiscRefusedException refused) {
            return ServerResponse.status(HttpStatus.CONFLICT)
                    .body(new Refused(refused.reason().name()));
        }
    }

    private ServerResponse begin(ServerRequest request) {
        var user = Session.user(request);
        var file = discs.file(user, id(request));
        var chosen = Params.body(request, DiscList.Chosen.class).announced();
        try {
            var begun = discs.begin(user, file, chosen);
            return ServerResponse.ok()
                    .body(
                            new Begun(
                                    begun.transfer(),
                                    begun.here().stream().map(UID::value).toList()));
        } catch (DiscRefusedException refused) {
            return Refused.of(refused);
        }
    }

    /** What became of one object; the reason is empty where it is here. */
    private record Result(String outcome, String reason) {

        static Result of(Ingested taken) {
            return switch (taken) {
                case Ingested.Stored _ -> new Result("STORED", "");
                case Ingested.AlreadyThere _ -> new Result("PRESENT", "");
                case Ingested.KeptApart _ -> new Result("REFUSED", "DIFFERS");
                case Ingested.Refused(var reason, _) -> new Result("REFUSED", reason.name());
            };
        }
    }

    private record Results(List<Result> results) {}

    private ServerResponse receive(ServerRequest request) throws IOException, InterruptedException {
        var user = Session.user(request);
        var file = discs.file(user, id(request));
        var study = Params.path(request, "study", UID::new);
        var boundary = boundary(request);
        try (var receipt = discs.receive(user, file, study)) {
            return ServerResponse.ok().body(new Results(taken(request, boundary, receipt)));
        } catch (DiscRefusedException refused) {
            return Refused.of(refused);
        } catch (MalformedBodyException _) {
            throw new InvalidParamException("body");
        }
    }

    private static String boundary(ServerRequest request) {
        var header = request.headers().firstHeader(HttpHeaders.CONTENT_TYPE);
        var type = MediaType.parse(header == null ? "" : header);
        long length = request.headers().contentLength().orElse(-1);
        if (!type.type().equals("multipart/related") || length < 0 || length > MOST_BYTES) {
            throw new InvalidParamException("body");
        }
        return type.parameter("boundary").orElse("");
    }

    /** One after the other as they come; what was taken before a broken connection stays. */
    private static List<Result> taken(ServerRequest request, String boundary, DiscReceipt receipt)
            throws IOException, InterruptedException {
        var body = request.servletRequest().getInputStream();
        var reader = new MultipartRelatedReader(body, boundary, MultipartLimits.DEFAULT);
        var results = new ArrayList<Result>();
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            if (results.size() == MOST_PARTS) {
                throw new InvalidParamException("body");
            }
            results.add(Result.of(receipt.take(part.get().body())));
        }
        return results;
    }

    private static UUID id(ServerRequest request) {
        return Ids.path(request, "case");
    }
}
