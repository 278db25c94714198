// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import gg.jte.Content;
import gg.jte.html.escape.Escape;

import org.jspecify.annotations.Nullable;

import spiders.security.ActingActivity;
import spiders.security.Permission;
import spiders.security.User;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every template asks of its page: texts, dates, icons, who looks. */
public final class Page {

    private static final Pattern ICON = Pattern.compile("[a-z0-9-]+");

    private final Messages messages;
    private final Assets assets;
    private final Formats formats;
    private final @Nullable User user;
    private final String path;
    private final String csrfToken;
    private final String theme;
    private final Set<Permission> here;

    Page(Messages messages, Assets assets, Visit visit) {
        this.messages = messages;
        this.assets = assets;
        this.formats = new Formats(visit.locale());
        this.user = visit.user();
        this.path = visit.path();
        this.csrfToken = visit.csrfToken();
        this.theme = visit.theme();
        this.here = visit.here();
    }

    /** What a page takes from its request. */
    record Visit(
            Locale locale,
            @Nullable User user,
            String path,
            String csrfToken,
            String theme,
            Set<Permission> here) {}

    /** The message of a key in the page's language. */
    public String text(String key, Object... arguments) {
        return messages.text(locale(), key, arguments);
    }

    /** The page's language. */
    public Locale locale() {
        return formats.locale();
    }

    /** {@code fr} or {@code en}. */
    public String language() {
        return locale().getLanguage();
    }

    /** Who looks; nobody on the pages that are open to all. */
    public Optional<User> user() {
        return Optional.ofNullable(user);
    }

    /** Whether who looks carries the permission: to show a button or not. */
    public boolean may(Permission permission) {
        return user != null && user.may(permission);
    }

    /** The same of the patient whose page it is, see {@link Pages#limit}. */
    public boolean mayHere(Permission permission) {
        return may(permission) && here.contains(permission);
    }

    /** Where who looks acts, in a few words; empty where that is not known. */
    public String acting() {
        return user().map(User::acting).map(this::place).orElse("");
    }

    /** The profession of an activity and its specialty, by name where the name is known. */
    public String profession(ActingActivity activity) {
        var key = "web.profession." + activity.profession();
        var profession = messages.has(key) ? text(key) : activity.profession();
        return Stream.of(profession, activity.specialty())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String place(ActingActivity activity) {
        return Stream.of(activity.place(), activity.placeId(), profession(activity))
                .filter(part -> !part.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The path of the page, without query. */
    public String path() {
        return path;
    }

    /** {@code light} or {@code dark} where one was chosen, else {@code auto}. */
    public String theme() {
        return theme;
    }

    /** The token that a script sends as {@code X-CSRF-TOKEN}; htmx does so by itself here. */
    public String csrfToken() {
        return csrfToken;
    }

    /** The hidden field that every form with {@code method="post"} needs. */
    public Content csrfField() {
        return output -> {
            output.writeContent("<input type=\"hidden\" name=\"_csrf\" value=\"");
            Escape.htmlAttribute(csrfToken, output);
            output.writeContent("\">");
        };
    }

    /** The address of a file under {@code assets/}, which changes with its content. */
    public String asset(String name) {
        return assets.address(name);
    }

    /** {@code 21/11/2026}. */
    public String date(LocalDate date) {
        return formats.date(date);
    }

    /** {@code 21/11/2026}, in Paris. */
    public String date(Instant instant) {
        return formats.date(instant);
    }

    /** {@code 21/11/2026 14:05}, in Paris. */
    public String dateTime(Instant instant) {
        return formats.dateTime(instant);
    }

    /** {@code 21/11/2026 14:05:30}, in Paris. */
    public String instant(Instant instant) {
        return formats.date(instant) + " " + formats.clock(instant);
    }

    /** {@code samedi 21 novembre 2026}. */
    public String longDate(LocalDate date) {
        return formats.longDate(date);
    }

    /** {@code 14:05}. */
    public String time(LocalTime time) {
        return formats.time(time);
    }

    /** {@code 14:05}, in Paris. */
    public String time(Instant instant) {
        return formats.time(instant);
    }

    /** {@code 1 234}. */
    public String number(long number) {
        return formats.number(number);
    }

    /** {@code 152 Mo}. */
    public String bytes(long bytes) {
        return formats.bytes(bytes, text("web.units.bytes"));
    }

    /** An icon of the sprite, hidden from screen readers: a word stands beside it. */
    public Content icon(String name) {
        if (!ICON.matcher(name).matches()) {
            throw new IllegalArgumentException("no icon is named " + name);
        }
        return output ->
                output.writeContent(
                        "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"%s#%s\"/></svg>"
                                .formatted(asset("icons.svg"), name));
    }

    /** A badge with the state's usual word ({@code web.state.STATE}). */
    public Content badge(State state) {
        return badge(state, "web.state." + state.name());
    }

    /** A badge with words of the module. */
    public Content badge(State state, String key, Object... arguments) {
        var word = text(key, arguments);
        return output -> {
            output.writeContent("<span class=\"badge badge-%s\">".formatted(state.style()));
            icon(state.icon()).writeTo(output);
            Escape.htmlContent(word, output);
            output.writeContent("</span>");
        };
    }

    /** A bar of what is done; a total of zero shows one that only moves. */
    public Content progress(long done, long total) {
        return output ->
                output.writeContent(
                        total > 0
                                ? "<progress value=\"%d\" max=\"%d\">%d/%d</progress>"
                                        .formatted(Math.min(done, total), total, done, total)
                                : "<progress></progress>");
    }
}
