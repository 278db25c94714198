// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientTraits;
import spiders.archive.Sex;
import spiders.rcp.BirthDateText;
import spiders.rcp.PatientRights;
import spiders.rcp.PatientRights.Plea;
import spiders.rcp.PatientRights.Wanted;
import spiders.security.Emergency;
import spiders.security.EmergencyReason;
import spiders.security.ObjectionException;
import spiders.security.Permission;
import spiders.security.SharingPurpose;
import spiders.web.Flash;
import spiders.web.Form;
import spiders.web.Pages;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /emergency}: a doctor opens the data of a patient without being tied to the patient, with
 * a reason, for some hours.
 */
final class EmergencyPages {

    private static final String PATH = "/emergency";
    private static final int UNPROCESSABLE = 422;
    private static final int CONFLICT = 409;
    private static final int MOST_NAME = 100;
    private static final int MOST_WORDS = 2000;
    private static final String REQUIRED = "web.form.required";

    private final RcpServices services;
    private final PatientRights rights;
    private final Pages pages;

    EmergencyPages(RcpServices services, Pages pages) {
        this.services = services;
        this.rights = services.rights();
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        var permission = Permission.OPEN_EMERGENCY;
        routes.get(PATH, permission, request -> show(request, Form.with(Map.of()), Set.of(), 200))
                .post(PATH, permission, this::open)
                .get(PATH + "/{emergency}", permission, this::opened)
                .post(PATH + "/{emergency}/end", permission, this::end);
    }

    private ServerResponse show(
            ServerRequest request, Form form, Set<SharingPurpose> objected, int status) {
        return pages.page(request)
                .status(status)
                .title("rcp.emergency.title")
                .render(
                        "rcp/emergency.jte",
                        Map.of(
                                "form",
                                form,
                                "open",
                                rights.open(Session.user(request)),
                                "objected",
                                objected.stream().sorted().toList()));
    }

    private ServerResponse open(ServerRequest request) {
        var form = Form.of(request);
        var wanted = wanted(form);
        var plea = plea(form);
        if (!form.isAccepted() || wanted.isEmpty() || plea.isEmpty()) {
            return show(request, form, Set.of(), UNPROCESSABLE);
        }
        try {
            var opened = rights.open(Session.user(request), wanted.get(), plea.get());
            if (opened.isPresent()) {
                return pages.redirect(PATH + "/" + opened.get().id());
            }
            form.reject("patient", "rcp.emergency.nobody");
            return show(request, form, Set.of(), UNPROCESSABLE);
        } catch (ObjectionException e) {
            return show(request, form, e.purposes(), CONFLICT);
        }
    }

    private static Optional<Plea> plea(Form form) {
        var reason = form.parse("reason", EmergencyReason::valueOf, REQUIRED);
        if (reason.isEmpty()) {
            form.reject("reason", REQUIRED);
        }
        var words = form.required("words", MOST_WORDS);
        if (!words.isEmpty() && !Emergency.isEnough(words)) {
            form.reject("words", "rcp.emergency.words.few");
        }
        return reason.map(one -> new Plea(one, words, form.has("despite", "yes")));
    }

    /** An identifier is enough; without one, the traits are needed. */
    private static Optional<Wanted> wanted(Form form) {
        var value = form.optional("identifier", MOST_NAME);
        var authority = form.optional("authority", MOST_NAME);
        var identifier =
                value.isEmpty() || authority.isEmpty()
                        ? Optional.<PatientIdentifier>empty()
                        : Optional.of(new PatientIdentifier(authority, value));
        var traits = traits(form, identifier.isPresent());
        return identifier.isPresent() || traits.isPresent()
                ? Optional.of(new Wanted(identifier, traits))
                : Optional.empty();
    }

    private static Optional<PatientTraits> traits(Form form, boolean isNamed) {
        var name = form.optional("birthName", MOST_NAME);
        var given = form.optional("givenNames", MOST_NAME);
        var born = form.parse("birthDate", EmergencyPages::birthDate, "web.form.date");
        var sex = Sex.of(form.value("sex"));
        var missing = new ArrayList<String>();
        if (name.isEmpty()) {
            missing.add("birthName");
        }
        if (given.isEmpty()) {
            missing.add("givenNames");
        }
        if (born.isEmpty()) {
            missing.add("birthDate");
        }
        if (sex == Sex.UNKNOWN) {
            missing.add("sex");
        }
        if (missing.isEmpty()) {
            return Optional.of(
                    new PatientTraits(
                            name,
                            "",
                            given,
                            born.orElseThrow(),
                            sex,
                            new Ins("", "", Ins.Status.PROV)));
        }
        if (!isNamed) {
            missing.forEach(field -> form.reject(field, REQUIRED));
        }
        return Optional.empty();
    }

    private static String birthDate(String typed) {
        return BirthDateText.read(typed)
                .orElseThrow(() -> new IllegalArgumentException("no birth date"));
    }

    private ServerResponse opened(ServerRequest request) {
        var user = Session.user(request);
        var id = Ids.path(request, "emergency");
        var lines =
                rights.cases(user, id).stream()
                        .map(found -> services.cases().file(user, found.id()))
                        .map(CaseAtHand::new)
                        .toList();
        var emergency = open(rights.open(user), id);
        return pages.page(request)
                .crumb(PATH, "rcp.emergency.title")
                .title("rcp.emergency.opened")
                .render("rcp/emergency-opened.jte", Map.of("cases", lines, "emergency", emergency));
    }

    private static Emergency open(List<Emergency> all, java.util.UUID id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    private ServerResponse end(ServerRequest request) {
        rights.end(Session.user(request), Ids.path(request, "emergency"));
        return pages.redirect(request, PATH, Flash.of(Flash.Kind.DONE, "rcp.emergency.ended"));
    }
}
