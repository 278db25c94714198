// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import spiders.security.User;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The links of the top bar and the sections of the home page, as the modules bring them. */
public final class Navigation {

    private final List<NavItem> items = new CopyOnWriteArrayList<>();
    private final List<HomeSection> sections = new CopyOnWriteArrayList<>();

    private final List<FrameNotice> notices = new CopyOnWriteArrayList<>();

    void add(FrameNotice notice) {
        notices.add(notice);
    }

    /** What is said to this user on top of every page. */
    public List<FrameNotice.Said> notices(User user) {
        return notices.stream().flatMap(notice -> notice.of(user).stream()).toList();
    }

    void add(NavItem item) {
        items.add(item);
    }

    void add(HomeSection section) {
        sections.add(section);
    }

    /** The links for this user, in order. */
    public List<NavItem> items(User user) {
        return items.stream()
                .filter(item -> user.may(item.permission()))
                .sorted(Comparator.comparingInt(NavItem::order))
                .toList();
    }

    /** The sections for this user, in order. */
    public List<HomeSection> sections(User user) {
        return sections.stream()
                .filter(section -> user.may(section.permission()))
                .sorted(Comparator.comparingInt(HomeSection::order))
                .toList();
    }
}
