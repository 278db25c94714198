// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import spiders.rcp.Boards;
import spiders.rcp.CaseForm;
import spiders.rcp.inbound.InboundProblem.Kind;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a ServiceRequest of FHIR R4 asks of us, alone with the patient contained, or in a Bundle of
 * type transaction; the elements are those that {@code docs/operating.md} lists.
 */
public final class FhirRequests {

    /** The extension that says whether the patient was informed and does not oppose. */
    public static final String INFORMED = "urn:spiders:patient-informed";

    /** The system of the codes of boards. */
    public static final String BOARD = "urn:spiders:board";

    /** The system of the reasons why a case is brought. */
    public static final String REASON = "urn:spiders:case-reason";

    private static final Set<String> METHODS = Set.of("POST", "PUT");

    private final FhirElement order;
    private final Map<String, FhirElement> others;
    private final List<String> types;
    private final String number;

    private FhirRequests(FhirElement order, Map<String, FhirElement> others, List<String> types) {
        this.order = order;
        this.others = Map.copyOf(others);
        this.types = List.copyOf(types);
        this.number = number(order);
    }

    /** Reads a ServiceRequest; throws {@link InboundException} where it is none with a number. */
    public static FhirRequests single(byte[] bytes) {
        var root = FhirElement.resource(bytes);
        if (!root.type().equals("ServiceRequest")) {
            throw new InboundException(Kind.MESSAGE_TYPE, "resourceType");
        }
        return new FhirRequests(root, contained(root), List.of(root.type()));
    }

    /** Reads a transaction of one ServiceRequest and its patient, as {@link #single} does. */
    public static FhirRequests transaction(byte[] bytes) {
        var root = FhirElement.resource(bytes);
        if (!root.type().equals("Bundle")) {
            throw new InboundException(Kind.MESSAGE_TYPE, "resourceType");
        }
        if (!root.text("type").equals("transaction")) {
            throw new InboundException(Kind.EVENT, "Bundle.type");
        }
        root.refuse("implicitRules");
        var known = new HashMap<String, FhirElement>();
        var orders = new ArrayList<FhirElement>();
        var types = new ArrayList<String>();
        for (var entry : root.all("entry")) {
            var resource = resource(entry);
            types.add(resource.type());
            known.put(entry.text("fullUrl"), resource);
            known.put(resource.type() + "/" + resource.text("id"), resource);
            if (resource.type().equals("ServiceRequest")) {
                orders.add(resource);
            }
        }
        if (orders.size() != 1) {
            var kind = orders.isEmpty() ? Kind.SEGMENT_MISSING : Kind.SEVERAL;
            throw new InboundException(kind, "Bundle.entry");
        }
        known.putAll(contained(orders.getFirst()));
        return new FhirRequests(orders.getFirst(), known, types);
    }

    /** A transaction is done as a whole: what would not be done in it is refused. */
    private static FhirElement resource(FhirElement entry) {
        var request = entry.at("request");
        if (!METHODS.contains(request.text("method"))) {
            throw new InboundException(Kind.EVENT, request.path() + ".method");
        }
        if (entry.at("resource").isMissing()) {
            throw new InboundException(Kind.FIELD_MISSING, entry.path() + ".resource");
        }
        var resource = entry.at("resource").asResource();
        if (!Set.of("ServiceRequest", "Patient").contains(resource.type())) {
            throw new InboundException(Kind.MESSAGE_TYPE, entry.path() + ".resource");
        }
        return resource;
    }

    private static Map<String, FhirElement> contained(FhirElement resource) {
        var known = new HashMap<String, FhirElement>();
        for (var one : resource.all("contained")) {
            known.put("#" + one.text("id"), one.asResource());
        }
        return known;
    }

    /** The number that its placer gave where that is said, else the first; with its domain. */
    private static String number(FhirElement order) {
        var identifiers = order.all("identifier");
        var chosen =
                identifiers.stream()
                        .filter(FhirRequests::isOfPlacer)
                        .findFirst()
                        .or(() -> identifiers.stream().findFirst())
                        .orElseThrow(() -> missing("ServiceRequest.identifier"));
        var system = chosen.needed("system");
        if (!system.matches("[A-Za-z][A-Za-z0-9+.-]*:[!-{}~]+")) {
            throw new InboundException(Kind.VALUE, chosen.path() + ".system");
        }
        return system + "|" + chosen.needed("value");
    }

