// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.PatientRights;
import spiders.security.Emergency.Judgement;
import spiders.security.Permission;
import spiders.web.Flash;
import spiders.web.HomeSection;
import spiders.web.NavItem;
import spiders.web.Page;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** {@code /emergencies}: emergency accesses, for who judges them. */
final class ReviewPages implements HomeSection {

    private static final String PATH = "/emergencies";
    private static final Duration SHOWN = Duration.ofDays(366);
    private static final int ORDER = 5;
    private static final int NAV_ORDER = 85;
    private static final int MOST_REMARK = 2000;

    private final PatientRights rights;
    private final Pages pages;
    private final Clock clock;

    ReviewPages(PatientRights rights, Pages pages, Clock clock) {
        this.rights = rights;
        this.pages = pages;
        this.clock = clock;
    }

    void register(SecuredRoutes routes) {
        var permission = Permission.REVIEW_EMERGENCY;
        routes.get(PATH, permission, this::list)
                .post(PATH + "/{emergency}/review", permission, this::review)
                .home(this)
                .navigation(new NavItem(PATH, "alert", "rcp.reviews.title", permission, NAV_ORDER));
    }

    private ServerResponse list(ServerRequest request) {
        var user = Session.user(request);
        var all = rights.since(user, clock.instant().minus(SHOWN));
        return pages.page(request)
                .wide()
                .title("rcp.reviews.title")
                .render(
                        "rcp/reviews.jte",
                        Map.of(
                                "waiting",
                                rights.toReview(user),
                                "months",
                                EmergencyMonth.of(all),
                                "judged",
                                all.stream().filter(one -> one.review().isPresent()).toList(),
                                "now",
                                clock.instant()));
    }

    private ServerResponse review(ServerRequest request) {
        var judgement = Params.required(request, "judgement", Judgement::valueOf);
        var remark = request.param("remark").orElse("");
        if (remark.length() > MOST_REMARK) {
            remark = remark.substring(0, MOST_REMARK);
        }
        boolean isDone =
                rights.review(
                        Session.user(request), Ids.path(request, "emergency"), judgement, remark);
        return pages.redirect(
                request,
                PATH,
                isDone
                        ? Flash.of(Flash.Kind.DONE, "rcp.reviews.done")
                        : Flash.of(Flash.Kind.WARNING, "rcp.reviews.not-done"));
    }

    @Override
    public Permission permission() {
        return Permission.REVIEW_EMERGENCY;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public gg.jte.Content content(Page page) {
        var waiting = rights.toReview(page.user().orElseThrow());
        return pages.content(page, "rcp/reviews-home.jte", Map.of("waiting", waiting.size()));
    }
}
