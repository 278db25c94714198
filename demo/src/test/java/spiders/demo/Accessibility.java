// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What axe-core finds on a page against WCAG 2.1, levels A and AA, which the RGAA asks for, and
 * whether the keyboard alone reaches what a person needs.
 */
final class Accessibility {

    private static final String AXE = source();
    private static final int MOST_TABS = 250;
    private static final String RUN =
            """
            async () => {
              // Colours on their way from one scheme to the other are nobody's.
              await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
              await Promise.all(document.getAnimations()
                  .filter(one => one.effect.getComputedTiming().endTime < 5000)
                  .map(one => one.finished.catch(() => undefined)));
              const found = await axe.run(document, {
                resultTypes: ['violations'],
                runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}
              });
              return found.violations.flatMap(one => one.nodes.map(node =>
                  one.id + ' (' + one.impact + '): ' + node.target.join(' ') + ': ' + one.help));
            }
            """;
    private static final String RULES =
            """
            async () => (await axe.run(document, {
              runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']}
            })).passes.length
            """;

    private Accessibility() {}

    private static String source() {
        try (var in =
                Objects.requireNonNull(Accessibility.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong, a line an element: rule, weight, where and what. */
    static List<String> problems(Page page) {
        page.evaluate(AXE);
        if (((Number) page.evaluate(RULES)).intValue() < 5) {
            throw new AssertionError("axe-core looked at nothing on " + page.url());
        }
        var problems = new ArrayList<String>();
        for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (var one : (List<?>) page.evaluate(RUN)) {
                problems.add(scheme + " " + page.url() + " " + one);
            }
        }
        return problems;
    }

    /** Goes by Tab from element to element until one that fits has the focus. */
    static void tabTo(Page page, String selector) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            var script = "one => !!document.activeElement && document.activeElement.matches(one)";
            if ((boolean) page.evaluate(script, selector)) {
                requireVisibleFocus(page, selector);
                return;
            }
        }
        throw new AssertionError("Tab never reaches " + selector + " on " + page.url());
    }

    /** Who goes by keyboard must see where they are (WCAG 2.4.7). */
    private static void requireVisibleFocus(Page page, String selector) {
        var style =
                (Map<?, ?>)
                        page.evaluate(
                                """
                                () => {
                                  const style = getComputedStyle(document.activeElement);
                                  return {outline: style.outlineStyle + ' ' + style.outlineWidth,
                                          shadow: style.boxShadow};
                                }
                                """);
        var outline = String.valueOf(style.get("outline"));
        boolean hasOutline = !outline.startsWith("none") && !outline.endsWith(" 0px");
        if (!hasOutline && "none".equals(style.get("shadow"))) {
            throw new AssertionError(selector + " does not show that it has the focus");
        }
    }

    /** Goes to a field by Tab and types. */
    static void type(Page page, String selector, String text) {
        tabTo(page, selector);
        page.keyboard().type(text);
    }

    /** Goes to a button, a link or a box by Tab and presses a key on it. */
    static void press(Page page, String selector, String key) {
        tabTo(page, selector);
        page.keyboard().press(key);
    }
}
