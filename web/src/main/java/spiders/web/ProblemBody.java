// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.MediaType;

/** A problem as RFC 9457 has it, with the reference of the log. */
record ProblemBody(String type, String title, int status, String detail, String reference) {

    static final MediaType MEDIA_TYPE = MediaType.APPLICATION_PROBLEM_JSON;
}
