// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** The record that they did: append-only, never rewritten. */
@FunctionalInterface
public interface Audit {

    /**
     * Records the event before it returns, in the caller's transaction where there is one, so that
     * a deed and its record stand or fall together. A refusal is committed by itself, because the
     * exception that follows undoes the caller's transaction.
     */
    void record(AuditEvent event);
}
