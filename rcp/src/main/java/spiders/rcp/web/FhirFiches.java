// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.NotFoundException;
import spiders.rcp.fiche.FicheCda;
import spiders.rcp.fiche.FicheDocument;
import spiders.security.AccessRefusedException;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Approved fiches for programs: found as DocumentReferences (ITI-67 of IHE MHD) and fetched as
 * Binaries (ITI-68), as CDA and as PDF.
 */
final class FhirFiches {

    private static final String REFERENCES = FhirApi.BASE + "/DocumentReference";
    private static final String ID = "/{document}";
    private static final String KEY = "urn:spiders:patient";
    private static final String CASE = "urn:spiders:case";

    private final RcpServices services;
    private final Pages pages;

    FhirFiches(RcpServices services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.get(REFERENCES, Permission.VIEW_CASE, this::search)
                .post(REFERENCES + "/_search", Permission.VIEW_CASE, this::search)
                .get(REFERENCES + ID, Permission.VIEW_CASE, this::reference)
                .get(FhirApi.BASE + "/Binary" + ID, Permission.VIEW_CASE, this::binary);
    }

    private ServerResponse search(ServerRequest request) {
        var identifier = Token.of(request.param("patient.identifier").orElse(""));
        boolean isNumber = identifier.filter(one -> !one.system().equals(KEY)).isPresent();
        if (isNumber && isInAddress(request, "patient.identifier")) {
            return FhirAnswer.failed(
                    400,
                    "security",
                    "numbers of patients stand in no address: use POST to _search",
                    "patient.identifier");
        }
        var patients = new ArrayList<PatientKey>();
        request.param("patient").flatMap(FhirFiches::key).ifPresent(patients::add);
        identifier.ifPresent(token -> patients.addAll(named(token)));
        var boardCase =
                Token.of(request.param("related:identifier").orElse(""))
                        .filter(token -> token.system().equals(CASE))
                        .flatMap(token -> uuid(token.value()));
        var found = found(request, patients, boardCase.stream().toList());
        request.param("status")
                .ifPresent(status -> found.removeIf(one -> !status.equals(one.get("status"))));
        // Who is not here and who is not for this caller are answered alike.
        boolean isAsked =
                Stream.of("patient", "patient.identifier", "related:identifier")
                        .anyMatch(name -> request.param(name).isPresent());
        return FhirAnswer.ok(bundle(found, isAsked));
    }

    private static boolean isInAddress(ServerRequest request, String name) {
        return Optional.ofNullable(request.servletRequest().getQueryString())
                .filter(query -> query.contains(name))
                .isPresent();
    }

    private List<Map<String, Object>> found(
            ServerRequest request, List<PatientKey> patients, List<UUID> cases) {
        var user = Session.user(request);
        var versions = new ArrayList<List<FicheDocument>>();
        for (var patient : patients) {
            versions.addAll(readable(() -> services.fiches().documents(user, patient)));
        }
        for (var one : cases) {
            versions.addAll(readable(() -> List.of(services.fiches().documents(user, one))));
        }
        var found = new ArrayList<Map<String, Object>>();
        versions.forEach(one -> found.addAll(FhirDocument.references(one)));
        return found;
    }

    /** A search finds nothing of whom the caller may not know, as of those who are not there. */
    private static List<List<FicheDocument>> readable(Supplier<List<List<FicheDocument>>> read) {
        try {
            return read.get();
        } catch (NotFoundException | AccessRefusedException _) {
            return List.of();
        }
    }

    private List<PatientKey> named(Token token) {
        return token.system().equals(KEY)
                ? key(token.value()).stream().toList()
                : services.cases().patients(token.oid(), token.value());
    }

    private static Optional<PatientKey> key(String text) {
        return uuid(text.replaceFirst("^Patient/", "")).map(PatientKey::new);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** A value of a search with its system. */
    private record Token(String system, String value) {

        /** Empty where there is no system: what is in no domain names nobody. */
        static Optional<Token> of(String text) {
            int bar = text.indexOf('|');
            return bar <= 0
                    ? Optional.empty()
                    : Optional.of(
                            new Token(
                                    text.substring(0, bar).strip(),
                                    text.substring(bar + 1).strip()));
        }

        String oid() {
            return system.replaceFirst("^urn:oid:", "");
        }

        /** Without the number. */
        @Override
        public String toString() {
            return "Token[" + system + "]";
        }
    }

    private static Map<String, Object> bundle(List<Map<String, Object>> found, boolean isAsked) {
        var entries = new ArrayList<Map<String, Object>>();
        found.forEach(one ->
                entries.add(
                        Map.of(
                                "fullUrl",
                                REFERENCES + "/" + one.get("id"),
                                "resource",
                                one,
                                "search",
                                Map.of("mode", "match"))));
        if (!isAsked) {
            var outcome =
                    FhirAnswer.outcome(
                            "warning", "required", "no patient and no case was named", "patient");
            entries.add(Map.of("resource", outcome, "search", Map.of("mode", "outcome")));
        }
        var elements = new HashMap<String, Object>();
        elements.put("type", "searchset");
        elements.put("total", found.size());
        if (!entries.isEmpty()) {
            elements.put("entry", entries);
        }
        return FhirAnswer.resource("Bundle", elements);
    }

    private ServerResponse reference(ServerRequest request) {
        var user = Session.user(request);
        var named = document(request);
        return named.map(one -> services.fiches().documents(user, one.boardCase())).stream()
                .flatMap(versions -> FhirDocument.references(versions).stream())
                .filter(one -> named.filter(it -> it.id().equals(one.get("id"))).isPresent())
                .findFirst()
                .map(FhirAnswer::ok)
                .orElseGet(FhirFiches::none);
    }

    private static Optional<FhirDocument> document(ServerRequest request) {
        return FhirDocument.of(Params.path(request, "document", Function.identity()));
    }

    private static ServerResponse none() {
        return FhirAnswer.failed(404, "not-found", "there is no such document", "");
    }

    /**
     * The bytes, or for who asks for FHIR a resource with them; that they were given is recorded.
     */
    private ServerResponse binary(ServerRequest request) {
        return document(request).map(one -> bytes(request, one)).orElseGet(FhirFiches::none);
    }

    private ServerResponse bytes(ServerRequest request, FhirDocument document) {
        var user = Session.user(request);
        var made =
                services.fiches().nationalDocument(user, document.boardCase(), document.version());
        var bytes =
                switch (document.form()) {
                    case CDA -> FicheCda.bytes(made);
                    case PDF -> FichePaper.bytes(pages.of(request), made.file(), made.fiche());
                };
        var type = document.form().type();
        if (isForFhir(request)) {
            var elements = new HashMap<String, Object>();
            elements.put("id", document.id());
            elements.put("contentType", type.toString());
            elements.put("data", Base64.getEncoder().encodeToString(bytes));
            return FhirAnswer.ok(FhirAnswer.resource("Binary", elements));
        }
        return ServerResponse.ok()
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(bytes);
    }

    private static boolean isForFhir(ServerRequest request) {
        return request.headers().accept().stream()
                .filter(MediaType::isConcrete)
                .anyMatch(FhirAnswer.TYPE::equalsTypeAndSubtype);
    }
}
