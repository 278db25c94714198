// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** A step of the path above the title, to a page that contains this one. */
public record Crumb(String href, String text) {}
