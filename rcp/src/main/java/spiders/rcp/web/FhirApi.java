// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.Boards;
import spiders.rcp.CaseFile;
import spiders.rcp.inbound.Envelope;
import spiders.rcp.inbound.FhirRequests;
import spiders.rcp.inbound.InboundAnswer;
import spiders.rcp.inbound.InboundAnswer.Deed;
import spiders.rcp.inbound.InboundException;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.InvalidParamException;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code /api/v1/fhir}: cases that other programs register by FHIR R4, through the same pipeline as
 * messages of HL7 v2. The id of a ServiceRequest is made of its sender and number, and stays when
 * the case moves to another session.
 */
final class FhirApi {

    /** Before the name of the account: the sender of what came by FHIR. */
    static final String SENDER = "FHIR|";

    static final String BASE = "/api/v1/fhir";

    private static final System.Logger LOG = System.getLogger(FhirApi.class.getName());
    private static final String ORDERS = BASE + "/ServiceRequest";
    private static final int MOST_BYTES = 1 << 20;
    private static final int ID_LENGTH = 32;

    /** What a sender may do, whatever else its account could. */
    private static final Set<Permission> SCOPE =
            Set.of(
                    Permission.REGISTER_CASE,
                    Permission.VIEW_CASE,
                    Permission.EDIT_CASE,
                    Permission.SEARCH_IMAGING);

    private final RcpServices services;

    FhirApi(RcpServices services) {
        this.services = services;
    }

    void register(SecuredRoutes routes) {
        routes.post(BASE, Permission.REGISTER_CASE, this::transaction)
                .post(ORDERS, Permission.REGISTER_CASE, this::create)
                .put(ORDERS + "/{order}", Permission.REGISTER_CASE, this::update)
                .get(ORDERS + "/{order}", Permission.VIEW_CASE, this::show)
                .get(BASE + "/metadata", Permission.VIEW_CASE, _ -> FhirStatement.answer());
    }

    private ServerResponse create(ServerRequest request) {
        return answer(request, "ServiceRequest", FhirRequests::single, "");
    }

    private ServerResponse update(ServerRequest request) {
        return answer(request, "ServiceRequest", FhirRequests::single, order(request));
    }

    private ServerResponse transaction(ServerRequest request) {
        return answer(request, "Bundle", FhirRequests::transaction, "");
    }

    private static String order(ServerRequest request) {
        return Params.path(request, "order", Function.identity());
    }

    /** The id that the address names is empty where it names none. */
    private ServerResponse answer(
            ServerRequest request,
            String kind,
            Function<byte[], FhirRequests> reading,
            String named) {
        if (!isJson(request)) {
            return FhirAnswer.failed(415, "not-supported", "only application/fhir+json", "");
        }
        var bytes = bytes(request);
        if (bytes.length > MOST_BYTES) {
            return FhirAnswer.failed(413, "too-long", "the body has 1 MiB at most", "");
        }
        var caller = Session.user(request);
        var scope = new HashSet<>(caller.scope());
        scope.retainAll(SCOPE);
        var received = new Received(caller.within(scope), kind, sha256(bytes));
        try {
            return received(received, reading.apply(bytes), named);
        } catch (InboundException unread) {
            return unread(received, unread);
        }
    }

    /** A resource on its way in. */
    private record Received(User user, String kind, String digest) {

        String sender() {
            return SENDER + user.name().value();
        }

        String id(String order) {
            return sha256((sender() + "\n" + order).getBytes(UTF_8)).substring(0, ID_LENGTH);
        }

        Envelope envelope(String controlId) {
            return new Envelope(sender(), controlId, kind, digest, Map.of());
        }
    }

    private ServerResponse received(Received received, FhirRequests requests, String named) {
        var id = received.id(requests.order());
        if (!named.isEmpty() && !(named.equals(id) && requests.id().equals(id))) {
            return FhirAnswer.failed(
                    400, "value", "the id is not that of the order's number", "ServiceRequest.id");
        }
        var envelope = received.envelope(id);
        return switch (services.inbound()
                .receiveNext(received.user(), envelope, requests::request)) {
            case InboundAnswer.Taken taken -> {
                search(received.user(), taken);
                yield taken(taken, ORDERS + "/" + id, requests.types(), received.kind());
            }
            case InboundAnswer.Refused(var problem) -> FhirAnswer.refused(problem);
        };
    }

