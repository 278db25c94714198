// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import gg.jte.Content;

import spiders.security.Permission;

/** What a module shows on the home page to whose roles carry the permission. */
public interface HomeSection {

    /** Who sees it. */
    Permission permission();

    /** Ascending from top to bottom, as {@link NavItem#order()}. */
    int order();

    /** The section: one {@code <section class="card">}. */
    Content content(Page page);
}
