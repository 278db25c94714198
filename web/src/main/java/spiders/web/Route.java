// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpMethod;

/**
 * One door of the application: what the test of all routes walks.
 *
 * @param trace what a use of it leaves in the audit
 */
public record Route(HttpMethod method, String pattern, Guard guard, Trace trace) {

    /** What a use that came to something leaves in the audit; refusals are always in it. */
    public enum Trace {
        /** A record: the service's own, or, where it makes none, one of the door. */
        RECORD,
        /** What the service records, once for many uses, or nothing. */
        OF_SERVICE
    }
}