    /** What names no order is noted as a message of its own. */
    private ServerResponse unread(Received received, InboundException unread) {
        var envelope = received.envelope("unread-" + received.digest());
        var answer =
                services.inbound()
                        .receive(
                                received.user(),
                                envelope,
                                () -> {
                                    throw unread;
                                });
        return switch (answer) {
            case InboundAnswer.Refused(var problem) -> FhirAnswer.refused(problem);
            case InboundAnswer.Taken _ -> throw new AssertionError("nothing was asked");
        };
    }

    private static boolean isJson(ServerRequest request) {
        return request.headers()
                .contentType()
                .filter(type ->
                        FhirAnswer.TYPE.equalsTypeAndSubtype(type)
                                || MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type))
                .isPresent();
    }

    private static byte[] bytes(ServerRequest request) {
        try {
            return request.servletRequest().getInputStream().readNBytes(MOST_BYTES + 1);
        } catch (IOException _) {
            throw new InvalidParamException("body");
        }
    }

    /** The case is written, whatever becomes of its search: who looks at it searches again. */
    private void search(User user, InboundAnswer.Taken taken) {
        if (!taken.isNew() || !user.may(Permission.SEARCH_IMAGING)) {
            return;
        }
        try {
            services.imaging().search(user, taken.boardCase());
        } catch (RuntimeException e) {
            // What is thrown might quote the patient.
            LOG.log(Level.WARNING, "FHIR: no search for a new case: {0}", e.getClass().getName());
        }
    }

    private static ServerResponse taken(
            InboundAnswer.Taken taken, String location, List<String> types, String kind) {
        boolean isCreated = taken.isNew() && taken.deed() == Deed.REGISTERED;
        var said = FhirAnswer.outcome("information", "informational", taken.deed().name(), "");
        if (kind.equals("Bundle")) {
            var status = isCreated ? "201 Created" : "200 OK";
            var done = Map.of("status", status, "location", location, "outcome", said);
            return FhirAnswer.ok(transactionResponse(types, done));
        }
        return FhirAnswer.status(isCreated ? 201 : 200).header("Location", location).body(said);
    }

    /** An entry for each that was sent, in their order (FHIR R4 section 3.1.0.11.3). */
    private static Map<String, Object> transactionResponse(
            List<String> types, Map<String, Object> done) {
        var read = FhirAnswer.outcome("information", "informational", "read for the order", "");
        var other = Map.of("status", "200 OK", "outcome", read);
        var entries =
                types.stream()
                        .map(type -> type.equals("ServiceRequest") ? done : other)
                        .map(response -> Map.of("response", response))
                        .toList();
        return FhirAnswer.resource(
                "Bundle", Map.of("type", "transaction-response", "entry", entries));
    }

    /** What stands on the agenda, without the patient. */
    private ServerResponse show(ServerRequest request) {
        var user = Session.user(request);
        var id = order(request);
        var found = services.inbound().boardCase(SENDER + user.name().value(), id);
        return FhirAnswer.ok(resource(id, services.cases().open(user, found)));
    }

    private static Map<String, Object> resource(String id, CaseFile file) {
        var found = file.boardCase();
        var status =
                switch (found.state()) {
                    case DRAFT -> "draft";
                    case SUBMITTED -> "active";
                    case WITHDRAWN -> "revoked";
                };
        var begins = file.session().begins().atZone(Boards.HOSPITAL_ZONE).toOffsetDateTime();
        var board = Map.of("system", FhirRequests.BOARD, "code", file.board().id().value());
        var elements = new HashMap<String, Object>();
        elements.put("id", id);
        elements.put("status", status);
        elements.put("intent", "order");
        elements.put("code", Map.of("coding", List.of(board)));
        elements.put("subject", FhirAnswer.patient(found.patient()));
        elements.put("occurrenceDateTime", FhirAnswer.instant(begins));
        elements.put("supportingInfo", List.of(FhirAnswer.boardCase(found.id())));
        return FhirAnswer.resource("ServiceRequest", elements);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
