// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** Whether a session takes place. */
public enum SessionState {
    PLANNED,
    /** Called off by a person, who said why; its cases are to be placed again. */
    CANCELLED,
    /** Laid out ahead for a rhythm that was changed since, without a case; nobody sees it. */
    DROPPED
}