    private static boolean isOfPlacer(FhirElement identifier) {
        return identifier.at("type").all("coding").stream()
                .anyMatch(one -> one.text("code").equals("PLAC"));
    }

    private static InboundException missing(String place) {
        return new InboundException(Kind.FIELD_MISSING, place);
    }

    /** The number of the order with its domain: {@code system|value}. */
    public String order() {
        return number;
    }

    /** The id that the sender gives the resource; empty where it leaves that to us. */
    public String id() {
        return order.text("id");
    }

    /** The types of the resources that were sent, in their order. */
    public List<String> types() {
        return types;
    }

    /** What is asked; throws {@link InboundException} where it is nothing that is taken. */
    public InboundRequest request() {
        order.refuse("implicitRules", "modifierExtension");
        if (order.isTrue("doNotPerform")) {
            throw new InboundException(Kind.EVENT, "ServiceRequest.doNotPerform");
        }
        return switch (order.needed("status")) {
            case "active" -> put();
            case "revoked", "entered-in-error" ->
                    new InboundRequest.Withdraw(number, patient().person());
            default -> throw new InboundException(Kind.EVENT, "ServiceRequest.status");
        };
    }

    private InboundRequest put() {
        if (!order.needed("intent").equals("order")) {
            throw new InboundException(Kind.EVENT, "ServiceRequest.intent");
        }
        var board = order.at("code").code(BOARD);
        if (board.isEmpty()) {
            throw missing("ServiceRequest.code");
        }
        return new InboundRequest.Put(number, board, start(), form());
    }

    /** Seconds do not count; a time has an offset (FHIR R4 section 2.24.0.1, dateTime). */
    private LocalDateTime start() {
        var text = order.needed("occurrenceDateTime");
        try {
            return OffsetDateTime.parse(text)
                    .atZoneSameInstant(Boards.HOSPITAL_ZONE)
                    .toLocalDateTime()
                    .withSecond(0)
                    .withNano(0);
        } catch (DateTimeException _) {
            throw new InboundException(Kind.VALUE, "ServiceRequest.occurrenceDateTime");
        }
    }

    private FhirPatient patient() {
        var reference = order.at("subject").needed("reference");
        return Optional.ofNullable(others.get(reference))
                .filter(one -> one.type().equals("Patient"))
                .map(FhirPatient::new)
                .orElseThrow(
                        () -> new InboundException(Kind.SEGMENT_MISSING, "ServiceRequest.subject"));
    }

    private CaseForm form() {
        var patient = patient();
        return new CaseForm(
                patient.person(),
                patient.identifiers(),
                question(),
                Words.reason(reason()),
                isInformed(),
                false,
                false);
    }

    private String question() {
        return order.all("note").stream()
                .map(note -> note.text("text"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String reason() {
        var reasons = order.all("reasonCode");
        if (reasons.isEmpty()) {
            return "";
        }
        var code = reasons.getFirst().code(REASON);
        return code.isEmpty() ? reasons.getFirst().text("text") : code;
    }

    private boolean isInformed() {
        return order.all("extension").stream()
                .filter(one -> one.text("url").equals(INFORMED))
                .anyMatch(one -> one.isTrue("valueBoolean"));
    }

    /** Where FHIR has what a field of HL7 v2 holds, in whose words the checks speak. */
    public static String place(String hl7) {
        return switch (hl7) {
            case "PID" -> "Patient";
            case "MSH-10" -> "ServiceRequest.identifier";
            case "PID-3" -> "Patient.identifier";
            case "PID-5" -> "Patient.name";
            case "PID-7" -> "Patient.birthDate";
            case "PID-8" -> "Patient.gender";
            case "PID-32" -> "Patient.extension";
            case "SCH-7 or OBR-31" -> "ServiceRequest.reasonCode";
            case "OBX-5" -> "ServiceRequest.extension";
            case "NTE-3" -> "ServiceRequest.note";
            default -> hl7;
        };
    }
}
