// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpMethod;

/** One door of the application: what the test of all routes walks. */
public record Route(HttpMethod method, String pattern, Guard guard) {}
