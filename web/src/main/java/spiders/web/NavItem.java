// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import spiders.security.Permission;

/**
 * A link of the top bar.
 *
 * @param href where it leads; the item is marked current on that page and below it
 * @param icon a name of the icon sprite
 * @param order ascending from left to right: 10 boards, 20 cases, 50 sources, 90 audit
 */
public record NavItem(String href, String icon, String titleKey, Permission permission, int order) {

    boolean leadsTo(String path) {
        return path.equals(href) || path.startsWith(href + "/");
    }
}
