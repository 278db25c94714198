// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.security.Permission;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes pages: the template of a module inside the frame that all share. */
public final class Pages {

    private static final String HERE = Pages.class.getName() + ".here";
    private static final String FLASH = Pages.class.getName() + ".flash";

    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Pages.class.getClassLoader(), "spiders.templates");
    private final Messages messages;
    private final Assets assets;
    private final Navigation navigation;
    private final WebSettings settings;

    public Pages(Messages messages, Assets assets, Navigation navigation, WebSettings settings) {
        this.messages = messages;
        this.assets = assets;
        this.navigation = navigation;
        this.settings = settings;
    }

    /**
     * A page.
     *
     * @param titleKey the message that is its title
     * @param template such as {@code rcp/session.jte}
     * @param model by the names of the template's parameters; {@code page} is added
     */
    public ServerResponse render(
            ServerRequest request, String titleKey, String template, Map<String, ?> model) {
        return page(request).title(titleKey).render(template, model);
    }

    /** A page with more said about it than its title. */
    public PageResponse page(ServerRequest request) {
        return new PageResponse(this, request, of(request));
    }

    /** A piece of a page, for htmx: the template alone. */
    public ServerResponse fragment(ServerRequest request, String template, Map<String, ?> model) {
        return PageResponse.html(200, text(content(of(request), template, model)));
    }

    /** A template as content for another, such as a {@link HomeSection}. */
    public Content content(Page page, String template, Map<String, ?> model) {
        var all = new HashMap<String, Object>(model);
        all.put("page", page);
        return output -> templates.render(template, all, output);
    }

    /** What templates ask of a page. */
    public Page of(ServerRequest request) {
        var servletRequest = request.servletRequest();
        return new Page(
                messages,
                assets,
                new Page.Visit(
                        Session.locale(request),
                        Session.userIfAny().orElse(null),
                        request.path(),
                        csrfToken(servletRequest),
                        Session.theme(servletRequest),
                        here(request)));
    }

    /** The page is of a patient, with whose data who looks might do so much. */
    public void limit(ServerRequest request, Set<Permission> allowed) {
        request.attributes().put(HERE, new Allowed(Set.copyOf(allowed)));
    }

    private static Set<Permission> here(ServerRequest request) {
        return request.attribute(HERE)
                .map(Allowed.class::cast)
                .map(Allowed::permissions)
                .orElseGet(() -> EnumSet.allOf(Permission.class));
    }

    private record Allowed(Set<Permission> permissions) {}

    /** Sends the browser on, after a form: 303. */
    public ServerResponse redirect(String path) {
        return ServerResponse.seeOther(URI.create(path)).build();
    }

    /** Sends the browser on, and says something there. */
    public ServerResponse redirect(ServerRequest request, String path, Flash flash) {
        flash(request.servletRequest(), flash);
        return redirect(path);
    }

    /** Every message of the interface. */
    public Messages messages() {
        return messages;
    }

    String text(Content content) {
        var output = new StringOutput();
        content.writeTo(output);
        return output.toString();
    }

    void frame(Frame frame, TemplateOutput output) {
        templates.render("web/frame.jte", Map.of("frame", frame), output);
    }

    WebSettings settings() {
        return settings;
    }

    List<NavItem> navigation(Page page) {
        return page.user().map(navigation::items).orElse(List.of());
    }

    List<FrameNotice.Said> notices(Page page) {
        return page.user().map(navigation::notices).orElse(List.of());
    }

    List<HomeSection> sections(Page page) {
        return page.user().map(navigation::sections).orElse(List.of());
    }

    static void flash(HttpServletRequest request, Flash flash) {
        var all = new ArrayList<>(flashes(request));
        all.add(flash);
        request.getSession().setAttribute(FLASH, all);
    }

    /** What is to be said once; it is forgotten here. */
    static List<Flash> takeFlashes(HttpServletRequest request) {
        var all = flashes(request);
        if (!all.isEmpty()) {
            request.getSession().removeAttribute(FLASH);
        }
        return all;
    }

    private static List<Flash> flashes(HttpServletRequest request) {
        var session = Optional.ofNullable(request.getSession(false));
        return session.map(s -> s.getAttribute(FLASH)).stream()
                .filter(List.class::isInstance)
                .flatMap(list -> ((List<?>) list).stream())
                .map(Flash.class::cast)
                .toList();
    }

    private static String csrfToken(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? token.getToken()
                : "";
    }
}
