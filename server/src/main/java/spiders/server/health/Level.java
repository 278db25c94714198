// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

/** How well the hub does, from best to worst. */
public enum Level {
    /** All is as it should be. */
    READY,
    /** The hub does its work, and somebody has to look after it soon. */
    DEGRADED,
    /** This node cannot do its work: another is to be asked. */
    DOWN
}
