// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.output.StringOutput;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A page in the making; {@link #render} ends it. One thread, one use. */
public final class PageResponse {

    private static final MediaType HTML = new MediaType("text", "html", UTF_8);

    private final Pages pages;
    private final ServerRequest request;
    private final Page page;
    private final List<Crumb> crumbs = new ArrayList<>();
    private String title = "SPIDERS";
    private int status = 200;
    private Frame.Shape shape = Frame.Shape.NORMAL;
    private String next = "";

    PageResponse(Pages pages, ServerRequest request, Page page) {
        this.pages = pages;
        this.request = request;
        this.page = page;
    }

    /** The title, by its message. */
    public PageResponse title(String key, Object... arguments) {
        this.title = page.text(key, arguments);
        return this;
    }

    /** A page that contains this one; call it from the outermost inwards. */
    public PageResponse crumb(String href, String key, Object... arguments) {
        crumbs.add(new Crumb(href, page.text(key, arguments)));
        return this;
    }

    /** Another status than 200, such as 422 for a form shown again. */
    public PageResponse status(int code) {
        this.status = code;
        return this;
    }

    /** Uses the whole width of the screen, for large tables and the meeting room. */
    public PageResponse wide() {
        this.shape = Frame.Shape.WIDE;
        return this;
    }

    PageResponse bare() {
        this.shape = Frame.Shape.BARE;
        return this;
    }

    /** Has the browser go on to an address by itself, as if the link on the page were followed. */
    PageResponse leadingTo(String address) {
        this.next = address;
        return this;
    }

    /** The page as a response. */
    public ServerResponse render(String template, Map<String, ?> model) {
        var body = pages.text(pages.content(page, template, model));
        var frame =
                new Frame(
                        page,
                        title,
                        crumbs,
                        pages.navigation(page),
                        Pages.takeFlashes(request.servletRequest()),
                        pages.notices(page),
                        pages.settings(),
                        shape,
                        output -> output.writeContent(body));
        var output = new StringOutput();
        pages.frame(frame, output);
        return html(status, next, output.toString());
    }

    static ServerResponse html(int status, String text) {
        return html(status, "", text);
    }

    private static ServerResponse html(int status, String next, String text) {
        var response = ServerResponse.status(status).contentType(HTML);
        if (!next.isEmpty()) {
            response.header("Refresh", "0; url=" + next);
        }
        return response.body(text.getBytes(UTF_8));
    }
}
