// SPDX-License-Identifier: Apache-2.0
package spiders.region;

/** A way to fetch objects from a source. */
public enum Retrieve {
    GET,
    MOVE,
    WADO
}
