// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.RejectionReason;
import spiders.dicom.data.UID;
import spiders.rcp.CaseStay;
import spiders.security.Permission;
import spiders.web.Flash;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;

/** What people decide about how long a case's studies stay; each field names its study. */
final class StayPages {

    private static final String STUDY = "/cases/{case}/studies/{study}/";

    private final CaseStay stay;
    private final Pages pages;

    StayPages(CaseStay stay, Pages pages) {
        this.stay = stay;
        this.pages = pages;
    }

    void register(SecuredRoutes routes) {
        routes.post(STUDY + "keep", Permission.KEEP_STUDY, this::keep)
                .post(STUDY + "release", Permission.KEEP_STUDY, this::release)
                .post(STUDY + "reject", Permission.REJECT_IMAGES, this::reject);
    }

    private ServerResponse keep(ServerRequest request) {
        var study = study(request);
        var reason = request.param("keep-" + study.value()).orElse("").strip();
        if (reason.isEmpty()) {
            return back(request, Flash.of(Flash.Kind.WARNING, "rcp.stay.no-reason"));
        }
        stay.keep(Session.user(request), Ids.path(request, "case"), study, reason);
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.stay.done.kept"));
    }

    private ServerResponse release(ServerRequest request) {
        stay.release(Session.user(request), Ids.path(request, "case"), study(request));
        return back(request, Flash.of(Flash.Kind.DONE, "rcp.stay.done.released"));
    }

    private ServerResponse reject(ServerRequest request) throws IOException, InterruptedException {
        var study = study(request);
        var reason = Params.required(request, "reject-" + study.value(), RejectionReason::valueOf);
        var rejection =
                stay.reject(Session.user(request), Ids.path(request, "case"), study, reason);
        return back(
                request, Flash.of(Flash.Kind.DONE, "rcp.stay.done.rejected", rejection.objects()));
    }

    private static UID study(ServerRequest request) {
        return Params.path(request, "study", UID::new);
    }

    private ServerResponse back(ServerRequest request, Flash flash) {
        return pages.redirect(request, "/cases/" + Ids.path(request, "case"), flash);
    }
}
