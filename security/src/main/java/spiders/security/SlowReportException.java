// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** A report of the audit took too long and was given up: a shorter period takes less. */
public final class SlowReportException extends RuntimeException {

    public SlowReportException(Throwable cause) {
        super("a report took too long", cause);
    }
}
