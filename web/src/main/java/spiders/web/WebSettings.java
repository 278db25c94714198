// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/**
 * What the frame and the security of the pages need to know of the installation.
 *
 * @param demo synthetic patients only: every page says so, and the sign-in page names the accounts
 * @param tls reached by HTTPS: cookies are marked so, and browsers are told to come back so
 * @param version as the foot of the page shows it
 * @param address what browsers call this hub, such as {@code https://hub.example}; empty where
 *     their requests are to be believed
 */
public record WebSettings(boolean demo, boolean tls, String version, String address) {}
