// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import gg.jte.Content;

import java.util.List;

/** What stands around every page: the model of {@code web/frame.jte}. */
public record Frame(
        Page page,
        String title,
        List<Crumb> crumbs,
        List<NavItem> navigation,
        List<Flash> flashes,
        List<FrameNotice.Said> notices,
        WebSettings settings,
        Shape shape,
        Content body) {

    /** How much of the screen the page takes. */
    public enum Shape {
        NORMAL,
        WIDE,
        /** Without navigation: signing in. */
        BARE
    }

    public Frame {
        crumbs = List.copyOf(crumbs);
        navigation = List.copyOf(navigation);
        flashes = List.copyOf(flashes);
        notices = List.copyOf(notices);
    }

    /** Whether the link of the top bar leads to where we are. */
    public boolean isCurrent(NavItem item) {
        return item.leadsTo(page.path());
    }
}
